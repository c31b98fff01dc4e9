import type { Rule } from "../rule";
import { missingPart, partOrBucket } from "../buckets/parts";
import { reachOf } from "../buckets/lifecycle";
import { fail, pass, undecided } from "../results";

export const rule: Rule = {
  id: "bucket-unfinished-uploads",
  title: "Buckets remove uploads that were never finished",
  why: "Parts of broken uploads are billed, and no list of objects shows them.",
  fix: "add a lifecycle rule that aborts incomplete multipart uploads",
  snippet: {
    language: "hcl",
    text: `rule {
  id     = "abort-unfinished-uploads"
  status = "Enabled"
  filter {}
  abort_incomplete_multipart_upload { days_after_initiation = 7 }
}`,
  },
  severity: "warning",
  standards: ["FSBP S3.13", "CKV_AWS_300"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const holder = partOrBucket(bucket, bucket.lifecycle, "lifecycle_rule");
      const message = "unfinished uploads are kept for ever";
      if (!holder) {
        yield missingPart(bucket, "aws_s3_bucket_lifecycle_configuration", message);
        continue;
      }
      const reach = reachOf(holder, "abort_incomplete_multipart_upload");
      if (!reach.known) yield undecided(holder, reach);
      else if (reach.value === "all") yield pass(holder, "unfinished uploads are removed");
      else yield fail(holder, reach.value === "none" ? message : `of some objects, ${message}`);
    }
  },
};
