import { add, addStatement, condition, grant, policy, set, statement, swap } from "../edits";
import { list } from "../file";
import { mutations } from "../judging";
import { unknownUntilApply } from "../plan-edits";

const POLICY = "aws_iam_role_policy.cross_account_policy";
const ROLES = "arn:*:iam::*:role/zilliz-byoc*";
const RULE = "document-cross-account-policy";

/** What Zilliz Cloud will be able to do in the account, by the plan. */
export const CROSS_ACCOUNT_PLAN = [
  ...mutations("minimal plan", [
    [
      RULE,
      "a second inline policy reads every object",
      add("aws_iam_role_policy.more", {
        name: "more",
        role: "zilliz-byoc-acme-dev-cross-account-role",
        policy: JSON.stringify({
          Version: "2012-10-17",
          Statement: [{ Effect: "Allow", Action: "s3:GetObject", Resource: "*" }],
        }),
      }),
    ],
    [RULE, "providers need no tag", condition(POLICY, "CreateOpenIDConnectProvider", undefined)],
    [
      RULE,
      "what other tag values have may be changed",
      condition(POLICY, "EKSUpdate", { StringLike: { "aws:ResourceTag/Vendor": "zilliz*" } }),
    ],
    [
      RULE,
      "roles of every name are passed",
      swap(POLICY, "IAMPassRoleToEKS", "Resource", ROLES, "arn:*:iam::*:role/*"),
    ],
    [
      RULE,
      "logs may be read",
      addStatement(POLICY, { Action: "logs:GetLogEvents", Resource: "*" }),
    ],
    [
      "simulation",
      "clusters cannot be made",
      swap(POLICY, "EKSCreate", "Action", "eks:CreateCluster", undefined),
      "error",
    ],
    [
      "simulation",
      "objects may be read",
      addStatement(POLICY, {
        Action: "s3:GetObject",
        Resource: "arn:aws:s3:::zilliz-byoc-acme-dev/*",
      }),
      "error",
    ],
    [
      "simulation",
      "a Deny takes node groups away",
      policy(POLICY, (document) =>
        list(document["Statement"]).push({
          Effect: "Deny",
          Action: "eks:*Nodegroup",
          Resource: "*",
        }),
      ),
      "error",
    ],
    [
      "escalation-path",
      "the ceiling of roles may be taken off",
      addStatement(POLICY, {
        Action: ["iam:DeleteRolePermissionsBoundary", "iam:PutRolePolicy"],
        Resource: ROLES,
      }),
    ],
    [
      "escalation-path",
      "a role is passed to functions",
      addStatement(POLICY, {
        Action: ["iam:PassRole", "lambda:CreateFunction", "lambda:InvokeFunction"],
        Resource: "*",
      }),
    ],
    [
      "policy-json",
      "a Sid has a hyphen",
      statement(POLICY, "EC2Tag", (found) => (found["Sid"] = "EC2-Tag")),
    ],
    ["policy-literal", "the text is known after apply only", unknownUntilApply(POLICY, "policy")],
    [
      "names-coverage",
      "the storage role has a name of its own",
      set("aws_iam_role.storage_role", { name: "acme-storage" }),
    ],
    [
      "policy-service-wildcard",
      "S3 is allowed as a whole",
      addStatement(POLICY, { Action: "s3:*", Resource: "arn:aws:s3:::zilliz-byoc-acme-dev" }),
    ],
    [
      "policy-unknown-action",
      "an action has the singular that AWS does not use",
      grant(POLICY, "EC2Read", "Action", "ec2:DescribeSecurityGroup"),
    ],
    [
      "escalation-path",
      "users may be made and given rights",
      addStatement(POLICY, { Action: ["iam:CreateUser", "iam:AttachUserPolicy"], Resource: "*" }),
    ],
  ]),
  ...mutations("project plan", [
    [
      RULE,
      "an EKS role of another name is read",
      statement(POLICY, "IAMReadEKSRole", (found) => {
        found["Resource"] = "arn:aws:iam::*:role/zilliz-byoc-other-eks-role";
      }),
    ],
  ]),
];
