import { plainText } from "../../terraform/json";
import type { Rule } from "../rule";
import { inBlocks } from "../blocks";
import { missingPart } from "../buckets/parts";
import { fail, pass, undecided } from "../results";

export const rule: Rule = {
  id: "bucket-ownership",
  title: "Buckets have no ACLs: their owner owns every object",
  why: "ACLs give objects away beside the policies, and objects of other writers escape the owner.",
  fix: "set the bucket's object ownership to BucketOwnerEnforced; Milvus needs no ACL",
  snippet: {
    language: "hcl",
    text: `resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule { object_ownership = "BucketOwnerEnforced" }
}`,
  },
  severity: "error",
  standards: ["FSBP S3.12", "CKV2_AWS_65"],
  documents: [
    "create-bucket-and-role, step 1",
    "configure-s3-access-by-iam-role, Associate an IAM role",
  ],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const controls = bucket.ownership;
      if (!controls) {
        yield missingPart(
          bucket,
          "aws_s3_bucket_ownership_controls",
          "the bucket does not say who owns its objects",
        );
        continue;
      }
      const { attribute, value } = inBlocks(controls, "rule", "object_ownership");
      if (!value.known) yield undecided(controls, value);
      else if (value.value === "BucketOwnerEnforced") {
        yield pass(controls, "the bucket's owner owns every object", { attribute });
      } else {
        yield fail(controls, `object_ownership is ${plainText(value.value)}`, { attribute });
      }
    }
  },
};
