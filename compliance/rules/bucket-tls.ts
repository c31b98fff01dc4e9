import { evaluate } from "../../iam/evaluate";
import type { IamPolicy } from "../../iam/policy";
import type { PolicyOf } from "../../terraform/model-view";
import type { RuleResult } from "../finding";
import { hcl, type Rule } from "../rule";
import { missingPart } from "../buckets/parts";
import { reading } from "../policies/statements";
import { fail, judged, pass } from "../results";

/** Objects and the bucket itself, reading and writing. */
const ACTIONS = [
  { action: "s3:GetObject", object: true },
  { action: "s3:PutObject", object: true },
  { action: "s3:DeleteObject", object: true },
  { action: "s3:ListBucket", object: false },
  { action: "s3:GetBucketPolicy", object: false },
] as const;

/** Roles of two accounts: a refusal that leaves out one of them is none. */
const PRINCIPALS = ["arn:aws:iam::111111111111:role/one", "arn:aws:iam::222222222222:role/other"];

export const rule: Rule = {
  id: "bucket-tls",
  title: "Buckets refuse requests without TLS",
  why: "Whoever can watch the network could read objects and signed requests on their way.",
  fix: "deny s3:* on the bucket and its objects to everybody when aws:SecureTransport is false",
  snippet: hcl(`{
  Sid       = "DenyInsecureTransport"
  Effect    = "Deny"
  Principal = "*"
  Action    = "s3:*"
  Resource  = ["arn:aws:s3:::BUCKET", "arn:aws:s3:::BUCKET/*"]
  Condition = { Bool = { "aws:SecureTransport" = "false" } }
}`),
  severity: "error",
  standards: ["CIS AWS 3.0 2.1.1", "CIS AWS 5.0 2.1.1", "FSBP S3.5"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const { policy, arn } = bucket;
      if (!policy) {
        const message = "the bucket has no policy, so it takes requests without TLS";
        yield missingPart(bucket, "policy", message);
        continue;
      }
      yield* reading(policy, (_, document) => [
        judged(bucket.resource, arn, (known) => judge(policy, document, known)),
      ]);
    }
  },
};

function judge({ resource, attribute }: PolicyOf, document: IamPolicy, arn: string): RuleResult {
  const open = ACTIONS.filter(({ action, object }) =>
    takes(document, action, object ? `${arn}/any` : arn),
  ).map(({ action }) => action);
  return open.length > 0
    ? fail(resource, `without TLS, the policy does not deny ${open.join(", ")}`, { attribute })
    : pass(resource, "requests without TLS are denied", { attribute });
}

/** Whether a request without TLS is not denied to somebody. */
function takes(document: IamPolicy, action: string, target: string): boolean {
  return PRINCIPALS.some((principal) => {
    const { result } = evaluate(
      { principal, action, resource: target, context: { "aws:SecureTransport": "false" } },
      { resource: { name: "bucket policy", document } },
    );
    return result !== "ExplicitlyDenied";
  });
}
