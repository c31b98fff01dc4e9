import { clusterArn, oidcProviderArn } from "../../aws/arn";
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

/**
 * Trust of a role for one Kubernetes service account of one cluster, by EKS Pod Identity.
 * Source: Amazon EKS user guide, "Create IAM role with trust policy required by EKS Pod Identity",
 * which restricts namespace and service account by the tags of the session; the cluster is a tag
 * of it as well, and binds the role as the issuer does in the document.
 */
export function podIdentityTrust(
  facts: FactsFor<
    "partition" | "region" | "accountId" | "clusterName" | "namespace" | "serviceAccount"
  >,
): Policy {
  const { partition, region, accountId, clusterName, namespace, serviceAccount } = facts;
  return policy("derived", "Amazon EKS user guide, trust policy for EKS Pod Identity", [
    {
      Effect: "Allow",
      Principal: { Service: "pods.eks.amazonaws.com" },
      Action: ["sts:AssumeRole", "sts:TagSession"],
      Condition: {
        StringEquals: {
          "aws:RequestTag/eks-cluster-arn": clusterArn(partition, region, accountId, clusterName),
          "aws:RequestTag/kubernetes-namespace": namespace,
          "aws:RequestTag/kubernetes-service-account": serviceAccount,
        },
      },
    },
  ]);
}
