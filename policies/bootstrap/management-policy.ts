import { policy, type Policy } from "../document";
import { BOOTSTRAP_DESCRIPTION } from "../sources";
import { policiesOf, rolesOf, type BootstrapScope } from "./scope";

/**
 * Rights of the management role: buckets and objects, policies, node groups, load balancers.
 * Source: byoc-prerequisites, "IAM permissions", which describes it in one sentence ("with
 * restrictions based on specific resource tags and paths"). Zilliz has not published the text.
 */
export function managementPolicy(scope: BootstrapScope): Policy {
  return policy("derived", BOOTSTRAP_DESCRIPTION, [
    {
      Sid: "ReadOnly",
      Effect: "Allow",
      Action: [
        "autoscaling:Describe*",
        "ec2:Describe*",
        "eks:Describe*",
        "eks:List*",
        "elasticloadbalancing:Describe*",
        "logs:Describe*",
        "logs:FilterLogEvents",
        "route53:Get*",
        "route53:List*",
      ],
      Resource: "*",
    },
    {
      Sid: "IamRead",
      Effect: "Allow",
      Action: [
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "iam:GetRole",
        "iam:ListAttachedRolePolicies",
        "iam:ListPolicyVersions",
        "iam:ListRolePolicies",
      ],
      Resource: [rolesOf(scope), policiesOf(scope), "arn:aws:iam::aws:policy/*"],
    },
    {
      Sid: "Buckets",
      Effect: "Allow",
      Action: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetBucketLocation",
        "s3:GetBucketTagging",
        "s3:GetEncryptionConfiguration",
        "s3:ListBucket",
        "s3:PutBucketTagging",
        "s3:PutEncryptionConfiguration",
      ],
      Resource: "arn:aws:s3:::zilliz-byoc*",
    },
    {
      Sid: "Objects",
      Effect: "Allow",
      Action: ["s3:DeleteObject", "s3:GetObject", "s3:PutObject"],
      Resource: "arn:aws:s3:::zilliz-byoc*/*",
    },
    // Creates policies but attaches none.
    {
      Sid: "CreateAndTagPoliciesInPath",
      Effect: "Allow",
      Action: ["iam:CreatePolicy", "iam:TagPolicy"],
      Resource: policiesOf(scope),
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "ScaleNodegroups",
      Effect: "Allow",
      Action: ["eks:UpdateNodegroupConfig", "eks:UpdateNodegroupVersion"],
      Resource: "arn:aws:eks:*:*:nodegroup/zilliz-byoc-*/*/*",
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "CreateLoadBalancing",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:AddTags",
        "elasticloadbalancing:CreateListener",
        "elasticloadbalancing:CreateLoadBalancer",
        "elasticloadbalancing:CreateRule",
        "elasticloadbalancing:CreateTargetGroup",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "ManageLoadBalancing",
      Effect: "Allow",
      Action: [
        "elasticloadbalancing:Delete*",
        "elasticloadbalancing:DeregisterTargets",
        "elasticloadbalancing:Modify*",
        "elasticloadbalancing:RegisterTargets",
        "elasticloadbalancing:RemoveTags",
        "elasticloadbalancing:Set*",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
  ]);
}
