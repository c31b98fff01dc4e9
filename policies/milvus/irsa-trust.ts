import { oidcProviderArn } from "../../aws/arn";
import { policy, type Policy } from "../document";
import type { FactsFor } from "../text-facts";

/**
 * Trust of a role for one Kubernetes service account of one cluster (IRSA).
 * Source: configure-s3-access-by-iam-role, "Verify the role and service account setup".
 *
 * StringEquals, so neither name is a pattern. The audience is `sts.amazonaws.com` in every
 * partition, China included: it is a word in the token, not an address.
 *
 * @param issuer without `https://`.
 */
export function irsaTrust(
  facts: FactsFor<"partition" | "accountId" | "issuer" | "namespace" | "serviceAccount">,
): Policy {
  const { partition, accountId, issuer, namespace, serviceAccount } = facts;
  return policy("documented", "configure-s3-access-by-iam-role, Verify the role", [
    {
      Effect: "Allow",
      Principal: { Federated: oidcProviderArn(partition, accountId, issuer) },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          [`${issuer}:sub`]: `system:serviceaccount:${namespace}:${serviceAccount}`,
          [`${issuer}:aud`]: "sts.amazonaws.com",
        },
      },
    },
  ]);
}
