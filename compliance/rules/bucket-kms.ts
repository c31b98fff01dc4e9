import type { RuleResult } from "../finding";
import type { Resource } from "../model";
import type { Rule } from "../rule";
import { missingPart, partOrBucket } from "./shared/buckets";
import { encryptionOf } from "./shared/encryption";
import { fail, pass, undecided } from "./shared/results";

/** Address of a key, in a module or not. */
const KEY = /(^|\.)aws_kms_(key|alias|replica_key)\./;

export const rule: Rule = {
  id: "bucket-kms",
  title: "Buckets are encrypted with a KMS key of your own",
  why: "With S3's own keys, whoever may read the object may read it; a key is a second lock, with a log.",
  fix: "set createKmsKey: true, or kmsKeyArn, in the section that has the bucket",
  snippet: { language: "yaml", text: "project:\n  createKmsKey: true" },
  severity: "info",
  standards: ["Security Hub S3.17", "CKV_AWS_145", "AWS-0132"],
  documents: ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"],
  waivable: true,
  *check({ model }) {
    for (const bucket of model.buckets()) {
      const inline = "server_side_encryption_configuration";
      const holder = partOrBucket(bucket, bucket.encryption, inline);
      yield holder
        ? judge(holder)
        : missingPart(
            bucket,
            `aws_s3_bucket_${inline}`,
            "the bucket is not encrypted with a KMS key",
          );
    }
  },
};

function judge(holder: Resource): RuleResult {
  const { algorithm, key, bucketKey } = encryptionOf(holder);
  const { attribute } = algorithm;
  if (!algorithm.value.known) return undecided(holder, algorithm.value);
  if (!String(algorithm.value.value).startsWith("aws:kms")) {
    return fail(holder, "objects are encrypted with S3's own keys", { attribute });
  }
  // Unknown, but an expression of a key that the same run makes.
  const made = Object.values(holder.references)
    .flat()
    .some((address) => KEY.test(address));
  if (!key.value.known && !made) return undecided(holder, key.value);
  if (key.value.known && !key.value.value) {
    const message = "names no key: S3 takes the key aws/s3, whose policy nobody can change";
    return fail(holder, message, { attribute: key.attribute });
  }
  if (!bucketKey.value.known) return undecided(holder, bucketKey.value);
  if (bucketKey.value.value !== true) {
    const message = "bucket_key_enabled is not true: each object costs requests to KMS";
    return fail(holder, message, { attribute: bucketKey.attribute, key: "bucket_key_enabled" });
  }
  return pass(holder, "objects are encrypted with a KMS key", { attribute });
}
