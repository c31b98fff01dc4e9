import type { Resource } from "../terraform/model";
import type { BucketView, Model } from "../terraform/model-view";
import { uncertainOf } from "../terraform/uncertain";
import { exposureChanges } from "./bucket-exposure";
import type { Doors } from "./bucket-acl";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides, SubjectChanges } from "./diff";
import { blindAt, layerOf, NOTHING, together, type Blind, type Layer } from "./layer";
import type { Candidate } from "./pairs";
import { candidate, subjects, type Named } from "./subjects";
import { textOf, valueOf } from "../terraform/known";
import { accessVoice } from "./voice";

/** A bucket with what lets somebody in. */
interface BucketSide extends Named {
  readonly policy: Layer;
  readonly doors: Doors;
  /** False where only parts are in the files: then the bucket stays, whatever happens to them. */
  readonly isMade: boolean;
}

/** Who may do what with buckets by their own policies, ACLs and settings. */
export function bucketChanges(models: Sides<Model>): SubjectChanges[] {
  const changesOf = (shown: BucketSide, { before, after }: Sides<BucketSide | undefined>) => {
    const { account, label } = shown;
    const stays = (side: BucketSide | undefined) => side !== undefined || !shown.isMade;
    const changes = compareLayers(
      models,
      { before: before?.policy ?? NOTHING, after: after?.policy ?? NOTHING },
      // Roles may have rights to it by their own policies, as long as there is such a bucket.
      { account, othersAllow: { before: stays(before), after: stays(after) } },
    );
    return [
      ...layerChanges(changes, accessVoice(label), `others may use ${label}`),
      ...exposureChanges(models, label, { before: before?.doors, after: after?.doors }),
    ];
  };
  return subjects(models, bucketsOf, changesOf, merged);
}

function merged(buckets: readonly BucketSide[]): BucketSide | undefined {
  const [first] = buckets;
  if (!first || buckets.length === 1) return first;
  return {
    ...first,
    policy: together(buckets.map(({ policy }) => policy)),
    doors: Object.assign({}, ...buckets.map(({ doors }) => doors).reverse()) as Doors,
    isMade: buckets.some(({ isMade }) => isMade),
  };
}

function bucketsOf(model: Model): Candidate<BucketSide>[] {
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

function ofView(model: Model, bucket: BucketView): Candidate<BucketSide> {
  const { resource, publicAccessBlock, ownership, others, uncertain, policy, name } = bucket;
  const missed = policy ? [] : uncertainOf(uncertain, "aws_s3_bucket_policy");
  return ofName(model, resource, valueOf(name), {
    policy: together([layerOf(policy), { sources: [], blind: missed.map(blindPart) }]),
    doors: {
      bucket: resource,
      ...(publicAccessBlock && { block: publicAccessBlock }),
      ...(ownership && { ownership }),
      acls: others.filter(({ type }) => type === "aws_s3_bucket_acl"),
      uncertain,
    },
    isMade: true,
  });
}

function blindPart(part: Resource): Blind {
  return blindAt(part, "policy", part.uncertain ?? "it may be the policy of this bucket");
}

/** What is set for a bucket that is made elsewhere. */
function ofPart(model: Model, part: Resource): Candidate<BucketSide> {
  const { type } = part;
  return ofName(model, part, textOf(part, "bucket"), {
    policy: layerOf(model.policies().find(({ resource }) => resource === part)),
    doors: {
      ...(type === "aws_s3_bucket_public_access_block" && { block: part }),
      ...(type === "aws_s3_bucket_ownership_controls" && { ownership: part }),
      ...(type === "aws_s3_bucket_acl" && { acls: [part] }),
    },
    isMade: false,
  });
}

function ofName(
  model: Model,
  resource: Resource,
  known: string | undefined,
  rest: Pick<BucketSide, "policy" | "doors" | "isMade">,
): Candidate<BucketSide> {
  const name = known ?? resource.address;
  const told = { kind: "bucket" as const, name, label: `bucket ${name}` };
  // No two accounts have a bucket of one name.
  return candidate(model, resource, { ...told, ...rest }, { exact: known, fixed: true });
}
