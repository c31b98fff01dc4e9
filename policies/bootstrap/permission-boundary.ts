import { policy, type Policy, type PolicyStatement } from "../document";
import { BOOTSTRAP_DESCRIPTION } from "../sources";
import type { FactsFor } from "../text-facts";
import { bootstrapNames } from "./names";
import { boundaryArn, policiesOf, policyIn, roleIn, rolesOf, type BootstrapScope } from "./scope";

/** What else a role that carries the boundary may need is off in the documented set. */
type BoundaryScope = BootstrapScope & FactsFor<"projectRoles" | "encryptedBucketRegion">;

/**
 * The ceiling of the bootstrap and management roles, and of every role they make. It grants
 * nothing by itself.
 * Source: byoc-prerequisites, "IAM permissions", which lists the services. Zilliz has not published
 * the text; the IAM part follows the boundaries of StreamNative's terraform-managed-cloud v3.8.0
 * and, for the denies, Redpanda's terraform-aws-redpanda-byovpc.
 *
 * Never for node roles: it has no ECR, so nodes could not pull images.
 */
export function permissionBoundaryPolicy(scope: BoundaryScope): Policy {
  const names = bootstrapNames(scope.prefix);
  return policy("derived", BOOTSTRAP_DESCRIPTION, [
    // The services as the document lists them; of IAM reading only, the rest follows piece by piece.
    {
      Sid: "AllowedServices",
      Effect: "Allow",
      Action: [
        "acm:*",
        "autoscaling:*",
        "ec2:*",
        "eks:*",
        "elasticloadbalancing:*",
        "iam:Get*",
        "iam:List*",
        "logs:*",
        "route53:*",
        "s3:*",
        "ssm:*",
      ],
      Resource: "*",
    },
    // PutRolePermissionsBoundary has no condition: a role that was granted it could raise the ceiling
    // of another role in scope. The bootstrap and management policies do not grant it.
    {
      Sid: "IamWithinZillizPath",
      Effect: "Allow",
      Action: [
        "iam:AddRoleToInstanceProfile",
        "iam:CreateOpenIDConnectProvider",
        "iam:CreatePolicy",
        "iam:CreateServiceLinkedRole",
        "iam:DeleteInstanceProfile",
        "iam:DeleteOpenIDConnectProvider",
        "iam:DeletePolicy",
        "iam:DeletePolicyVersion",
        "iam:DeleteRole",
        "iam:DeleteServiceLinkedRole",
        "iam:DetachRolePolicy",
        "iam:PutRolePermissionsBoundary",
        "iam:RemoveRoleFromInstanceProfile",
        "iam:SetDefaultPolicyVersion",
        "iam:TagInstanceProfile",
        "iam:TagOpenIDConnectProvider",
        "iam:TagPolicy",
        "iam:TagRole",
        "iam:Untag*",
        "iam:UpdateAssumeRolePolicy",
        "iam:UpdateOpenIDConnectProviderThumbprint",
        "iam:UpdateRole",
        "iam:UpdateRoleDescription",
      ],
      Resource: [
        `arn:aws:iam::${scope.accountId}:role/aws-service-role/*`,
        rolesOf(scope),
        policiesOf(scope),
        `arn:aws:iam::${scope.accountId}:oidc-provider/*`,
        `arn:aws:iam::${scope.accountId}:instance-profile/*`,
      ],
    },
    {
      Sid: "AttachOnlyAllowedPolicies",
      Effect: "Allow",
      Action: ["iam:AttachRolePolicy"],
      Resource: rolesOf(scope),
      Condition: {
        "ForAnyValue:ArnLike": {
          "iam:PolicyARN": [
            policiesOf(scope),
            "arn:aws:iam::aws:policy/AmazonEKS*",
            "arn:aws:iam::aws:policy/AmazonEC2ContainerRegistryReadOnly",
          ],
        },
      },
    },
    // A role made by a bounded role is bounded itself.
    {
      Sid: "CreateRoleOnlyWithBoundary",
      Effect: "Allow",
      Action: ["iam:CreateRole"],
      Resource: rolesOf(scope),
      Condition: {
        StringEquals: {
          "iam:PermissionsBoundary": boundaryArn(scope),
        },
      },
    },
    {
      Sid: "PassRoleToEksOnly",
      Effect: "Allow",
      Action: ["iam:PassRole"],
      Resource: [rolesOf(scope), `arn:aws:iam::${scope.accountId}:role/zilliz-byoc*`],
      Condition: { StringEquals: { "iam:PassedToService": "eks.amazonaws.com" } },
    },
    ...(scope.projectRoles ? [projectRoleTrusts(scope.accountId)] : []),
    ...(scope.encryptedBucketRegion === undefined
      ? []
      : [encryptedBuckets(scope.accountId, scope.encryptedBucketRegion)]),
    // What the bootstrap stack made stays as it is.
    {
      Sid: "DenyChangesToVendorAccess",
      Effect: "Deny",
      Action: [
        "iam:Create*",
        "iam:Delete*",
        "iam:Put*",
        "iam:Set*",
        "iam:Tag*",
        "iam:Untag*",
        "iam:Update*",
      ],
      Resource: [
        policyIn(scope, names.aws_lb_irsa_policy),
        policyIn(scope, names.bootstrap_policy),
        policyIn(scope, names.zilliz_business_irsa_policy),
        policyIn(scope, names.cluster_autoscaler_irsa_policy),
        policyIn(scope, names.ebs_csi_irsa_policy),
        policyIn(scope, names.management_policy),
        boundaryArn(scope),
        roleIn(scope, names.bootstrap_role),
        roleIn(scope, names.management_role),
      ],
    },
    {
      Sid: "DenyBoundaryRemoval",
      Effect: "Deny",
      Action: ["iam:DeleteRolePermissionsBoundary"],
      Resource: "*",
    },
    // The two statements below go beyond the proposal (docs/deviations.md): with a policy of its own
    // making, the management role could otherwise give a role another ceiling, or itself more rights.
    {
      Sid: "DenyOtherBoundaries",
      Effect: "Deny",
      Action: ["iam:PutRolePermissionsBoundary"],
      Resource: "*",
      Condition: { StringNotEquals: { "iam:PermissionsBoundary": boundaryArn(scope) } },
    },
    {
      Sid: "DenyPoliciesOnVendorRoles",
      Effect: "Deny",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: [roleIn(scope, names.bootstrap_role), roleIn(scope, names.management_role)],
    },
  ]);
}

function projectRoleTrusts(accountId: string): PolicyStatement {
  return {
    Sid: "ProjectRoleTrusts",
    Effect: "Allow",
    Action: ["iam:UpdateAssumeRolePolicy"],
    Resource: `arn:aws:iam::${accountId}:role/zilliz-byoc*`,
  };
}

/** Keys are reached through S3 only, never directly. */
function encryptedBuckets(accountId: string, region: string): PolicyStatement {
  return {
    Sid: "EncryptedBuckets",
    Effect: "Allow",
    Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
    Resource: `arn:aws:kms:${region}:${accountId}:key/*`,
    Condition: { StringEquals: { "kms:ViaService": `s3.${region}.amazonaws.com` } },
  };
}
