import { policy, type Policy } from "../document";
import { keyStatement, type KeyReference } from "../kms-key";

/**
 * Rights of a self-managed Milvus on the key of an encrypted bucket.
 * Source: none; configure-s3-access-by-iam-role does not mention encryption. The actions are those
 * that S3 needs to read and write objects under a KMS key, and those that Zilliz's Terraform gives
 * its storage role.
 */
export function milvusKmsPolicy(key: KeyReference): Policy {
  return policy("derived", "configure-s3-access-by-iam-role (encrypted bucket)", [
    keyStatement(["kms:Decrypt", "kms:GenerateDataKey*"], key),
  ]);
}
