import { inBlocks } from "../blocks";
import { isDocumented } from "../buckets/of-role";
import { encryptionOf, holderOf, missingPart, reachOf, type BucketPart } from "../buckets/parts";
import type { RuleResult } from "../finding";
import { buckets, fail, judged, pass, undecided, type Saying, ruleForEach } from "../results";
import type { RuleId } from "../rule";
import { plainText } from "../../terraform/json";
import { mapKnown } from "../../terraform/known";
import type { Known, Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";

/** One setting of a bucket, which a resource of its own says. */
interface Row {
  readonly id: RuleId;
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
}

const ALGORITHMS: readonly unknown[] = ["AES256", "aws:kms", "aws:kms:dsse"];
const KEPT = "old versions are kept for ever";
const UNFINISHED = "unfinished uploads are kept for ever";

const ROWS: readonly Row[] = [
  {
    id: "bucket-encryption",
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
export const BUCKET_RULES = ROWS.map(({ id, part, missing, isDefault, read, says, asks }) => {
  const judge = (holder: Resource, bucket: BucketView) => {
    const { attribute, value } = read(holder);
    return judged(holder, value, (found) => {
      const [saying, message] = says(found, bucket);
      return saying(holder, message, { attribute });
    });
  };
  return ruleForEach(id, buckets, (bucket, context) => {
    const asked = asks?.(bucket) ?? true;
    if (asked !== true) return asked === false ? [] : [asked];
    const holder = holderOf(bucket, part);
    if (holder) return [judge(holder, bucket)];
    const severity = isDefault && !isDocumented(context, bucket) ? "info" : undefined;
    return [missingPart(bucket, part, missing, severity)];
  });
});
