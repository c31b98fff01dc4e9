import { add, edit, remove, set, type Change } from "../edits";
import { list, type Json } from "../file";
import { harmless } from "../judging";
import { RELEASE, VALUES } from "../made";
import { backend, provider, reversed } from "../parts";
import { outside } from "../plan-edits";

const BUCKET = "aws_s3_bucket.bucket";
const STORAGE = "aws_iam_role_policy.storage_policy";

/** Gives a resource another address, and mentions of it the new one. */
function rename(address: string, to: string): Change {
  return (file) => {
    const text = JSON.stringify(file["resource"]).replaceAll(`${address}.`, `${to}.`);
    const [type = "", name = ""] = address.split(".");
    const all = JSON.parse(text) as Record<string, Json>;
    all[type]![to.split(".")[1]!] = all[type]![name];
    Reflect.deleteProperty(all[type]!, name);
    file["resource"] = all;
  };
}
/** Keys of a file the other way round; lists keep their order. */
const turned: Change = (file) => {
  for (const [key, value] of Object.entries(reversed(file) as Json)) {
    Reflect.deleteProperty(file, key);
    file[key] = value;
  }
};
/** Says in a plan that a resource had another address before. */
const moved =
  (address: string, before: string): Change =>
  (file) => {
    const all = file["resource_changes"] as Json[];
    const entry = all.find((one) => one["address"] === address)!;
    entry["previous_address"] = before;
  };
/** Another way to hand over the policy of the storage role. */
const asManaged: Change = (file) => {
  const { policy } = file["resource"].aws_iam_role_policy.storage_policy;
  remove(STORAGE)(file);
  add("aws_iam_policy.storage", { name: "zilliz-byoc-acme-dev-storage", policy })(file);
  add("aws_iam_role_policy_attachment.storage", {
    role: "${aws_iam_role.storage_role.name}",
    policy_arn: "${aws_iam_policy.storage.arn}",
  })(file);
};
/** The statements of one inline policy, in two. */
const inTwo: Change = (file) => {
  const own = file["resource"].aws_iam_role_policy.cross_account_policy;
  const document = JSON.parse(own.policy) as Json;
  const half = (Statement: unknown[]) => JSON.stringify({ ...document, Statement });
  const statements = document["Statement"] as unknown[];
  own.policy = half(statements.slice(0, 9));
  const more = { role: own.role as string, name: "more", policy: half(statements.slice(9)) };
  add("aws_iam_role_policy.more", more)(file);
};
const queue = add("aws_sqs_queue.jobs", { name: "jobs", message_retention_seconds: 86_400 });
const KEY_ARN = "${aws_kms_key.bucket_key.arn}";
const encryption = (byDefault: Json, bucket_key_enabled = true) =>
  set("aws_s3_bucket_server_side_encryption_configuration.bucket", {
    rule: [{ apply_server_side_encryption_by_default: [byDefault], bucket_key_enabled }],
  });
const release = (values: unknown[]) => set(RELEASE, { values });

/** Changes around policies that concern nobody's rights. */
export const RESOURCES = [
  ...harmless("minimal", [
    ["a queue is made beside", queue],
    ["roles have one more tag", set("aws_iam_role.storage_role", { tags: { CostCenter: "4711" } })],
    [
      "the tag of Zilliz Cloud is written on a role too",
      set("aws_iam_role.eks_role", { tags: { Vendor: "zilliz-byoc" } }),
    ],
    ["a role is described otherwise", set("aws_iam_role.storage_role", { description: "Data" })],
    [
      "the longest session is left to IAM",
      set("aws_iam_role.storage_role", { max_session_duration: undefined }),
    ],
    ["the path is left to IAM", set("aws_iam_role.storage_role", { path: undefined })],
    [
      "the storage role has another address",
      rename("aws_iam_role.storage_role", "aws_iam_role.data"),
    ],
    ["the bucket has another address", rename(BUCKET, "aws_s3_bucket.data")],
    ["keys of the file stand the other way round", turned],
    ["there are no outputs", (file) => delete file["output"]],
    [
      "the bucket's parts name it as a text",
      (file) => {
        for (const [type, names] of Object.entries(file["resource"] as Record<string, Json>)) {
          if (type.startsWith("aws_s3_bucket_")) names["bucket"].bucket = "zilliz-byoc-acme-dev";
        }
      },
    ],
    [
      "the bucket's parts name it by its id",
      set("aws_s3_bucket_public_access_block.bucket", { bucket: "${aws_s3_bucket.bucket.id}" }),
    ],
    [
      "a block is a list of one",
      edit("aws_s3_bucket_ownership_controls.bucket", (own) => (own["rule"] = list(own["rule"]))),
    ],
    [
      "the lifecycle has one more rule",
      edit("aws_s3_bucket_lifecycle_configuration.bucket", ({ rule }) =>
        list(rule).push({
          id: "temporary",
          status: "Enabled",
          filter: { prefix: "tmp/" },
          expiration: { days: 30 },
        }),
      ),
    ],
    ["the inline policy is a managed one", asManaged],
    ["the inline policy is two", inTwo],
    [
      "a second provider names its account as well",
      (file) =>
        list(file["provider"].aws).push({
          alias: "east",
          region: "us-east-1",
          allowed_account_ids: ["111122223333"],
        }),
    ],
    ["the provider retries more", provider((block) => (block["max_retries"] = 10))],
    ["resources stand in a list", (file) => (file["resource"] = [file["resource"]])],
  ]),
  ...harmless("project", [
    [
      "the lock is a table",
      backend("s3", {
        bucket: "acme-terraform-state",
        key: "x.tfstate",
        region: "us-west-2",
        encrypt: true,
        dynamodb_table: "locks",
      }),
    ],
    [
      "old versions expire sooner",
      edit(
        "aws_s3_bucket_lifecycle_configuration.bucket",
        ({ rule }) => (rule[1].noncurrent_version_expiration = [{ noncurrent_days: 3 }]),
      ),
    ],
    [
      "the key's wait is left to KMS",
      set("aws_kms_key.bucket_key", { deletion_window_in_days: undefined }),
    ],
  ]),
  ...harmless("minimal plan", [
    ["a queue is planned beside", queue],
    [
      "the plan is of a newer format",
      (file) => Object.assign(file, { format_version: "1.9", more: {} }),
    ],
    ["the plan was made later", (file) => (file["timestamp"] = "2030-01-01T00:00:00Z")],
    ["keys of the plan stand the other way round", turned],
    ["changes stand in another order", (file) => list(file["resource_changes"]).reverse()],
    ["a role was moved", moved("aws_iam_role.storage_role", "aws_iam_role.old")],
    [
      "a role has one more tag",
      edit("aws_iam_role.storage_role", ({ tags_all }) => (tags_all.Owner = "acme")),
    ],
  ]),
  ...harmless("applied plan", [
    ["a role is described otherwise", set("aws_iam_role.storage_role", { description: "Data" })],
    [
      "a refresh reads null where nothing was",
      outside("aws_iam_role.eks_role", (values) =>
        Object.assign(values, { tags: null, description: values["description"] as string }),
      ),
    ],
    [
      "an untold attribute was filled in by AWS",
      outside(
        "aws_iam_policy.ebs_csi_controller_policy",
        (values) => (values["attachment_count"] = 7),
      ),
    ],
    [
      "somebody has written a trust in another order",
      outside("aws_iam_role.eks_role", (values) => {
        const document = JSON.parse(values["assume_role_policy"]) as Json;
        list(document["Statement"]).reverse();
        values["assume_role_policy"] = JSON.stringify(document);
      }),
    ],
  ]),
  ...harmless("encrypted", [
    [
      "objects are encrypted twice, which has no bucket keys",
      encryption({ sse_algorithm: "aws:kms:dsse", kms_master_key_id: KEY_ARN }, false),
    ],
    [
      "the bucket's key is named by its alias",
      encryption({
        sse_algorithm: "aws:kms",
        kms_master_key_id: "alias/zilliz-byoc-acme-prod-storage",
      }),
    ],
  ]),
  ...harmless("govcloud", [
    [
      "the bucket's key is named without its region",
      encryption({
        sse_algorithm: "aws:kms",
        kms_master_key_id: "11223344-5566-7788-9900-112233445566",
      }),
    ],
  ]),
  ...harmless("release", [
    [
      "the bucket is in the host name, which has no dots",
      release([
        JSON.stringify({ ...VALUES, externalS3: { ...VALUES.externalS3, useVirtualHost: true } }),
      ]),
    ],
    ["values are JSON", release([JSON.stringify(VALUES)])],
    [
      "values are two documents",
      release([JSON.stringify({ ...VALUES, minio: undefined }), "minio: { enabled: false }"]),
    ],
    [
      "a value is set beside",
      (file) => {
        release([JSON.stringify({ ...VALUES, minio: { enabled: true } })])(file);
        set(RELEASE, { set: [{ name: "minio.enabled", value: "false" }] })(file);
      },
    ],
    ["the release has another name", set(RELEASE, { name: "vectors" })],
    ["the chart is newer", set(RELEASE, { version: "5.1.0" })],
  ]),
];
