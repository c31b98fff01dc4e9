import type { Known, Resource } from "../terraform/model";
import type { BucketView, Model, PolicyOf } from "../terraform/model-view";
import { uncertainOf } from "../terraform/uncertain";
import { exposureChanges } from "./bucket-exposure";
import type { Doors } from "./bucket-acl";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides } from "./sides";
import { keyOf, layerOf, NOTHING, together, type Blind, type Layer } from "./layer";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { subject, type Subject } from "./subject";
import { accessVoice } from "./voice";

/** A bucket with what lets somebody in. */
interface Bucket {
  readonly kind: "bucket";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly account?: string;
  readonly policy: Layer;
  readonly doors: Doors;
  /** False where only parts are in the files: then the bucket stays, whatever happens to them. */
  readonly isMade: boolean;
}

/** Who may do what with buckets by their own policies, ACLs and settings. */
export function bucketChanges(models: Sides<Model>): Subject[] {
  const pairs = pairUp({ before: bucketsOf(models.before), after: bucketsOf(models.after) });
  return pairs.map(({ before, after }) => {
    const sides = { before: merged(before), after: merged(after) };
    const shown = (sides.after ?? sides.before)!;
    const { account, label } = shown;
    const changes = compareLayers(
      models,
      { before: sides.before?.policy ?? NOTHING, after: sides.after?.policy ?? NOTHING },
      // Roles may have rights to it by their own policies, as long as there is such a bucket.
      {
        account,
        othersAllow: { before: stays(sides.before, shown), after: stays(sides.after, shown) },
      },
    );
    return subject(shown, sides, [
      ...layerChanges(changes, accessVoice(label), `who may use ${label}`),
      ...exposureChanges(models, label, {
        before: sides.before?.doors,
        after: sides.after?.doors,
      }),
    ]);
  });
}

function stays(side: Bucket | undefined, shown: Bucket): boolean {
  return side !== undefined || !shown.isMade;
}

function merged(buckets: readonly Bucket[]): Bucket | undefined {
  const [first] = buckets;
  if (!first || buckets.length === 1) return first;
  return {
    ...first,
    policy: together(buckets.map(({ policy }) => policy)),
    doors: Object.assign({}, ...buckets.map(({ doors }) => doors).reverse()) as Doors,
    isMade: buckets.some(({ isMade }) => isMade),
  };
}

function bucketsOf(model: Model): Candidate<Bucket>[] {
  const made = model.buckets();
  const owned = new Set(
    made.flatMap(({ publicAccessBlock, ownership, others, policy }) => [
      publicAccessBlock,
      ownership,
      policy?.resource,
      ...others,
    ]),
  );
  for (const uncertain of new Set(made.map((bucket) => bucket.uncertain))) {
    for (const part of uncertain) owned.add(part);
  }
  const parts = model.ofType(...PARTS).filter((part) => !owned.has(part));
  return [
    ...made.map((bucket) => ofView(model, bucket)),
    ...parts.map((part) => ofPart(model, part)),
  ];
}

const PARTS = [
  "aws_s3_bucket_policy",
  "aws_s3_bucket_public_access_block",
  "aws_s3_bucket_ownership_controls",
  "aws_s3_bucket_acl",
];

function ofView(model: Model, bucket: BucketView): Candidate<Bucket> {
  const { resource, publicAccessBlock, ownership, others, uncertain, policy } = bucket;
  const acls = others.filter(({ type }) => type === "aws_s3_bucket_acl");
  const missed = policy ? [] : uncertainOf(uncertain, "aws_s3_bucket_policy");
  return candidate(model, resource, bucket.name, {
    policy: together([layerOf(policy), { sources: [], blind: missed.map(blindPart) }]),
    doors: {
      bucket: resource,
      ...(publicAccessBlock && { block: publicAccessBlock }),
      ...(ownership && { ownership }),
      acls,
      uncertain,
    },
    isMade: true,
  });
}

function blindPart(part: Resource): Blind {
  const { address } = part;
  const why = part.uncertain ?? "it may be the policy of this bucket";
  return { address, key: keyOf(address, "policy"), why, resource: part };
}

/** What is set for a bucket that is made elsewhere. */
function ofPart(model: Model, part: Resource): Candidate<Bucket> {
  const name = part.resolve("bucket");
  const known: Known<string> =
    name.known && typeof name.value === "string"
      ? { known: true, value: name.value }
      : { known: false, attribute: "bucket", why: "" };
  const policy: PolicyOf | undefined = model.policies().find(({ resource }) => resource === part);
  const { type } = part;
  return candidate(model, part, known, {
    policy: layerOf(policy),
    doors: {
      ...(type === "aws_s3_bucket_public_access_block" && { block: part }),
      ...(type === "aws_s3_bucket_ownership_controls" && { ownership: part }),
      ...(type === "aws_s3_bucket_acl" && { acls: [part] }),
    },
    isMade: false,
  });
}

function candidate(
  model: Model,
  resource: Resource,
  name: Known<string>,
  rest: Pick<Bucket, "policy" | "doors" | "isMade">,
): Candidate<Bucket> {
  const { address } = resource;
  const shown = name.known ? name.value : address;
  const where = whereabouts(model, resource);
  return {
    ...where,
    // No two accounts have a bucket of one name.
    fixed: true,
    ...(name.known && { exact: name.value }),
    view: {
      kind: "bucket",
      name: shown,
      label: `bucket ${shown}`,
      address,
      ...(where.account !== undefined && { account: where.account }),
      ...rest,
    },
  };
}
