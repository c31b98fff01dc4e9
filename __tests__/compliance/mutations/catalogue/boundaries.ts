import { addStatement, condition, dropStatement, policy, remove, set } from "../edits";
import { list } from "../file";
import { mutations } from "../judging";
import { outside } from "../plan-edits";

const BOUNDARY = "aws_iam_policy.permission_boundary";
const MANAGEMENT = "aws_iam_policy.management_policy";
const ROLE = "aws_iam_role.management_role";
const TEXTS = "document-bootstrap-policies";
const NAMES = "identifiers-bootstrap";
const unbounded = { permissions_boundary: undefined };

/** The same set in plans, and boundaries of all roles. */
export const BOUNDARIES = [
  ...mutations("bootstrap plan", [
    [
      TEXTS,
      "trusts of all roles may be rewritten",
      addStatement(BOUNDARY, { Action: "iam:UpdateAssumeRolePolicy", Resource: "*" }),
    ],
    [
      TEXTS,
      "load balancers of others are deleted",
      condition(MANAGEMENT, "ManageLoadBalancing", undefined),
    ],
    [
      TEXTS,
      "nothing refuses policies on the vendor's roles",
      dropStatement(BOUNDARY, "DenyPoliciesOnVendorRoles"),
    ],
    [
      TEXTS,
      "the load balancer's policy makes roles",
      addStatement("aws_iam_policy.aws_lb_irsa_policy", {
        Action: "iam:CreateServiceLinkedRole",
        Resource: "*",
      }),
    ],
    [
      NAMES,
      "the management policy is attached nowhere",
      remove("aws_iam_role_policy_attachment.management_attachment"),
    ],
    [NAMES, "the path is another", set(ROLE, { path: "/acme/" })],
    ["role-boundary", "the management role has no boundary", set(ROLE, unbounded)],
    [
      "policy-size",
      "the ceiling is longer than a managed policy may be",
      policy(BOUNDARY, (document) => {
        const Resource = Array.from(
          { length: 90 },
          (_, index) => `arn:aws:iam::111122223333:role/zilliz/role-number-${index}`,
        );
        list(document["Statement"]).push({ Effect: "Deny", Action: "iam:PassRole", Resource });
      }),
    ],
  ]),
  ...mutations("project", [
    [
      "role-boundary",
      "the storage role has no boundary",
      set("aws_iam_role.storage_role", unbounded),
    ],
    [
      "role-boundary",
      "a role that the config does not know has no boundary",
      (file) => {
        const { storage_role } = file["resource"].aws_iam_role;
        file["resource"].aws_iam_role.more = {
          ...storage_role,
          name: "zilliz-byoc-more",
          ...unbounded,
        };
      },
    ],
  ]),
  ...mutations("project plan", [
    [
      "role-boundary",
      "the cross-account role has no boundary",
      set("aws_iam_role.cross_account_role", unbounded),
    ],
    [
      "role-boundary",
      "the boundary is one of AWS's policies",
      set("aws_iam_role.storage_role", {
        permissions_boundary: "arn:aws:iam::aws:policy/PowerUserAccess",
      }),
    ],
  ]),
  ...mutations("encrypted", [
    [
      "role-boundary",
      "the platform's boundary is gone from the EKS role",
      set("aws_iam_role.eks_role", unbounded),
    ],
  ]),
  ...mutations("hardened plan", [
    [
      "role-boundary",
      "the plan takes the boundary off",
      (file) => {
        set("aws_iam_role.vendor", { permissions_boundary: null })(file);
        const { change } = list(file["resource_changes"]).find(
          (one: { address: string }) => one.address === "aws_iam_role.vendor",
        );
        change.before = {
          ...change.after,
          permissions_boundary: "arn:aws:iam::123456789012:policy/rules-boundary",
        };
      },
    ],
  ]),
  ...mutations("applied plan", [
    [
      "plan-drift",
      "somebody has put a boundary on a role, of their own",
      outside(
        "aws_iam_role.cross_account_role",
        (values) => (values["permissions_boundary"] = "arn:aws:iam::123456789012:policy/other"),
        false,
      ),
      "error",
    ],
  ]),
];
