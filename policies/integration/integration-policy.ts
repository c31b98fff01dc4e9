import type { PolicyEdition } from "../../config/deployment";
import { policy, type Policy, type PolicyStatement } from "../document";
import { keyStatement, type KeyReference } from "../kms-key";
import type { FactsFor } from "../text-facts";

/**
 * Rights of the integration role on the bucket that receives backups and audit logs.
 * Source: integrate-with-aws-s3, step 3; with a key, the variant for buckets encrypted with KMS.
 */
export function integrationPolicy({
  bucket,
  key,
  edition,
}: FactsFor<"bucket" | "key"> & { readonly edition: PolicyEdition }): Policy {
  const statements: PolicyStatement[] = [
    {
      Sid: "Statement1",
      Effect: "Allow",
      Action: ["s3:GetObject", "s3:PutObject", "s3:ListBucket", "s3:GetBucketLocation"],
      Resource: [`arn:aws:s3:::${bucket}`, `arn:aws:s3:::${bucket}/*`],
    },
  ];
  if (key === undefined) {
    return policy("documented", "integrate-with-aws-s3, step 3", statements);
  }
  const asDocumented = edition === "documented" && "arn" in key;
  return policy(
    asDocumented ? "documented" : "derived",
    "integrate-with-aws-s3, step 3 (AWS KMS)",
    [...statements, edition === "documented" ? writeOnly(key) : readAndWrite(key)],
  );
}

/** The document's grant: without kms:Decrypt, nothing can be read back, nor uploaded in parts. */
function writeOnly(key: KeyReference): PolicyStatement {
  return keyStatement(["kms:GenerateDataKey"], key, {
    sid: "AllowKMSGenerateDataKey",
    resource: "string",
  });
}

/** The actions that the vendor's newer Terraform gives its storage role for the same purpose. */
function readAndWrite(key: KeyReference): PolicyStatement {
  return keyStatement(["kms:Decrypt", "kms:GenerateDataKey*"], key, {
    sid: "AllowKMSDecryptAndGenerateDataKey",
    resource: "string",
  });
}
