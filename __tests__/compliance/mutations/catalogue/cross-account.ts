import {
  add,
  addStatement,
  condition,
  dropStatement,
  grant,
  remove,
  set,
  statement,
  swap,
} from "../edits";
import { mutations } from "../judging";

const POLICY = "aws_iam_role_policy.cross_account_policy";
const ROLE = "aws_iam_role.cross_account_role";
const ROLES = "arn:*:iam::*:role/zilliz-byoc*";
const RULE = "document-cross-account-policy";
const attach = (policy_arn: string) =>
  add("aws_iam_role_policy_attachment.more", {
    role: "zilliz-byoc-acme-dev-cross-account-role",
    policy_arn,
  });

/** What Zilliz Cloud may do in the account. */
export const CROSS_ACCOUNT = [
  ...mutations("minimal", [
    [RULE, "roles may be made", grant(POLICY, "IAMReadEKSRole", "Action", "iam:CreateRole")],
    [
      RULE,
      "one action is a wildcard",
      swap(POLICY, "EC2Create", "Action", "ec2:RunInstances", "ec2:Run*"),
    ],
    [
      RULE,
      "clusters of every name are reached",
      swap(
        POLICY,
        "EKSUpdate",
        "Resource",
        "arn:aws:eks:*:*:cluster/zilliz-byoc-*",
        "arn:aws:eks:*:*:cluster/*",
      ),
    ],
    [RULE, "roles are passed to any service", condition(POLICY, "IAMPassRoleToEKS", undefined)],
    [
      RULE,
      "trusts of all roles are rewritten",
      swap(POLICY, "IAMUpdateTrustPolicyForEKSRole", "Resource", ROLES, "arn:*:iam::*:role/*"),
    ],
    [RULE, "instances need no tag", condition(POLICY, "EC2Create", undefined)],
    [
      RULE,
      "any value of the tag will do",
      condition(POLICY, "EC2Update", { StringLike: { "aws:ResourceTag/Vendor": "*" } }),
    ],
    [
      RULE,
      "what has no tag may be changed too",
      condition(POLICY, "EC2Update", {
        StringEqualsIfExists: { "aws:ResourceTag/Vendor": "zilliz-byoc" },
      }),
    ],
    [
      RULE,
      "the location of another bucket is read",
      grant(POLICY, "S3CheckBucketLocation", "Resource", "arn:aws:s3:::acme-payroll"),
    ],
    [RULE, "a statement is missing", dropStatement(POLICY, "EC2Read"), "warning"],
    [
      RULE,
      "creating works from one network only",
      condition(POLICY, "EKSCreate", (before) => ({
        ...before,
        IpAddress: { "aws:SourceIp": "192.0.2.0/24" },
      })),
      "warning",
    ],
    [RULE, "the role has no policy at all", remove(POLICY)],
    [RULE, "AWS's read-only policy is attached", attach("arn:aws:iam::aws:policy/ReadOnlyAccess")],
    ["policy-admin", "everything is allowed", addStatement(POLICY, { Action: "*", Resource: "*" })],
    [
      "policy-admin",
      "everything but IAM is allowed",
      addStatement(POLICY, { NotAction: "iam:*", Resource: "*" }),
    ],
    [
      "policy-admin",
      "AWS's policy for administrators is attached",
      attach("arn:aws:iam::aws:policy/AdministratorAccess"),
    ],
    [
      "policy-service-wildcard",
      "EKS is allowed as a whole",
      swap(POLICY, "EKSRead", "Action", "eks:DescribeCluster", "eks:*"),
    ],
    [
      "escalation-path",
      "roles may be given policies",
      grant(POLICY, "IAMUpdateTrustPolicyForEKSRole", "Action", "iam:PutRolePolicy"),
    ],
    [
      "escalation-path",
      "policies may be attached to roles",
      grant(POLICY, "IAMReadEKSRole", "Action", "iam:AttachRolePolicy"),
    ],
    [
      "escalation-path",
      "policies may be given new versions",
      addStatement(POLICY, { Action: "iam:CreatePolicyVersion", Resource: "*" }),
    ],
    [
      "escalation-path",
      "users may be given keys",
      addStatement(POLICY, { Action: "iam:CreateAccessKey", Resource: "*" }),
    ],
    [
      "escalation-path",
      "any role may be assumed",
      addStatement(POLICY, { Action: "sts:AssumeRole", Resource: "*" }),
    ],
    [
      "policy-unknown-action",
      "an action is misspelt",
      swap(POLICY, "EKSCreate", "Action", "eks:CreateNodegroup", "eks:CreateNodegroups"),
    ],
    [
      "policy-json",
      "two statements have one Sid",
      statement(POLICY, "EC2Tag", (found) => (found["Sid"] = "EC2Read")),
    ],
    ["policy-json", "the text is cut off", set(POLICY, { policy: '{"Version":"2012-10-17",' })],
    [
      "policy-kms-everywhere",
      "every key decrypts",
      addStatement(POLICY, { Action: "kms:Decrypt", Resource: "*" }),
    ],
    [
      "policy-size",
      "the policies have more characters than IAM takes",
      grant(
        POLICY,
        "S3CheckBucketLocation",
        "Resource",
        ...Array.from({ length: 200 }, (_, index) => `arn:aws:s3:::zilliz-byoc-acme-dev-${index}`),
      ),
    ],
    [
      "policy-literal",
      "the text is made of what AWS computes",
      set(POLICY, { policy: "${data.external.policy.result.json}" }),
    ],
    [
      "names-coverage",
      "the EKS role has a name of its own",
      set("aws_iam_role.eks_role", { name: "acme-eks-role" }),
    ],
    ["names-coverage", "the role stands in a path", set(ROLE, { path: "/vendor/" })],
  ]),
  ...mutations("project", [
    [
      RULE,
      "the current text reads all roles",
      statement(POLICY, "IAMReadEKSRole", (found) => (found["Resource"] = "arn:aws:iam::*:role/*")),
    ],
    [
      RULE,
      "any service-linked role may be made",
      statement(POLICY, "AllowCreateServiceLinkedRoleForEKS", (found) => {
        found["Resource"] = "arn:aws:iam::*:role/aws-service-role/*";
      }),
    ],
  ]),
];
