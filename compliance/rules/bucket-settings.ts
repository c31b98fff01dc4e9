import { inBlocks } from "../blocks";
import { isDocumented } from "../buckets/of-role";
import { encryptionOf, holderOf, missingPart, reachOf, type BucketPart } from "../buckets/parts";
import type { RuleResult } from "../finding";
import { buckets, each, fail, judged, pass, undecided, type Saying } from "../results";
import { hcl, yaml, type Rule } from "../rule";
import { plainText } from "../../terraform/json";
import { mapKnown } from "../../terraform/known";
import type { Known, Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";

/** One setting of a bucket, which a resource of its own says. */
type Row = Omit<Rule, "id" | "check"> & {
  readonly id: `bucket-${string}`;
  readonly part: BucketPart;
  /** What is wrong where nothing says it. */
  readonly missing: string;
  /**
   * AWS sets it on every new bucket since 2023, so that nothing is open where Terraform says nothing:
   * a note, except on buckets of the documents, where the text asks for it.
   */
  readonly isDefault?: true;
  readonly read: (holder: Resource) => {
    readonly attribute?: string;
    readonly value: Known<unknown>;
  };
  readonly says: (value: unknown, bucket: BucketView) => readonly [Saying, string];
  /** Whether a bucket is asked at all; a result where that cannot be told. */
  readonly asks?: (bucket: BucketView) => boolean | RuleResult;
};

const DOCUMENTS = ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"];
const VERSIONS = yaml(
  "project:\n  bucket:\n    versioning: true\n    expireOldVersionsAfterDays: 7",
);
const ALGORITHMS: readonly unknown[] = ["AES256", "aws:kms", "aws:kms:dsse"];
const KEPT = "old versions are kept for ever";
const UNFINISHED = "unfinished uploads are kept for ever";

const ROWS: readonly Row[] = [
  {
    id: "bucket-encryption",
    title: "Buckets say how their objects are encrypted",
    why: "Where nothing is declared, nothing notices when somebody changes the bucket's encryption.",
    fix: "give the bucket an encryption configuration: AES256, or aws:kms with a key of your own",
    snippet: hcl(`resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}`),
    severity: "error",
    severities: ["error", "info"],
    standards: ["CKV_AWS_19"],
    documents: DOCUMENTS,
    part: "encryption",
    missing: "no encryption is declared; S3 takes its own keys by itself",
    isDefault: true,
    read: (holder) => encryptionOf(holder).algorithm,
    says: (algorithm) =>
      ALGORITHMS.includes(algorithm)
        ? [pass, `objects are encrypted: ${plainText(algorithm)}`]
        : [fail, "no encryption by default is set"],
  },
  {
    id: "bucket-logging",
    title: "Buckets log who reaches them",
    why: "After an incident nobody can tell which objects were read.",
    fix: "set accessLogBucket on the bucket, or log S3 data events with CloudTrail",
    snippet: yaml("project:\n  bucket:\n    accessLogBucket: acme-access-logs"),
    general: {
      fix: "give the bucket an aws_s3_bucket_logging, or log S3 data events with CloudTrail",
      snippet: hcl(`resource "aws_s3_bucket_logging" "data" {
  bucket        = aws_s3_bucket.data.bucket
  target_bucket = "acme-access-logs"
  target_prefix = "data/"
}`),
    },
    severity: "info",
    standards: ["FSBP S3.9", "CKV_AWS_18", "AWS-0089"],
    documents: DOCUMENTS,
    part: "logging",
    missing: "the bucket logs no access",
    read: (holder) => inBlocks(holder, ...(isBucket(holder) ? ["logging"] : []), "target_bucket"),
    says(target, { name }) {
      if (!target) return [fail, "names no bucket for the log"];
      return name.known && target === name.value
        ? [fail, "the bucket logs into itself, and each log is logged"]
        : [pass, "access is logged"];
    },
  },
  {
    id: "bucket-old-versions",
    title: "Buckets with versioning let old versions expire",
    why: "Milvus compacts all the time and deletes what it has merged; kept for ever, that only grows.",
    fix: "set expireOldVersionsAfterDays on the bucket",
    snippet: VERSIONS,
    general: {
      why: "What is overwritten or deleted stays as an old version; kept for ever, that only grows.",
      fix: "add a lifecycle rule with noncurrent_version_expiration",
      snippet: hcl(`rule {
  id     = "expire-old-versions"
  status = "Enabled"
  filter {}
  noncurrent_version_expiration { noncurrent_days = 30 }
}`),
    },
    severity: "warning",
    standards: ["FSBP S3.13", "Security Hub S3.10", "CKV2_AWS_61"],
    documents: DOCUMENTS,
    asks(bucket) {
      const holder = holderOf(bucket, "versioning");
      if (!holder) return false;
      const { value } = versioningOf(holder);
      // Suspended versioning leaves the versions that there are.
      return value.known ? value.value !== "off" : undecided(holder, value);
    },
    part: "lifecycle",
    missing: KEPT,
    read: (holder) => ({ value: reachOf(holder, "noncurrent_version_expiration") }),
    says: (reach) =>
      reach === "all" ? [pass, "old versions expire"] : [fail, ofSome(reach, KEPT)],
  },
  {
    id: "bucket-ownership",
    title: "Buckets have no ACLs: their owner owns every object",
    why: "ACLs give objects away beside the policies, and objects of other writers escape the owner.",
    fix: "set the bucket's object ownership to BucketOwnerEnforced; Milvus needs no ACL",
    general: {
      fix: "set the bucket's object ownership to BucketOwnerEnforced, and give access by policies",
    },
    snippet: hcl(`resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule { object_ownership = "BucketOwnerEnforced" }
}`),
    severity: "error",
    severities: ["error", "info"],
    standards: ["FSBP S3.12", "CKV2_AWS_65"],
    documents: [
      "create-bucket-and-role, step 1",
      "configure-s3-access-by-iam-role, Associate an IAM role",
    ],
    part: "ownership",
    missing: "the bucket does not say who owns its objects",
    isDefault: true,
    read: (holder) => inBlocks(holder, "rule", "object_ownership"),
    says: (ownership) =>
      ownership === "BucketOwnerEnforced"
        ? [pass, "the bucket's owner owns every object"]
        : [fail, `object_ownership is ${plainText(ownership)}`],
  },
  {
    id: "bucket-unfinished-uploads",
    title: "Buckets remove uploads that were never finished",
    why: "Parts of broken uploads are billed, and no list of objects shows them.",
    fix: "add a lifecycle rule that aborts incomplete multipart uploads",
    snippet: hcl(`rule {
  id     = "abort-unfinished-uploads"
  status = "Enabled"
  filter {}
  abort_incomplete_multipart_upload { days_after_initiation = 7 }
}`),
    severity: "warning",
    standards: ["FSBP S3.13", "CKV_AWS_300"],
    documents: DOCUMENTS,
    part: "lifecycle",
    missing: UNFINISHED,
    read: (holder) => ({ value: reachOf(holder, "abort_incomplete_multipart_upload") }),
    says: (reach) =>
      reach === "all"
        ? [pass, "unfinished uploads are removed"]
        : [fail, ofSome(reach, UNFINISHED)],
  },
  {
    id: "bucket-versioning",
    title: "Buckets keep old versions of their objects",
    why: "What is overwritten or deleted by mistake cannot be had back.",
    fix: "set versioning: true and expireOldVersionsAfterDays on the bucket",
    snippet: VERSIONS,
    general: {
      fix: "enable versioning, and let old versions expire",
      snippet: hcl(`resource "aws_s3_bucket_versioning" "data" {
  bucket = aws_s3_bucket.data.bucket
  versioning_configuration { status = "Enabled" }
}`),
    },
    severity: "info",
    standards: ["Security Hub S3.14", "CKV_AWS_21", "AWS-0090"],
    documents: DOCUMENTS,
    part: "versioning",
    missing: "the bucket keeps no old versions",
    read: versioningOf,
    says: (state) =>
      state === "enabled"
        ? [pass, "old versions are kept"]
        : [fail, `versioning is ${plainText(state)}`],
  },
];

function isBucket({ type }: Resource): boolean {
  return type === "aws_s3_bucket";
}

/** What rules of a lifecycle leave undone, of all objects or of some. */
function ofSome(reach: unknown, message: string): string {
  return reach === "none" ? message : `of some objects, ${message}`;
}

/** Versioning of a bucket, of its own resource or, in older Terraform, of the bucket. */
function versioningOf(holder: Resource) {
  const { attribute, value } = isBucket(holder)
    ? inBlocks(holder, "versioning", "enabled")
    : inBlocks(holder, "versioning_configuration", "status");
  const versioning: Known<"enabled" | "suspended" | "off"> = mapKnown(value, (state) => {
    if (state === true || state === "Enabled") return "enabled";
    return state === "Suspended" ? "suspended" : "off";
  });
  return { attribute, value: versioning };
}

/** The rules that look at one setting of each bucket. */
export const BUCKET_RULES: readonly Rule[] = ROWS.map((row) => {
  const { part, missing, isDefault, read, says, asks, ...told } = row;
  const judge = (holder: Resource, bucket: BucketView) => {
    const { attribute, value } = read(holder);
    return judged(holder, value, (found) => {
      const [saying, message] = says(found, bucket);
      return saying(holder, message, { attribute });
    });
  };
  const check = each(buckets, (bucket, context) => {
    const asked = asks?.(bucket) ?? true;
    if (asked !== true) return asked === false ? [] : [asked];
    const holder = holderOf(bucket, part);
    if (holder) return [judge(holder, bucket)];
    const severity = isDefault && !isDocumented(context, bucket) ? "info" : undefined;
    return [missingPart(bucket, part, missing, severity)];
  });
  return { ...told, check };
});
