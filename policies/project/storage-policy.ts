import { policy, type Policy } from "../document";
import { keyStatement, type KeyReference } from "../kms-key";
import { VENDOR_TERRAFORM } from "../sources";

/**
 * Rights of the storage role on the project's bucket.
 * Source: create-bucket-and-role, step 3. The vendor's Terraform ships the same text.
 */
export function storagePolicy({ bucket }: { bucket: string }): Policy {
  return policy("documented", "create-bucket-and-role, step 3", [
    {
      Effect: "Allow",
      Action: ["s3:ListBucket"],
      Resource: `arn:aws:s3:::${bucket}`,
    },
    {
      Sid: "AllowS3ReadWrite",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:DeleteObject"],
      Resource: [`arn:aws:s3:::${bucket}/*`],
    },
  ]);
}

/**
 * Rights of the storage role on the key of an encrypted bucket. The documents do not mention
 * encryption for it.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam (enable_s3_kms).
 * The vendor names the key by ARN; named by alias, the statement is ours.
 */
export function storageKmsPolicy(key: KeyReference): Policy {
  return policy("arn" in key ? "current" : "derived", VENDOR_TERRAFORM, [
    keyStatement(["kms:Decrypt", "kms:GenerateDataKey*"], key),
  ]);
}
