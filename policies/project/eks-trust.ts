import { policy, type Policy, type PolicyStatement } from "../document";
import { VENDOR_TERRAFORM } from "../sources";
import type { FactsFor } from "../text-facts";

/**
 * Trust of the EKS role, which is cluster role, node role and the role of three add-ons in one.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam.
 *
 * The vendor's default principal says `accountid` for the account and is never set; here it is the
 * account's own provider.
 *
 * @param issuer without `https://`, or OIDC_PLACEHOLDER.
 */
export function eksTrust({ accountId, issuer }: FactsFor<"accountId" | "issuer">): Policy {
  const provider = `arn:aws:iam::${accountId}:oidc-provider/${issuer}`;
  return policy("current", VENDOR_TERRAFORM, [
    {
      Effect: "Allow",
      Principal: { Service: "eks-nodegroup.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
    {
      Sid: "EKSClusterAssumeRole",
      Effect: "Allow",
      Principal: { Service: "eks.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
    {
      Sid: "EKSNodeAssumeRole",
      Effect: "Allow",
      Principal: { Service: "ec2.amazonaws.com" },
      Action: "sts:AssumeRole",
    },
    addOnTrust(provider, {
      [`${issuer}:aud`]: "sts.amazonaws.com",
      [`${issuer}:sub`]: "system:serviceaccount:kube-system:aws-load-balancer-controller",
    }),
    addOnTrust(provider, {
      [`${issuer}:sub`]: "system:serviceaccount:kube-system:ebs-csi-controller-sa",
      [`${issuer}:aud`]: "sts.amazonaws.com",
    }),
    addOnTrust(provider, {
      [`${issuer}:sub`]: "system:serviceaccount:kube-system:cluster-autoscaler",
      [`${issuer}:aud`]: "sts.amazonaws.com",
    }),
  ]);
}

function addOnTrust(provider: string, claims: Readonly<Record<string, string>>): PolicyStatement {
  return {
    Effect: "Allow",
    Principal: { Federated: provider },
    Action: "sts:AssumeRoleWithWebIdentity",
    Condition: { StringEquals: claims },
  };
}
