import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
import type { Rule } from "../rule";
import { inBlocks } from "../blocks";
import { missingPart, partOrBucket } from "../buckets/parts";
import { fail, pass, undecided } from "../results";

export const rule: Rule = {
  id: "bucket-logging",
  title: "Buckets log who reaches them",
  why: "After an incident nobody can tell which objects were read.",
  fix: "set accessLogBucket on the bucket, or log S3 data events with CloudTrail",
  snippet: { language: "yaml", text: "project:\n  bucket:\n    accessLogBucket: acme-access-logs" },
  severity: "info",
  standards: ["FSBP S3.9", "CKV_AWS_18", "AWS-0089"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const holder = partOrBucket(bucket, bucket.logging, "logging");
      yield holder
        ? judge(bucket, holder)
        : missingPart(bucket, "aws_s3_bucket_logging", "the bucket logs no access");
    }
  },
};

function judge({ name }: BucketView, holder: Resource): RuleResult {
  const { attribute, value } =
    holder.type === "aws_s3_bucket"
      ? inBlocks(holder, "logging", "target_bucket")
      : inBlocks(holder, "target_bucket");
  if (!value.known) return undecided(holder, value);
  if (!value.value) return fail(holder, "names no bucket for the log", { attribute });
  if (name.known && value.value === name.value) {
    return fail(holder, "the bucket logs into itself, and each log is logged", { attribute });
  }
  return pass(holder, "access is logged", { attribute });
}
