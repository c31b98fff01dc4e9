import type { PolicyStatement } from "../document";

/**
 * The IAM statements that both editions of the cross-account policy share: the cluster's OIDC
 * provider, and the roles of the project.
 * Source: create-cross-account-role, step 2.
 *
 * `role/zilliz-byoc*` matches roles at the root path only; a role with a path has the path before
 * its name.
 *
 * @param readableRole ARN of the role or roles that may be read: the editions differ here.
 */
export function crossAccountIam(readableRole: string): PolicyStatement[] {
  return [
    {
      Sid: "CreateOpenIDConnectProvider",
      Effect: "Allow",
      Action: ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"],
      Resource: ["arn:aws:iam::*:oidc-provider/*"],
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    // Without a condition: every OIDC provider of the account, also those of other clusters.
    {
      Sid: "DeleteOpenIDConnectProvider",
      Effect: "Allow",
      Action: ["iam:GetOpenIDConnectProvider", "iam:DeleteOpenIDConnectProvider"],
      Resource: ["arn:aws:iam::*:oidc-provider/*"],
    },
    {
      Sid: "IAMReadEKSRole",
      Effect: "Allow",
      Action: ["iam:GetRole", "iam:ListAttachedRolePolicies"],
      Resource: [
        readableRole,
        "arn:aws:iam::*:role/aws-service-role/eks-nodegroup.amazonaws.com/AWSServiceRoleForAmazonEKSNodegroup",
      ],
    },
    {
      Sid: "IAMPassRoleToEKS",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: ["arn:*:iam::*:role/zilliz-byoc*"],
      Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
    },
    // Replaces eks_oidc_url in the storage and EKS trusts; it reaches the cross-account role as well.
    {
      Sid: "IAMUpdateTrustPolicyForEKSRole",
      Effect: "Allow",
      Action: ["iam:UpdateAssumeRolePolicy"],
      Resource: ["arn:*:iam::*:role/zilliz-byoc*"],
    },
  ];
}
