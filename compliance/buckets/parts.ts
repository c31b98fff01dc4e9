import { uncertainOf } from "../../terraform/uncertain";
import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
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
): RuleResult {
  const [candidate] = uncertainOf(uncertain, PARTS[part].type);
  if (!candidate) return fail(resource, message);
  return undecided(resource, {
    attribute: `${candidate.address}.bucket`,
    why: candidate.uncertain ?? "it may be the part of this bucket that is missing",
  });
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
