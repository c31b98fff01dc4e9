import type { RuleResult } from "../finding";
import { hcl, type Rule } from "../rule";
import { valueAt } from "../../terraform/known";
import type { Resource } from "../../terraform/model";
import { missingPart } from "../buckets/parts";
import { fail, orPass, undecided } from "../results";

/** All four: each closes another way. */
const FLAGS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
] as const;

export const rule: Rule = {
  id: "bucket-public-access",
  title: "Buckets block all public access",
  why: "One wrong policy or ACL would open the vectors and backups in the bucket to everybody.",
  fix: "give the bucket a public access block with all four flags true",
  snippet: hcl(`resource "aws_s3_bucket_public_access_block" "data" {
  bucket                  = aws_s3_bucket.data.bucket
  block_public_acls       = true
  block_public_policy     = true
  ignore_public_acls      = true
  restrict_public_buckets = true
}`),
  severity: "error",
  standards: [
    "CIS AWS 3.0 2.1.4",
    "CIS AWS 5.0 2.1.4",
    "FSBP S3.8",
    "CKV_AWS_53",
    "CKV_AWS_54",
    "CKV_AWS_55",
    "CKV_AWS_56",
    "CKV2_AWS_6",
    "AWS-0086",
    "AWS-0087",
    "AWS-0091",
    "AWS-0093",
    "AWS-0094",
  ],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const block = bucket.publicAccessBlock;
      yield* block
        ? orPass(open(block), block, "all four ways to public access are blocked")
        : [missingPart(bucket, "publicAccessBlock", "the bucket has no public access block")];
    }
  },
};

function* open(block: Resource): Iterable<RuleResult> {
  for (const flag of FLAGS) {
    const value = valueAt(block, [flag]);
    if (!value.known) yield undecided(block, value, { key: flag });
    else if (value.value !== true) {
      yield fail(block, `${flag} is not true`, { attribute: flag, key: flag });
    }
  }
}
