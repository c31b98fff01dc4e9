import { policy, type Policy } from "../document";
import { keyStatement, type KeyReference } from "../kms-key";
import { VENDOR_TERRAFORM } from "../sources";

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
