import { add, addStatement, condition, dropStatement, edit, remove, set } from "../edits";
import type { Json } from "../file";
import { mutations } from "../judging";
import { outside, unknownUntilApply } from "../plan-edits";

const BLOCK = "aws_s3_bucket_public_access_block.bucket";
const OWNERSHIP = "aws_s3_bucket_ownership_controls.bucket";
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration.bucket";
const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration.bucket";
const VERSIONING = "aws_s3_bucket_versioning.bucket";
const POLICY = "aws_s3_bucket_policy.bucket";
const TLS = "DenyInsecureTransport";
const DATA = "arn:aws:s3:::zilliz-byoc-acme-dev";
const owner = (object_ownership: string) => set(OWNERSHIP, { rule: [{ object_ownership }] });
/** Changes one rule of the lifecycle, which both kinds of files have as a list. */
const lifecycle = (index: number, change: (rule: Json) => void) =>
  edit(LIFECYCLE, ({ rule }) => change(rule[index] as Json));
const open = (Principal: unknown, Condition?: Json) =>
  addStatement(POLICY, {
    Principal,
    Action: "s3:GetObject",
    Resource: `${DATA}/*`,
    ...(Condition && { Condition }),
  });

/** Buckets and how plans set them up. */
export const BUCKETS_PLAN = [
  ...mutations("minimal plan", [
    [
      "bucket-public-access",
      "public policies are not blocked",
      set(BLOCK, { block_public_policy: false }),
    ],
    ["bucket-public-access", "there is no block", remove(BLOCK)],
    [
      "bucket-public-access",
      "a flag is known after apply only",
      unknownUntilApply(BLOCK, "block_public_acls"),
    ],
    ["bucket-ownership", "owners are preferred only", owner("BucketOwnerPreferred")],
    [
      "bucket-encryption",
      "the algorithm is known after apply only",
      unknownUntilApply(ENCRYPTION, "rule"),
    ],
    [
      "bucket-tls",
      "the condition asks for a key that S3 does not send",
      condition(POLICY, TLS, { Bool: { "aws:SecureTransports": "false" } }),
    ],
    [
      "bucket-tls",
      "the statement is missing",
      (file) => {
        open({ AWS: "arn:aws:iam::111122223333:root" })(file);
        dropStatement(POLICY, TLS)(file);
      },
    ],
    [
      "bucket-foreign-access",
      "an organization reads",
      open("*", { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
      "warning",
    ],
    [
      "bucket-foreign-access",
      "everybody of two accounts reads",
      open("*", { StringEquals: { "aws:PrincipalAccount": ["111122223333", "999999999999"] } }),
    ],
    [
      "bucket-unfinished-uploads",
      "only one folder is cleaned up",
      lifecycle(0, (rule) => (rule["filter"] = [{ prefix: "tmp/" }])),
    ],
    [
      "bucket-acl",
      "the ACL is for everybody who has an account",
      add("aws_s3_bucket_acl.bucket", {
        bucket: "zilliz-byoc-acme-dev",
        acl: "authenticated-read",
      }),
      "error",
    ],
  ]),
  ...mutations("project plan", [
    [
      "bucket-old-versions",
      "versions expire in one folder only",
      lifecycle(1, (rule) => (rule["filter"] = [{ prefix: "logs/" }])),
    ],
    [
      "bucket-versioning",
      "no old versions are kept",
      set(VERSIONING, { versioning_configuration: [{ status: "Suspended" }] }),
      "info",
    ],
    [
      "bucket-kms",
      "S3's own key encrypts",
      set(ENCRYPTION, {
        rule: [{ apply_server_side_encryption_by_default: [{ sse_algorithm: "AES256" }] }],
      }),
      "warning",
    ],
    [
      "bucket-logging",
      "the bucket logs into itself",
      set("aws_s3_bucket_logging.bucket", { target_bucket: "zilliz-byoc-acme-production" }),
      "info",
    ],
  ]),
  ...mutations("integration plan", [
    ["bucket-old-versions", "no lifecycle ends old versions", remove(LIFECYCLE)],
    [
      "bucket-public-access",
      "the bucket for exports is not restricted",
      set(BLOCK, { restrict_public_buckets: false }),
    ],
  ]),
  ...mutations("hardened plan", [
    [
      "bucket-tls",
      "the policy of a bucket in the old style is gone",
      set("aws_s3_bucket.legacy", { policy: "" }),
    ],
    [
      "bucket-acl",
      "a bucket in the old style is public",
      set("aws_s3_bucket.legacy", { acl: "public-read" }),
      "error",
    ],
    [
      "bucket-unfinished-uploads",
      "a lifecycle in the old style is disabled",
      edit("aws_s3_bucket.legacy", ({ lifecycle_rule }) => (lifecycle_rule[0].enabled = false)),
    ],
    [
      "bucket-foreign-access",
      "the service for logs writes for any account",
      condition("aws_s3_bucket_policy.data", "Logs", undefined),
    ],
    [
      "bucket-foreign-access",
      "the condition names another account",
      condition("aws_s3_bucket_policy.data", "OwnByCondition", {
        StringEquals: { "aws:PrincipalAccount": "999999999999" },
      }),
      "error",
    ],
  ]),
  ...mutations("applied plan", [
    [
      "plan-drift",
      "somebody has changed a managed policy",
      outside(
        "aws_iam_policy.ebs_csi_controller_policy",
        (values) =>
          (values["policy"] = String(values["policy"]).replace("ec2:CreateSnapshot", "ec2:*")),
        false,
      ),
      "error",
    ],
  ]),
];
