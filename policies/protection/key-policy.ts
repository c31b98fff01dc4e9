import { policy, type Policy, type PolicyStatement } from "../document";
import type { FactsFor } from "../text-facts";

/**
 * Key policy of a key that encrypts a bucket: leaves access to the IAM policies of its own account.
 * Source: AWS KMS developer guide, "Default key policy". Without this statement no IAM policy has
 * any effect on the key, and a key whose last principal is deleted cannot be managed any more.
 */
export function bucketKeyPolicy({
  partition,
  accountId,
}: FactsFor<"partition" | "accountId">): Policy {
  return policy("derived", "AWS KMS developer guide, Default key policy", [
    {
      Sid: "EnableIamPolicies",
      Effect: "Allow",
      Principal: { AWS: `arn:${partition}:iam::${accountId}:root` },
      Action: "kms:*",
      Resource: "*",
    },
  ]);
}

/**
 * The statement that the owner of an existing key adds to its key policy for one role, when that
 * policy does not leave access to IAM. In a key policy, Resource `*` is the key itself.
 */
export function keyPolicyStatementFor(
  roleArn: string,
  actions: readonly string[],
): PolicyStatement {
  return { Effect: "Allow", Principal: { AWS: roleArn }, Action: actions, Resource: "*" };
}
