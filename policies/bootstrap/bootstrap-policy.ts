import { policy, type Policy } from "../document";
import { BOOTSTRAP_DESCRIPTION } from "../sources";
import { boundaryArn, policiesOf, rolesOf, type BootstrapScope } from "./scope";

/**
 * Rights of the bootstrap role: setup and teardown of EKS, EC2, S3 and Route 53.
 * Source: byoc-prerequisites, "IAM permissions", which describes it in one sentence. Zilliz has
 * not published the text; limits by the tag `Vendor`, the path and the boundary are made here.
 */
export function bootstrapPolicy(scope: BootstrapScope): Policy {
  return policy("derived", BOOTSTRAP_DESCRIPTION, [
    {
      Sid: "ReadOnly",
      Effect: "Allow",
      Action: [
        "autoscaling:Describe*",
        "ec2:Describe*",
        "ec2:Get*",
        "eks:Describe*",
        "eks:List*",
        "elasticloadbalancing:Describe*",
        "iam:GetInstanceProfile",
        "iam:GetOpenIDConnectProvider",
        "iam:GetPolicy",
        "iam:GetPolicyVersion",
        "iam:GetRole",
        "iam:List*",
        "route53:Get*",
        "route53:List*",
        "s3:ListAllMyBuckets",
      ],
      Resource: "*",
    },
    // What is made must be tagged in the same request; what exists must carry the tag already.
    {
      Sid: "CreateWithVendorTag",
      Effect: "Allow",
      Action: [
        "autoscaling:Create*",
        "ec2:AllocateAddress",
        "ec2:Create*",
        "ec2:RunInstances",
        "eks:Create*",
        "eks:TagResource",
        "elasticloadbalancing:AddTags",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "ManageVendorTagged",
      Effect: "Allow",
      Action: [
        "autoscaling:Delete*",
        "autoscaling:SetDesiredCapacity",
        "autoscaling:Update*",
        "ec2:Associate*",
        "ec2:Attach*",
        "ec2:AuthorizeSecurityGroup*",
        "ec2:Create*",
        "ec2:Delete*",
        "ec2:Detach*",
        "ec2:Disassociate*",
        "ec2:Modify*",
        "ec2:ReleaseAddress",
        "ec2:Replace*",
        "ec2:RevokeSecurityGroup*",
        "ec2:RunInstances",
        "ec2:TerminateInstances",
        "eks:AssociateAccessPolicy",
        "eks:Delete*",
        "eks:TagResource",
        "eks:Update*",
        "elasticloadbalancing:Delete*",
        "elasticloadbalancing:Modify*",
      ],
      Resource: "*",
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
    // Public images carry no tag of this account.
    {
      Sid: "RunInstancesOnImages",
      Effect: "Allow",
      Action: ["ec2:RunInstances"],
      Resource: "arn:aws:ec2:*::image/*",
    },
    // Zone ids are not known beforehand, so this reaches every zone of the account.
    {
      Sid: "HostedZones",
      Effect: "Allow",
      Action: [
        "route53:AssociateVPCWithHostedZone",
        "route53:ChangeResourceRecordSets",
        "route53:ChangeTagsForResource",
        "route53:CreateHostedZone",
        "route53:DeleteHostedZone",
      ],
      Resource: "*",
    },
    {
      Sid: "Buckets",
      Effect: "Allow",
      Action: [
        "s3:CreateBucket",
        "s3:DeleteBucket",
        "s3:GetBucket*",
        "s3:GetEncryptionConfiguration",
        "s3:GetLifecycleConfiguration",
        "s3:ListBucket",
        "s3:PutBucket*",
        "s3:PutEncryptionConfiguration",
        "s3:PutLifecycleConfiguration",
      ],
      Resource: "arn:aws:s3:::zilliz-byoc*",
    },
    {
      Sid: "OidcProviderWithVendorTag",
      Effect: "Allow",
      Action: ["iam:CreateOpenIDConnectProvider", "iam:TagOpenIDConnectProvider"],
      Resource: `arn:aws:iam::${scope.accountId}:oidc-provider/*`,
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "OidcProviderVendorTagged",
      Effect: "Allow",
      Action: ["iam:DeleteOpenIDConnectProvider", "iam:UpdateOpenIDConnectProviderThumbprint"],
      Resource: `arn:aws:iam::${scope.accountId}:oidc-provider/*`,
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
    // No role is made without the boundary.
    {
      Sid: "CreateRoleWithBoundary",
      Effect: "Allow",
      Action: ["iam:CreateRole"],
      Resource: rolesOf(scope),
      Condition: {
        StringEquals: {
          "aws:RequestTag/Vendor": "zilliz-byoc",
          "iam:PermissionsBoundary": boundaryArn(scope),
        },
      },
    },
    {
      Sid: "TagNewRoles",
      Effect: "Allow",
      Action: ["iam:TagRole"],
      Resource: rolesOf(scope),
      Condition: { StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "ManageVendorTaggedRoles",
      Effect: "Allow",
      Action: [
        "iam:DeleteRole",
        "iam:DetachRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      Resource: rolesOf(scope),
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
    },
    {
      Sid: "AttachAllowedPolicies",
      Effect: "Allow",
      Action: ["iam:AttachRolePolicy"],
      Resource: rolesOf(scope),
      Condition: {
        ArnLike: {
          "iam:PolicyARN": [
            policiesOf(scope),
            "arn:aws:iam::aws:policy/AmazonEKS*",
            "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
          ],
        },
      },
    },
    // Roles of the later project generation lie at the root path, named zilliz-byoc….
    {
      Sid: "PassRoleToEks",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [rolesOf(scope), `arn:aws:iam::${scope.accountId}:role/zilliz-byoc*`],
      Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
    },
    {
      Sid: "ServiceLinkedRoles",
      Effect: "Allow",
      Action: ["iam:CreateServiceLinkedRole"],
      Resource: `arn:aws:iam::${scope.accountId}:role/aws-service-role/*`,
      Condition: {
        StringEquals: {
          "iam:AWSServiceName": [
            "eks.amazonaws.com",
            "eks-nodegroup.amazonaws.com",
            "elasticloadbalancing.amazonaws.com",
            "autoscaling.amazonaws.com",
          ],
        },
      },
    },
  ]);
}
