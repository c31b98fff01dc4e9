import { clusterArn } from "../../aws/arn";
import { policy, type Policy } from "../document";
import type { FactsFor } from "../text-facts";

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
