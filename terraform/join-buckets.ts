import type { Resource } from "./model";
import { own } from "../text/own";
import { groupBy } from "../text/group";
import type { Index } from "./index-resources";
import { needed, type PolicyLookup } from "./join-roles";
import { partsOf, type LinkEnd } from "./link";
import type { BucketView, Unlinked } from "./model-view";

const BUCKET: LinkEnd = { type: "aws_s3_bucket", names: ["bucket"] };

/** Types that set up a bucket, with the place in its view; any other goes to `others`. */
const SLOTS = {
  aws_s3_bucket_public_access_block: "publicAccessBlock",
  aws_s3_bucket_ownership_controls: "ownership",
  aws_s3_bucket_server_side_encryption_configuration: "encryption",
  aws_s3_bucket_versioning: "versioning",
  aws_s3_bucket_lifecycle_configuration: "lifecycle",
  aws_s3_bucket_logging: "logging",
  aws_s3_bucket_policy: "policy",
} as const;

const OTHERS = [
  "aws_s3_bucket_acl",
  "aws_s3_bucket_cors_configuration",
  "aws_s3_bucket_object_lock_configuration",
  "aws_s3_bucket_replication_configuration",
  "aws_s3_bucket_request_payment_configuration",
  "aws_s3_bucket_website_configuration",
  "aws_s3_object",
];

type Slot = (typeof SLOTS)[keyof typeof SLOTS];

/** Buckets with the resources that set them up, and those whose bucket cannot be told. */
export function joinBuckets(
  index: Index,
  lookup: PolicyLookup,
): { readonly buckets: readonly BucketView[]; readonly unlinked: readonly Unlinked[] } {
  const types = [...Object.keys(SLOTS), ...OTHERS].map((type) => [type, "bucket"] as const);
  const { parts, unlinked } = partsOf(index, Object.fromEntries(types), BUCKET);
  const open = groupBy(
    unlinked.map(({ resource }) => resource),
    index.rootOf,
  );
  const buckets = index.ofType("aws_s3_bucket").map((bucket) => {
    const maybe = open.get(index.rootOf(bucket)) ?? [];
    return bucketView(bucket, parts.get(bucket) ?? [], maybe, lookup);
  });
  return { buckets, unlinked };
}

function bucketView(
  bucket: Resource,
  parts: readonly Resource[],
  maybe: readonly Resource[],
  lookup: PolicyLookup,
): BucketView {
  const slots: Partial<Record<Slot, Resource>> = {};
  const others: Resource[] = [];
  for (const part of parts) {
    const slot = own<Slot>(SLOTS, part.type);
    if (part.uncertain !== undefined) continue;
    if (slot && !slots[slot]) slots[slot] = part;
    else others.push(part);
  }
  const doubtful = parts.filter((part) => part.uncertain !== undefined);
  const { policy: carrier, ...resources } = slots;
  return {
    resource: bucket,
    name: needed(bucket, "bucket"),
    arn: needed(bucket, "arn"),
    ...resources,
    policy: carrier ? lookup(carrier, "policy") : lookup(bucket, "policy"),
    others,
    // Most buckets of a root share one list.
    uncertain: doubtful.length > 0 ? [...maybe, ...doubtful] : maybe,
  };
}
