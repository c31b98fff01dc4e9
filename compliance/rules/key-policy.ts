import type { Rule } from "../rule";
import { problemsIn } from "../policies/statements";
import { accountsOf, reachesOf } from "../policies/reach";
import { orPass, pass } from "../results";

export const rule: Rule = {
  id: "key-policy",
  title: "Key policies do not let everybody in",
  why: "Principal * without a condition gives the key, and all that it encrypts, to every account.",
  fix: "name the account's root, and leave the rest to IAM policies",
  snippet: {
    language: "hcl",
    text: `{
  Sid       = "EnableIamPolicies"
  Effect    = "Allow"
  Principal = { AWS = "arn:aws:iam::111122223333:root" }
  Action    = "kms:*"
  Resource  = "*"
}`,
  },
  severity: "error",
  standards: ["FSBP KMS.5", "CKV_AWS_33"],
  documents: ["integrate-with-aws-s3, step 3"],
  *check(context) {
    for (const { resource: key, policy } of context.model.keys()) {
      if (!policy) {
        yield pass(key, "the key has KMS's own policy, which trusts the account");
        continue;
      }
      const own = accountsOf(context, key);
      const found = problemsIn(policy, (statement) => {
        const open = reachesOf(statement, own).some(({ reach }) => reach === "everybody");
        return statement.effect === "Allow" && open ? [{ text: "lets everybody use the key" }] : [];
      });
      const { resource, attribute } = policy;
      yield* orPass(found, resource, "no statement is for everybody", { attribute });
    }
  },
};
