import { policy, type Policy } from "../document";

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
