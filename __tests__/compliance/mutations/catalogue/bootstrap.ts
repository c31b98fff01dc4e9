import {
  addStatement,
  condition,
  dropStatement,
  edit,
  grant,
  remove,
  set,
  statement,
  swap,
} from "../edits";
import { mutations } from "../judging";

const BOUNDARY = "aws_iam_policy.permission_boundary";
const MANAGEMENT = "aws_iam_policy.management_policy";
const BOOTSTRAP = "aws_iam_policy.bootstrap_policy";
const ROLE = "aws_iam_role.management_role";
const TEXTS = "document-bootstrap-policies";
const NAMES = "identifiers-bootstrap";
const unbounded = { permissions_boundary: undefined };

/** The bootstrap set: seven policies, two roles and the ceiling over them. */
export const BOOTSTRAP_SET = [
  ...mutations("activation", [
    [
      TEXTS,
      "the ceiling has a service more",
      grant(BOUNDARY, "AllowedServices", "Action", "rds:*"),
    ],
    [TEXTS, "boundaries may be taken off", dropStatement(BOUNDARY, "DenyBoundaryRemoval")],
    [
      TEXTS,
      "another ceiling may be put on",
      condition(BOUNDARY, "DenyOtherBoundaries", (before) => ({
        StringNotLike: before["StringNotEquals"] as unknown,
        Bool: { "aws:MultiFactorAuthPresent": "true" },
      })),
    ],
    [
      TEXTS,
      "roles are made without a ceiling",
      condition(BOUNDARY, "CreateRoleOnlyWithBoundary", undefined),
    ],
    [
      TEXTS,
      "any policy may be attached",
      condition(BOUNDARY, "AttachOnlyAllowedPolicies", undefined),
    ],
    [
      TEXTS,
      "the policies of the vendor may be changed, one less being named",
      statement(BOUNDARY, "DenyChangesToVendorAccess", (found) =>
        (found["Resource"] as string[]).pop(),
      ),
    ],
    [
      TEXTS,
      "new policies need no tag",
      condition(MANAGEMENT, "CreateAndTagPoliciesInPath", undefined),
    ],
    [
      TEXTS,
      "all buckets are managed",
      swap(MANAGEMENT, "Buckets", "Resource", "arn:aws:s3:::zilliz-byoc*", "arn:aws:s3:::*"),
    ],
    [
      TEXTS,
      "new roles need no ceiling",
      condition(BOOTSTRAP, "CreateRoleWithBoundary", {
        StringEquals: { "aws:RequestTag/Vendor": "zilliz-byoc" },
      }),
    ],
    [
      TEXTS,
      "the business policy reads other buckets",
      grant("aws_iam_policy.zilliz_business_irsa_policy", 1, "Resource", "arn:aws:s3:::acme-*/*"),
    ],
    [
      TEXTS,
      "the autoscaler stops instances",
      grant("aws_iam_policy.cluster_autoscaler_irsa_policy", 1, "Action", "ec2:TerminateInstances"),
    ],
    [
      TEXTS,
      "volumes are attached no more",
      swap("aws_iam_policy.ebs_csi_irsa_policy", 0, "Action", "ec2:AttachVolume", undefined),
      "warning",
    ],
    [NAMES, "the management role has no ceiling", set(ROLE, unbounded)],
    [
      NAMES,
      "the ceiling is the role's own policy",
      set(ROLE, {
        permissions_boundary: "arn:aws:iam::111122223333:policy/zilliz/zilliz-management-policy",
      }),
    ],
    [NAMES, "the management role is named otherwise", set(ROLE, { name: "zilliz-manager-role" })],
    [NAMES, "a policy stands in another path", set(MANAGEMENT, { path: "/" })],
    [NAMES, "a policy of the set is missing", remove("aws_iam_policy.ebs_csi_irsa_policy")],
    [
      NAMES,
      "the bootstrap role has its policy no more",
      remove("aws_iam_role_policy_attachment.bootstrap_attachment"),
    ],
    [
      "policy-admin",
      "the ceiling is none",
      addStatement(BOUNDARY, { Action: "*", Resource: "*" }),
      "warning",
    ],
    [
      "simulation",
      "the ceiling lets secrets be read",
      grant(BOUNDARY, "AllowedServices", "Action", "secretsmanager:*"),
      "error",
    ],
  ]),
  ...mutations("bootstrap", [
    [
      "role-boundary",
      "the management role's boundary is another",
      set(ROLE, {
        permissions_boundary: "arn:aws:iam::111122223333:policy/zilliz/zilliz-business-irsa-policy",
      }),
    ],
    [
      TEXTS,
      "KMS is allowed beyond S3",
      edit(
        BOUNDARY,
        (values) =>
          (values["policy"] = String(values["policy"]).replace("kms:ViaService", "aws:CalledVia")),
      ),
    ],
  ]),
];
