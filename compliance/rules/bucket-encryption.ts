import { plainText } from "../../terraform/json";
import type { Rule } from "../rule";
import { missingPart, partOrBucket } from "../buckets/parts";
import { encryptionOf } from "../buckets/encryption";
import { fail, pass, undecided } from "../results";

const ALGORITHMS: readonly unknown[] = ["AES256", "aws:kms", "aws:kms:dsse"];

export const rule: Rule = {
  id: "bucket-encryption",
  title: "Buckets say how their objects are encrypted",
  why: "Where nothing is declared, nothing notices when somebody changes the bucket's encryption.",
  fix: "give the bucket an encryption configuration: AES256, or aws:kms with a key of your own",
  snippet: {
    language: "hcl",
    text: `resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}`,
  },
  severity: "error",
  standards: ["CKV_AWS_19"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const holder = partOrBucket(
        bucket,
        bucket.encryption,
        "server_side_encryption_configuration",
      );
      if (!holder) {
        yield missingPart(
          bucket,
          "aws_s3_bucket_server_side_encryption_configuration",
          "no encryption is declared; S3 takes its own keys by itself",
        );
        continue;
      }
      const { attribute, value } = encryptionOf(holder).algorithm;
      if (!value.known) {
        yield undecided(holder, value);
      } else if (ALGORITHMS.includes(value.value)) {
        yield pass(holder, `objects are encrypted: ${plainText(value.value)}`, { attribute });
      } else {
        yield fail(holder, "no encryption by default is set", { attribute });
      }
    }
  },
};
