import { addStatement, edit, remove, replaceIn, set, statement } from "../edits";
import type { Json } from "../file";
import { mutations } from "../judging";
import { backend, defaultVendor } from "../parts";
import { unknownUntilApply } from "../plan-edits";

const KEY = "aws_kms_key.bucket_key";
const ENCRYPTION = "aws_s3_bucket_server_side_encryption_configuration.bucket";
const ID = "11223344-5566-7788-9900-112233445566";
const encrypted = (byDefault: Json, bucket_key_enabled = true) =>
  set(ENCRYPTION, {
    rule: [{ apply_server_side_encryption_by_default: [byDefault], bucket_key_enabled }],
  });
const s3 = { bucket: "acme-terraform-state", key: "x.tfstate", region: "us-west-2" };

/** Keys of KMS and tags, in plans; provider and backend of a stack with everything. */
export const KEYS_AND_TAGS = [
  ...mutations("encrypted", [
    [
      "bucket-kms",
      "S3's own keys encrypt, beside a key for the bucket",
      encrypted({ sse_algorithm: "AES256" }),
    ],
    ["bucket-kms", "the bucket has no encryption, but a key", remove(ENCRYPTION)],
    [
      "bucket-kms",
      "the key aws/s3 encrypts, beside a key for the bucket",
      encrypted({ sse_algorithm: "aws:kms" }),
    ],
    [
      "bucket-kms",
      "another key encrypts, by its alias",
      encrypted({ sse_algorithm: "aws:kms", kms_master_key_id: "alias/acme-other" }),
    ],
    [
      "bucket-kms",
      "the key aws/s3 encrypts, by its alias and twice",
      encrypted({ sse_algorithm: "aws:kms:dsse", kms_master_key_id: "alias/aws/s3" }),
    ],
    [
      "bucket-kms",
      "the key is in another region",
      encrypted({
        sse_algorithm: "aws:kms",
        kms_master_key_id: `arn:aws:kms:us-east-1:111122223333:key/${ID}`,
      }),
    ],
    [
      "bucket-kms",
      "each object costs a request to KMS",
      encrypted({ sse_algorithm: "aws:kms", kms_master_key_id: `\${${KEY}.arn}` }, false),
      "info",
    ],
    ["key-rotation", "the key does not rotate", set(KEY, { enable_key_rotation: false })],
    [
      "key-rotation",
      "nothing says whether the key rotates",
      set(KEY, { enable_key_rotation: undefined }),
    ],
    [
      "key-policy",
      "everybody may use the key",
      addStatement(KEY, { Principal: "*", Action: "kms:Decrypt", Resource: "*" }),
    ],
    [
      "key-deletion-window",
      "a deleted key cannot be saved",
      set(KEY, { deletion_window_in_days: 1 }),
    ],
  ]),
  ...mutations("govcloud", [
    [
      "bucket-kms",
      "another key encrypts than the config says",
      encrypted({
        sse_algorithm: "aws:kms",
        kms_master_key_id: `arn:aws-us-gov:kms:us-gov-west-1:444455556666:key/other`,
      }),
    ],
    [
      "bucket-kms",
      "S3's own keys encrypt, against the config",
      encrypted({ sse_algorithm: "AES256" }),
    ],
  ]),
  ...mutations("integration plan", [
    [
      "key-rotation",
      "the key for exports does not rotate",
      set(KEY, { enable_key_rotation: false }),
    ],
    [
      "key-policy",
      "everybody administers the key",
      statement(KEY, 0, (found) => (found["Principal"] = { AWS: "*" })),
    ],
  ]),
  ...mutations("project plan", [
    [
      "tags-vendor",
      "a subnet of the plan has no tag",
      edit("aws_subnet.private_1", (values) => (values["tags_all"] = { Owner: "acme" })),
      "error",
    ],
    [
      "tags-vendor",
      "a security group of the plan has another vendor",
      edit(
        "aws_security_group.data_plane",
        (values) => (values["tags_all"] = { Vendor: "zilliz" }),
      ),
      "error",
    ],
    [
      "key-rotation",
      "whether the key rotates is known after apply only",
      unknownUntilApply(KEY, "enable_key_rotation"),
    ],
  ]),
  ...mutations("project", [
    [
      "backend-state",
      "the state is not encrypted",
      backend("s3", { ...s3, use_lockfile: true, encrypt: false }),
    ],
    ["backend-state", "the state has no lock", backend("s3", { ...s3, encrypt: true })],
    [
      "backend-state",
      "the state goes over the net in the clear",
      backend("http", { address: "http://state.acme.example/x" }),
    ],
    [
      "backend-state",
      "only the lock goes over the net in the clear",
      backend("http", {
        address: "https://state.acme.example/x",
        lock_address: "http://state.acme.example/l",
      }),
    ],
    [
      "provider-credentials",
      "the backend has a key of a user",
      backend("s3", {
        ...s3,
        encrypt: true,
        use_lockfile: true,
        secret_key: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
      }),
    ],
    [
      "tags-vendor",
      "a subnet has another vendor",
      edit("aws_subnet.private_2", ({ tags }) => (tags.Vendor = "acme")),
    ],
    ["tags-vendor", "the tag is in capital letters", defaultVendor("Zilliz-BYOC")],
    [
      "key-policy",
      "the key is everybody's who has a request",
      addStatement(KEY, { NotPrincipal: { AWS: "999999999999" }, Action: "kms:*", Resource: "*" }),
    ],
  ]),
  ...mutations("minimal plan", [
    [
      "tags-vendor",
      "the tag is lost in the plan",
      edit("aws_iam_role.storage_role", (values) => (values["tags_all"] = {})),
    ],
    [
      "synth-placeholder",
      "the plan has the document's external ID",
      replaceIn(
        "aws_iam_role.cross_account_role",
        "cid-7h3k9m2p5q8r1s4t6u0v2w5x8",
        "my-external-id",
      ),
    ],
    [
      "synth-unresolved-token",
      "the plan has a name that is a token",
      set("aws_s3_bucket.bucket", { bucket: "TfToken[TOKEN.3]" }),
    ],
  ]),
];
