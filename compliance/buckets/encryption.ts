import type { Resource } from "../../terraform/model";
import { inBlocks } from "../blocks";

/**
 * Default encryption of a bucket, with where each part of it stands: in the resource for encryption
 * alone or, in older Terraform, in the bucket.
 */
export function encryptionOf(holder: Resource) {
  const base = holder.type === "aws_s3_bucket" ? ["server_side_encryption_configuration"] : [];
  const byDefault = [...base, "rule", "apply_server_side_encryption_by_default"];
  return {
    algorithm: inBlocks(holder, ...byDefault, "sse_algorithm"),
    key: inBlocks(holder, ...byDefault, "kms_master_key_id"),
    bucketKey: inBlocks(holder, ...base, "rule", "bucket_key_enabled"),
  };
}
