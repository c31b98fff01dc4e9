import { bucketArn, objectsArn } from "../../aws/arn";
import { policy, type Policy } from "../document";
import type { FactsFor } from "../text-facts";

/**
 * Refuses every request to a bucket that does not come over TLS; it allows nothing.
 * Source: AWS Foundational Security Best Practices S3.5; CIS AWS Foundations Benchmark 2.1.1.
 */
export function tlsOnlyBucketPolicy({
  partition,
  bucket,
}: FactsFor<"partition" | "bucket">): Policy {
  return policy("derived", "AWS FSBP S3.5, CIS AWS 2.1.1", [
    {
      Sid: "DenyInsecureTransport",
      Effect: "Deny",
      Principal: "*",
      Action: "s3:*",
      Resource: [bucketArn(partition, bucket), objectsArn(partition, bucket)],
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  ]);
}
