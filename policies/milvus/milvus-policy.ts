import { bucketArn, objectsArn } from "../../aws/arn";
import { policy, type Policy } from "../document";
import { keyStatement, type KeyReference } from "../kms-key";
import type { FactsFor } from "../text-facts";

/**
 * Rights of a self-managed Milvus on its bucket; `MilvusS3ReadWrite` in the document.
 * Source: configure-s3-access-by-iam-role, "Associate an IAM role with a Kubernetes service
 * account". The document is written for the partition `aws`.
 */
export function milvusPolicy({ partition, bucket }: FactsFor<"partition" | "bucket">): Policy {
  return policy("documented", "configure-s3-access-by-iam-role, Associate an IAM role", [
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: [bucketArn(partition, bucket)],
    },
    {
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: [objectsArn(partition, bucket)],
    },
  ]);
}

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
