import type { PolicyStatement } from "../document";

/** ARN patterns of EKS access entries and access policies: the editions differ here. */
export interface AccessPatterns {
  readonly entries: string;
  readonly policies: string;
}

/**
 * The EKS statements of the cross-account policy: clusters named `zilliz-byoc-…` and their parts.
 * Source: create-cross-account-role, step 2.
 */
export function crossAccountEks(access: AccessPatterns): PolicyStatement[] {
  const taggable = [
    "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
    "arn:aws:eks:*:*:addon/zilliz-byoc-*/*/*",
    "arn:aws:eks:*:*:nodegroup/zilliz-byoc-*/zilliz*/*",
    "arn:aws:eks:*:*:podidentityassociation/zilliz-byoc-*/*",
    access.entries,
  ];
  const everything = [...taggable, access.policies];
  return [
    {
      Sid: "EKSCreate",
      Effect: "Allow",
      Action: [
        "eks:CreateCluster",
        "eks:CreateNodegroup",
        "eks:CreateAddon",
        "eks:CreateAccessEntry",
        "eks:CreatePodIdentityAssociation",
      ],
      Resource: everything,
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "EKSUpdate",
      Effect: "Allow",
      Action: [
        "eks:AssociateAccessPolicy",
        "eks:UpdateAccessEntry",
        "eks:UpdateAddon",
        "eks:UpdateClusterConfig",
        "eks:UpdateClusterVersion",
        "eks:UpdateNodegroupConfig",
        "eks:UpdateNodegroupVersion",
        "eks:UpdatePodIdentityAssociation",
      ],
      Resource: everything,
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
    // Without a condition: a cluster of this name can be given the tag that EKSUpdate looks for.
    {
      Sid: "EKSTag",
      Effect: "Allow",
      Action: ["eks:TagResource"],
      Resource: taggable,
    },
    {
      Sid: "EKSRead",
      Effect: "Allow",
      Action: [
        "eks:DescribeCluster",
        "eks:DescribeNodegroup",
        "eks:DescribeAccessEntry",
        "eks:DescribeAddon",
        "eks:DescribeAddonConfiguration",
        "eks:DescribeAddonVersions",
        "eks:DescribePodIdentityAssociation",
        "eks:DescribeUpdate",
        "eks:ListAccessEntries",
        "eks:ListAccessPolicies",
        "eks:ListAddons",
        "eks:ListNodegroups",
        "eks:ListUpdates",
        "eks:ListPodIdentityAssociations",
        "eks:ListTagsForResource",
      ],
      Resource: everything,
    },
    // Spelled EkSDelete in the source, where Resource comes before Action. No tag is asked for.
    {
      Sid: "EkSDelete",
      Effect: "Allow",
      Resource: everything,
      Action: [
        "eks:DeleteAccessEntry",
        "eks:DeleteAddon",
        "eks:DeleteCluster",
        "eks:DeleteFargateProfile",
        "eks:DeleteNodegroup",
        "eks:DeletePodIdentityAssociation",
      ],
    },
  ];
}
