import type { Rule } from "../rule";
import { missingPart, partOrBucket } from "../buckets/parts";
import { fail, pass, undecided } from "../results";
import { versioningOf } from "../buckets/versioning";

export const rule: Rule = {
  id: "bucket-versioning",
  title: "Buckets keep old versions of their objects",
  why: "What is overwritten or deleted by mistake cannot be had back.",
  fix: "set versioning: true and expireOldVersionsAfterDays on the bucket",
  snippet: {
    language: "yaml",
    text: "project:\n  bucket:\n    versioning: true\n    expireOldVersionsAfterDays: 7",
  },
  severity: "info",
  standards: ["Security Hub S3.14", "CKV_AWS_21", "AWS-0090"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const holder = partOrBucket(bucket, bucket.versioning, "versioning");
      if (!holder) {
        yield missingPart(bucket, "aws_s3_bucket_versioning", "the bucket keeps no old versions");
        continue;
      }
      const { attribute, value } = versioningOf(holder);
      if (!value.known) yield undecided(holder, value);
      else if (value.value === "enabled")
        yield pass(holder, "old versions are kept", { attribute });
      else yield fail(holder, `versioning is ${value.value}`, { attribute });
    }
  },
};
