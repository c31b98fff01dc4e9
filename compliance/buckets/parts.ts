import { uncertainOf } from "../../terraform/uncertain";
import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
import { fail, undecided } from "../results";

/** A part of a bucket that is missing, or whose bucket cannot be told. */
export function missingPart(
  { resource, uncertain }: BucketView,
  type: string,
  message: string,
  details: Pick<RuleResult, "severity" | "key"> = {},
): RuleResult {
  const [candidate] = uncertainOf(uncertain, type);
  if (!candidate) return fail(resource, message, details);
  return undecided(
    resource,
    {
      attribute: `${candidate.address}.bucket`,
      why: candidate.uncertain ?? "it may be the part of this bucket that is missing",
    },
    details,
  );
}

/**
 * The resource that says something of a bucket: the one for it alone or, where the bucket itself
 * still says it in older Terraform, the bucket.
 */
export function partOrBucket(
  bucket: BucketView,
  part: Resource | undefined,
  inline: string,
): Resource | undefined {
  if (part) return part;
  return isSaid(bucket.resource, inline) ? bucket.resource : undefined;
}

/** Providers fill the attribute with an empty list where nothing was written. */
function isSaid({ values }: Resource, attribute: string): boolean {
  const value = values[attribute];
  if (Array.isArray(value)) return value.length > 0;
  return value !== undefined && value !== null && value !== "";
}
