import type { Rule } from "../rule";
import { nameOf, readStatements } from "../policies/statements";
import { accountsOf, reachesOf } from "../policies/reach";
import { fail, pass } from "../results";

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
      const { resource, attribute } = policy;
      const read = readStatements(policy);
      if (!read.statements) {
        yield read.result;
        continue;
      }
      const own = accountsOf(context, key);
      const open = read.statements.filter(
        (statement) =>
          statement.effect === "Allow" &&
          reachesOf(statement, own).some(({ reach }) => reach === "everybody"),
      );
      for (const statement of open) {
        const message = `${nameOf(statement)} lets everybody use the key`;
        yield fail(resource, message, { attribute, key: statement.label });
      }
      if (open.length === 0) yield pass(resource, "no statement is for everybody", { attribute });
    }
  },
};
