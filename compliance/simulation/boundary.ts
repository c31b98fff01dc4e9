import { rows } from "./row";

const ROLE = "arn:aws:iam::{account}:role{bootstrapPath}{bootstrapPrefix}any";
const ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";

/**
 * What a role that may do anything can do below the boundary.
 * Source: byoc-prerequisites, "IAM permissions", which lists the services; derived text.
 */
export const BOUNDARY = rows({ role: "boundary" }, [
  {
    id: "boundary-ec2",
    action: "ec2:RunInstances",
    resource: "arn:aws:ec2:{region}:{account}:instance/*",
    expected: "allowed",
    why: "EC2 is among the documented services",
  },
  {
    id: "boundary-s3",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::any/a",
    expected: "allowed",
    why: "S3 is among the documented services",
  },
  {
    id: "boundary-secrets",
    action: "secretsmanager:GetSecretValue",
    resource: "arn:aws:secretsmanager:{region}:{account}:secret:any",
    expected: "denied",
    why: "it is not among the documented services",
  },
  {
    id: "boundary-ecr",
    action: "ecr:GetDownloadUrlForLayer",
    resource: "arn:aws:ecr:{region}:{account}:repository/any",
    expected: "denied",
    why: "it is not among the documented services, so the boundary is not for nodes",
  },
  {
    id: "boundary-assume-role",
    action: "sts:AssumeRole",
    resource: "arn:aws:iam::{account}:role/Admin",
    expected: "denied",
    why: "it is not among the documented services",
  },
  {
    id: "boundary-create-user",
    action: "iam:CreateUser",
    resource: "arn:aws:iam::{account}:user/any",
    expected: "denied",
    why: "users and their keys are never needed",
  },
  {
    id: "boundary-create-role",
    action: "iam:CreateRole",
    resource: ROLE,
    context: { "iam:PermissionsBoundary": "{boundary}" },
    expected: "allowed",
    why: "roles that a bounded role makes are bounded",
  },
  {
    id: "boundary-create-unbounded-role",
    action: "iam:CreateRole",
    resource: ROLE,
    expected: "denied",
    why: "a role without the boundary could do what its maker cannot",
  },
  {
    id: "boundary-create-role-other-boundary",
    action: "iam:CreateRole",
    resource: ROLE,
    context: { "iam:PermissionsBoundary": ADMINISTRATOR },
    expected: "denied",
    why: "another boundary could leave more",
  },
  {
    id: "boundary-create-policy-elsewhere",
    action: "iam:CreatePolicy",
    resource: "arn:aws:iam::{account}:policy/elsewhere/any",
    expected: "denied",
    why: "policies are made in the path only",
  },
  {
    id: "boundary-remove",
    action: "iam:DeleteRolePermissionsBoundary",
    resource: ROLE,
    context: { "iam:PermissionsBoundary": "{boundary}" },
    expected: "denied",
    why: "the boundary cannot be taken off",
  },
  {
    id: "boundary-replace",
    action: "iam:PutRolePermissionsBoundary",
    resource: ROLE,
    context: { "iam:PermissionsBoundary": ADMINISTRATOR },
    expected: "denied",
    why: "no other boundary in its place",
  },
  {
    id: "boundary-put",
    action: "iam:PutRolePermissionsBoundary",
    resource: ROLE,
    context: { "iam:PermissionsBoundary": "{boundary}" },
    expected: "allowed",
    why: "a role may be put under the boundary",
  },
  {
    id: "boundary-rewrite",
    action: "iam:CreatePolicyVersion",
    resource: "{boundary}",
    expected: "denied",
    why: "the boundary protects itself",
  },
  {
    id: "boundary-older-version",
    action: "iam:SetDefaultPolicyVersion",
    resource: "{boundary}",
    expected: "denied",
    why: "the boundary protects itself",
  },
  {
    id: "boundary-attach-administrator",
    action: "iam:AttachRolePolicy",
    resource: ROLE,
    context: { "iam:PolicyARN": ADMINISTRATOR },
    expected: "denied",
    why: "only policies of the path, and those of EKS",
  },
  {
    id: "boundary-pass-role-to-lambda",
    action: "iam:PassRole",
    resource: ROLE,
    context: { "iam:PassedToService": "lambda.amazonaws.com" },
    expected: "denied",
    why: "roles are passed to EKS only",
  },
]);
