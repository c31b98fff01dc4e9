import type { PolicyStatement } from "../document";

/** Every kind of EC2 resource that Zilliz tags. */
const TAGGABLE: readonly string[] = [
  "arn:aws:ec2:*:*:launch-template/*",
  "arn:aws:ec2:*:*:volume/*",
  "arn:aws:ec2:*:*:instance/*",
  "arn:aws:ec2:*:*:image/*",
  "arn:aws:ec2:*:*:network-interface/*",
  "arn:aws:ec2:*:*:security-group/*",
  "arn:aws:ec2:*:*:subnet/*",
];

/**
 * The EC2 statements of the cross-account policy, the same in both editions: launch templates and
 * instances that carry the tag `Vendor`. `RequestTag` is the tag that a request sets, `ResourceTag`
 * the one that is there already; subnets and security groups must have it beforehand.
 * Source: create-cross-account-role, step 2.
 */
export const CROSS_ACCOUNT_EC2: readonly PolicyStatement[] = [
  {
    Sid: "EC2Create",
    Effect: "Allow",
    Action: ["ec2:CreateLaunchTemplate", "ec2:RunInstances"],
    Resource: [
      "arn:aws:ec2:*:*:launch-template/*",
      "arn:aws:ec2:*:*:volume/*",
      "arn:aws:ec2:*:*:instance/*",
      "arn:aws:ec2:*:*:network-interface/*",
    ],
    Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
  },
  {
    Sid: "EC2Update",
    Effect: "Allow",
    Action: ["ec2:DeleteLaunchTemplate", "ec2:CreateLaunchTemplateVersion", "ec2:RunInstances"],
    Resource: [
      "arn:aws:ec2:*:*:launch-template/*",
      "arn:aws:ec2:*:*:image/*",
      "arn:aws:ec2:*:*:security-group/*",
      "arn:aws:ec2:*:*:subnet/*",
    ],
    Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
  },
  // Images of AWS carry no tag of this account.
  {
    Sid: "EC2RunInstanceOnImage",
    Effect: "Allow",
    Action: ["ec2:RunInstances"],
    Resource: ["arn:aws:ec2:*:*:image/*"],
  },
  {
    Sid: "EC2Tag",
    Effect: "Allow",
    Action: ["ec2:CreateTags"],
    Resource: TAGGABLE,
    Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
  },
  // The request's tag decides, not the resource's: the tag can be put on any of these resources.
  {
    Sid: "EC2TagWithRequestTag",
    Effect: "Allow",
    Action: ["ec2:CreateTags"],
    Resource: TAGGABLE,
    Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
  },
  {
    Sid: "EC2Read",
    Effect: "Allow",
    Action: [
      "ec2:DescribeAccountAttributes",
      "ec2:DescribeInstanceTypes",
      "ec2:DescribeLaunchTemplateVersions",
      "ec2:DescribeLaunchTemplates",
      "ec2:DescribeSubnets",
      "ec2:DescribeVpcs",
    ],
    Resource: ["*"],
  },
];
