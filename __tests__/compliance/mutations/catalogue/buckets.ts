import { add, addStatement, condition, edit, policy, remove, set, statement, swap } from "../edits";
import type { Json } from "../file";
import { mutations } from "../judging";

const BLOCK = "aws_s3_bucket_public_access_block.bucket";
const OWNERSHIP = "aws_s3_bucket_ownership_controls.bucket";
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration.bucket";
const LIFECYCLE = "aws_s3_bucket_lifecycle_configuration.bucket";
const POLICY = "aws_s3_bucket_policy.bucket";
const TLS = "DenyInsecureTransport";
const DATA = "arn:aws:s3:::zilliz-byoc-acme-dev";
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

/** Puts two denials in the place of one: of those of an organization, and of all others. */
export const byOrganization = (more: Json) => (document: Json) => {
  document["Statement"] = (document["Statement"] as Json[]).flatMap((denial) =>
    ["StringEquals", "StringNotEquals"].map((operator, index) => ({
      ...denial,
      Sid: `${String(denial["Sid"])}${index}`,
      Condition: {
        ...(denial["Condition"] as object),
        [operator]: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
        ...more,
      },
    })),
  );
};

/** Buckets and what is written to set them up. */
export const BUCKETS = [
  ...mutations("minimal", [
    [
      "bucket-public-access",
      "public ACLs are not blocked",
      set(BLOCK, { block_public_acls: false }),
    ],
    [
      "bucket-public-access",
      "a public policy is not restricted, the flag being left out",
      set(BLOCK, { restrict_public_buckets: undefined }),
    ],
    [
      "bucket-public-access",
      "a flag is an expression",
      set(BLOCK, { ignore_public_acls: "${var.ignore}" }),
    ],
    [
      "bucket-public-access",
      "the block is of another bucket",
      set(BLOCK, { bucket: "acme-other" }),
    ],
    [
      "bucket-ownership",
      "writers own their objects",
      set(OWNERSHIP, { rule: { object_ownership: "ObjectWriter" } }),
    ],
    ["bucket-ownership", "nothing says who owns objects", remove(OWNERSHIP)],
    ["bucket-encryption", "no encryption is declared", remove(ENCRYPTION)],
    [
      "bucket-encryption",
      "the encryption has no algorithm",
      set(ENCRYPTION, { rule: [{ bucket_key_enabled: true }] }),
    ],
    ["bucket-tls", "the bucket has no policy", remove(POLICY)],
    [
      "bucket-tls",
      "only requests with TLS are denied",
      condition(POLICY, TLS, { Bool: { "aws:SecureTransport": "true" } }),
    ],
    ["bucket-tls", "objects are left out", swap(POLICY, TLS, "Resource", `${DATA}/*`, undefined)],
    [
      "bucket-tls",
      "only one role is denied",
      statement(
        POLICY,
        TLS,
        (found) => (found["Principal"] = { AWS: "arn:aws:iam::111122223333:role/x" }),
      ),
    ],
    [
      "bucket-tls",
      "two denials by organization leave out who has none",
      policy(POLICY, byOrganization({ Null: { "aws:PrincipalOrgID": "false" } })),
    ],
    [
      "bucket-tls",
      "only reading is denied",
      statement(POLICY, TLS, (found) => (found["Action"] = "s3:Get*")),
    ],
    ["bucket-foreign-access", "another account reads", open({ AWS: "999999999999" })],
    ["bucket-foreign-access", "everybody reads", open("*")],
    [
      "bucket-foreign-access",
      "a service reads for whoever asks it",
      open({ Service: "cloudtrail.amazonaws.com" }),
    ],
    ["bucket-unfinished-uploads", "no lifecycle removes unfinished uploads", remove(LIFECYCLE)],
    [
      "bucket-unfinished-uploads",
      "the rule is disabled",
      lifecycle(0, (rule) => (rule["status"] = "Disabled")),
    ],
    [
      "bucket-acl",
      "the bucket itself has an ACL, which S3 refuses",
      set("aws_s3_bucket.bucket", { acl: "aws-exec-read" }),
      "error",
    ],
    [
      "bucket-acl",
      "an object has an ACL, which S3 refuses",
      add("aws_s3_object.one", { bucket: "${aws_s3_bucket.bucket.id}", key: "a", acl: "private" }),
      "error",
    ],
    [
      "bucket-acl",
      "the bucket gets an ACL",
      add("aws_s3_bucket_acl.bucket", { bucket: "${aws_s3_bucket.bucket.bucket}", acl: "private" }),
      "error",
    ],
    [
      "bucket-acl",
      "S3's log delivery may write, where writers own their objects",
      (file) => {
        set(OWNERSHIP, { rule: { object_ownership: "BucketOwnerPreferred" } })(file);
        add("aws_s3_bucket_acl.bucket", {
          bucket: "${aws_s3_bucket.bucket.id}",
          acl: "log-delivery-write",
        })(file);
      },
    ],
    [
      "bucket-acl",
      "the ACL is for everybody",
      add("aws_s3_bucket_acl.bucket", { bucket: "${aws_s3_bucket.bucket.id}", acl: "public-read" }),
      "error",
    ],
  ]),
  ...mutations("encrypted", [
    [
      "bucket-old-versions",
      "old versions are kept for ever",
      lifecycle(1, (rule) => delete rule["noncurrent_version_expiration"]),
    ],
    [
      "bucket-old-versions",
      "the rule for old versions is disabled",
      lifecycle(1, (rule) => (rule["status"] = "Disabled")),
    ],
  ]),
  ...mutations("milvus", [
    [
      "bucket-ownership",
      "ACLs are as eksctl's example has them",
      set(OWNERSHIP, { rule: { object_ownership: "ObjectWriter" } }),
    ],
  ]),
  ...mutations("govcloud", [
    [
      "bucket-tls",
      "the refusal is of the wrong partition",
      edit(
        POLICY,
        (values) =>
          (values["policy"] = String(values["policy"]).replaceAll("arn:aws-us-gov:", "arn:aws:")),
      ),
    ],
  ]),
];
