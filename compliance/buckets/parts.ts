import { uncertainOf } from "../../terraform/uncertain";
import type { RuleResult, Severity } from "../finding";
import { known, mapKnown, numberAt, valueAt } from "../../terraform/known";
import type { Known, Resource } from "../../terraform/model";
import { isRecord } from "../../text/record";
import type { BucketView } from "../../terraform/model-view";
import { attributeOf, blocksAt, inBlocks, type BlockPath } from "../blocks";
import { fail, undecided } from "../results";

/** Types of the resources that say a part of a bucket, and what older Terraform says it with. */
const PARTS = {
  encryption: {
    type: "aws_s3_bucket_server_side_encryption_configuration",
    inline: "server_side_encryption_configuration",
  },
  lifecycle: { type: "aws_s3_bucket_lifecycle_configuration", inline: "lifecycle_rule" },
  logging: { type: "aws_s3_bucket_logging", inline: "logging" },
  ownership: { type: "aws_s3_bucket_ownership_controls", inline: undefined },
  policy: { type: "aws_s3_bucket_policy", inline: undefined },
  publicAccessBlock: { type: "aws_s3_bucket_public_access_block", inline: undefined },
  versioning: { type: "aws_s3_bucket_versioning", inline: "versioning" },
} as const;

/** A part that a resource of its own says. */
export type BucketPart = Exclude<keyof typeof PARTS, "policy">;

/** A part of a bucket that is missing, or whose bucket cannot be told. */
export function missingPart(
  { resource, uncertain }: BucketView,
  part: keyof typeof PARTS,
  message: string,
  severity?: Severity,
): RuleResult {
  const [candidate] = uncertainOf(uncertain, PARTS[part].type);
  if (!candidate) return fail(resource, message, { severity });
  const what = {
    attribute: `${candidate.address}.bucket`,
    why: candidate.uncertain ?? "it may be the part of this bucket that is missing",
  };
  return undecided(resource, what, { severity });
}

/**
 * The resource that says something of a bucket: the one for it alone or, where the bucket itself
 * still says it in older Terraform, the bucket.
 */
export function holderOf(bucket: BucketView, part: BucketPart): Resource | undefined {
  const { [part]: own, resource } = bucket;
  const { inline } = PARTS[part];
  return own ?? (inline !== undefined && isSaid(resource, inline) ? resource : undefined);
}

/** Providers fill the attribute with an empty list where nothing was written. */
function isSaid({ values }: Resource, attribute: string): boolean {
  const value = values[attribute];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}

/**
 * Default encryption of a bucket, with where each part of it stands: in the resource for encryption
 * alone or, in older Terraform, in the bucket.
 */
export function encryptionOf(holder: Resource) {
  const base = holder.type === "aws_s3_bucket" ? ["server_side_encryption_configuration"] : [];
  const byDefault = [...base, "rule", "apply_server_side_encryption_by_default"];
  return {
    algorithm: inBlocks(holder, ...byDefault, "sse_algorithm"),
    key: inBlocks(holder, ...byDefault, "kms_master_key_id"),
    bucketKey: inBlocks(holder, ...base, "rule", "bucket_key_enabled"),
  };
}

/** What a rule of a bucket's lifecycle does, by the name of its block. */
type Deed = "abort_incomplete_multipart_upload" | "noncurrent_version_expiration";

/** Names of the same on the bucket itself, in older Terraform. */
const INLINE = {
  abort_incomplete_multipart_upload: "abort_incomplete_multipart_upload_days",
  noncurrent_version_expiration: "noncurrent_version_expiration",
} as const;

/** `some` when only rules for some of the objects do it. */
type Coverage = "all" | "some" | "none";

/** For how many of a bucket's objects an enabled rule does something. */
export function reachOf(holder: Resource, deed: Deed): Known<Coverage> {
  const inline = holder.type === "aws_s3_bucket";
  const rules = blocksAt(holder, [inline ? "lifecycle_rule" : "rule"]);
  if (!rules.known) return rules;
  let reach: Coverage = "none";
  let undecided: Known<Coverage> | undefined;
  for (const rule of rules.value) {
    const found = ruleReach(holder, rule, inline ? INLINE[deed] : deed, inline);
    if (!found.known) undecided = found;
    else if (found.value === "all") return found;
    else if (found.value === "some") reach = "some";
  }
  return undecided ?? known(reach);
}

function ruleReach(
  holder: Resource,
  rule: BlockPath,
  deed: string,
  inline: boolean,
): Known<Coverage> {
  const status = valueAt(holder, [...rule, inline ? "enabled" : "status"]);
  if (!status.known) return status;
  if (status.value !== "Enabled" && status.value !== true) return known("none");
  const does = isDone(holder, [...rule, deed]);
  if (!does.known) return does;
  if (!does.value) return known("none");
  return mapKnown(isWhole(holder, rule), (whole) => (whole ? "all" : "some"));
}

/** A block that is there, or a number of days that is not 0. */
function isDone(holder: Resource, path: BlockPath): Known<boolean> {
  return attributeOf(path).endsWith("_days")
    ? mapKnown(numberAt(holder, path, 0), (days) => days > 0)
    : mapKnown(blocksAt(holder, path), ({ length }) => length > 0);
}

/** Whether a rule has no filter, or one that lets everything through. */
function isWhole(holder: Resource, rule: BlockPath): Known<boolean> {
  for (const name of ["prefix", "tags", "filter"]) {
    const value = valueAt(holder, [...rule, name]);
    if (!value.known) return value;
    if (!isEmpty(value.value)) return known(false);
  }
  return known(true);
}

/** Terraform fills what is not written with null, "", 0 and empty lists. */
function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (isRecord(value)) return Object.values(value).every(isEmpty);
  return value === undefined || value === null || value === "" || value === 0;
}
