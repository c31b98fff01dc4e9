import type { PolicyStatement } from "../document";

/**
 * The S3 statement of the cross-account policy, the same in both editions: where the bucket is, and
 * nothing of what is in it.
 * Source: create-cross-account-role, step 2.
 */
export function crossAccountBucket(bucket: string): PolicyStatement {
  return {
    Sid: "S3CheckBucketLocation",
    Effect: "Allow",
    Action: ["s3:GetBucketLocation"],
    Resource: `arn:aws:s3:::${bucket}`,
  };
}
