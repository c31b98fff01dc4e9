import type { Rule } from "../rule";
import { missingPart, partOrBucket } from "../buckets/parts";
import { reachOf } from "../buckets/lifecycle";
import { fail, pass, undecided } from "../results";
import { versioningOf } from "../buckets/versioning";

export const rule: Rule = {
  id: "bucket-old-versions",
  title: "Buckets with versioning let old versions expire",
  why: "Milvus compacts all the time and deletes what it has merged; kept for ever, that only grows.",
  fix: "set expireOldVersionsAfterDays on the bucket",
  snippet: {
    language: "yaml",
    text: "project:\n  bucket:\n    versioning: true\n    expireOldVersionsAfterDays: 7",
  },
  severity: "warning",
  standards: ["FSBP S3.13", "Security Hub S3.10", "CKV2_AWS_61"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const versioned = partOrBucket(bucket, bucket.versioning, "versioning");
      const versioning = versioned && versioningOf(versioned).value;
      if (!versioned || !versioning) continue;
      if (!versioning.known) {
        yield undecided(versioned, versioning);
        continue;
      }
      // Suspended versioning leaves the versions that there are.
      if (versioning.value === "off") continue;
      const holder = partOrBucket(bucket, bucket.lifecycle, "lifecycle_rule");
      const message = "old versions are kept for ever";
      if (!holder) {
        yield missingPart(bucket, "aws_s3_bucket_lifecycle_configuration", message);
        continue;
      }
      const reach = reachOf(holder, "noncurrent_version_expiration");
      if (!reach.known) yield undecided(holder, reach);
      else if (reach.value === "all") yield pass(holder, "old versions expire");
      else yield fail(holder, reach.value === "none" ? message : `of some objects, ${message}`);
    }
  },
};
