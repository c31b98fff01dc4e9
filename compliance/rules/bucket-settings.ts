import { inBlocks } from "../blocks";
import { encryptionOf } from "../buckets/encryption";
import { reachOf } from "../buckets/lifecycle";
import { holderOf, missingPart, type BucketPart } from "../buckets/parts";
import type { RuleResult } from "../finding";
import { fail, judged, pass, undecided } from "../results";
import type { Rule } from "../rule";
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
  readonly judge: (holder: Resource, bucket: BucketView) => RuleResult;
  /** Whether a bucket is asked at all; a result where that cannot be told. */
  readonly asks?: (bucket: BucketView) => boolean | RuleResult;
};

const DOCUMENTS = ["create-bucket-and-role, step 1", "integrate-with-aws-s3, step 2"];
const VERSIONS = {
  language: "yaml",
  text: "project:\n  bucket:\n    versioning: true\n    expireOldVersionsAfterDays: 7",
} as const;
const ALGORITHMS: readonly unknown[] = ["AES256", "aws:kms", "aws:kms:dsse"];
const KEPT = "old versions are kept for ever";
const UNFINISHED = "unfinished uploads are kept for ever";

const ROWS: readonly Row[] = [
  {
    id: "bucket-encryption",
    title: "Buckets say how their objects are encrypted",
    why: "Where nothing is declared, nothing notices when somebody changes the bucket's encryption.",
    fix: "give the bucket an encryption configuration: AES256, or aws:kms with a key of your own",
    snippet: {
      language: "hcl",
      text: `resource "aws_s3_bucket_server_side_encryption_configuration" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule {
    apply_server_side_encryption_by_default { sse_algorithm = "AES256" }
  }
}`,
    },
    severity: "error",
    standards: ["CKV_AWS_19"],
    documents: DOCUMENTS,
    part: "encryption",
    missing: "no encryption is declared; S3 takes its own keys by itself",
    judge(holder) {
      const { attribute, value } = encryptionOf(holder).algorithm;
      return judged(holder, value, (algorithm) =>
        ALGORITHMS.includes(algorithm)
          ? pass(holder, `objects are encrypted: ${plainText(algorithm)}`, { attribute })
          : fail(holder, "no encryption by default is set", { attribute }),
      );
    },
  },
  {
    id: "bucket-logging",
    title: "Buckets log who reaches them",
    why: "After an incident nobody can tell which objects were read.",
    fix: "set accessLogBucket on the bucket, or log S3 data events with CloudTrail",
    snippet: {
      language: "yaml",
      text: "project:\n  bucket:\n    accessLogBucket: acme-access-logs",
    },
    severity: "info",
    standards: ["FSBP S3.9", "CKV_AWS_18", "AWS-0089"],
    documents: DOCUMENTS,
    part: "logging",
    missing: "the bucket logs no access",
    judge(holder, { name }) {
      const inline = holder.type === "aws_s3_bucket" ? ["logging"] : [];
      const { attribute, value } = inBlocks(holder, ...inline, "target_bucket");
      return judged(holder, value, (target) => {
        if (!target) return fail(holder, "names no bucket for the log", { attribute });
        return name.known && target === name.value
          ? fail(holder, "the bucket logs into itself, and each log is logged", { attribute })
          : pass(holder, "access is logged", { attribute });
      });
    },
  },
  {
    id: "bucket-old-versions",
    title: "Buckets with versioning let old versions expire",
    why: "Milvus compacts all the time and deletes what it has merged; kept for ever, that only grows.",
    fix: "set expireOldVersionsAfterDays on the bucket",
    snippet: VERSIONS,
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
    judge: (holder) =>
      judged(holder, reachOf(holder, "noncurrent_version_expiration"), (reach) =>
        reach === "all"
          ? pass(holder, "old versions expire")
          : fail(holder, reach === "none" ? KEPT : `of some objects, ${KEPT}`),
      ),
  },
  {
    id: "bucket-ownership",
    title: "Buckets have no ACLs: their owner owns every object",
    why: "ACLs give objects away beside the policies, and objects of other writers escape the owner.",
    fix: "set the bucket's object ownership to BucketOwnerEnforced; Milvus needs no ACL",
    snippet: {
      language: "hcl",
      text: `resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.bucket
  rule { object_ownership = "BucketOwnerEnforced" }
}`,
    },
    severity: "error",
    standards: ["FSBP S3.12", "CKV2_AWS_65"],
    documents: [
      "create-bucket-and-role, step 1",
      "configure-s3-access-by-iam-role, Associate an IAM role",
    ],
    part: "ownership",
    missing: "the bucket does not say who owns its objects",
    judge(holder) {
      const { attribute, value } = inBlocks(holder, "rule", "object_ownership");
      return judged(holder, value, (ownership) =>
        ownership === "BucketOwnerEnforced"
          ? pass(holder, "the bucket's owner owns every object", { attribute })
          : fail(holder, `object_ownership is ${plainText(ownership)}`, { attribute }),
      );
    },
  },
  {
    id: "bucket-unfinished-uploads",
    title: "Buckets remove uploads that were never finished",
    why: "Parts of broken uploads are billed, and no list of objects shows them.",
    fix: "add a lifecycle rule that aborts incomplete multipart uploads",
    snippet: {
      language: "hcl",
      text: `rule {
  id     = "abort-unfinished-uploads"
  status = "Enabled"
  filter {}
  abort_incomplete_multipart_upload { days_after_initiation = 7 }
}`,
    },
    severity: "warning",
    standards: ["FSBP S3.13", "CKV_AWS_300"],
    documents: DOCUMENTS,
    part: "lifecycle",
    missing: UNFINISHED,
    judge: (holder) =>
      judged(holder, reachOf(holder, "abort_incomplete_multipart_upload"), (reach) =>
        reach === "all"
          ? pass(holder, "unfinished uploads are removed")
          : fail(holder, reach === "none" ? UNFINISHED : `of some objects, ${UNFINISHED}`),
      ),
  },
  {
    id: "bucket-versioning",
    title: "Buckets keep old versions of their objects",
    why: "What is overwritten or deleted by mistake cannot be had back.",
    fix: "set versioning: true and expireOldVersionsAfterDays on the bucket",
    snippet: VERSIONS,
    severity: "info",
    standards: ["Security Hub S3.14", "CKV_AWS_21", "AWS-0090"],
    documents: DOCUMENTS,
    part: "versioning",
    missing: "the bucket keeps no old versions",
    judge(holder) {
      const { attribute, value } = versioningOf(holder);
      return judged(holder, value, (state) =>
        state === "enabled"
          ? pass(holder, "old versions are kept", { attribute })
          : fail(holder, `versioning is ${state}`, { attribute }),
      );
    },
  },
];

/** Versioning of a bucket, of its own resource or, in older Terraform, of the bucket. */
function versioningOf(holder: Resource) {
  const { attribute, value } =
    holder.type === "aws_s3_bucket"
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
  const { part, missing, judge, asks, ...told } = row;
  return {
    ...told,
    *check({ model }) {
      for (const bucket of model.buckets()) {
        const asked = asks?.(bucket) ?? true;
        if (asked === false) continue;
        const holder = holderOf(bucket, part);
        if (asked !== true) yield asked;
        else yield holder ? judge(holder, bucket) : missingPart(bucket, part, missing);
      }
    },
  };
});
