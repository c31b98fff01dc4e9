import { parseArn } from "../../aws/arn";
import { plainText } from "../../terraform/json";
import { keyReference, type KeyReference } from "../../policies/kms-key";
import { cachedOf } from "../../text/cache";
import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import { bucketOf, keyOf } from "../buckets/of-role";
import { encryptionOf, holderOf, missingPart } from "../buckets/parts";
import { rolesOfKind } from "../identify/roles";
import { buckets, fail, pass, undecided, ruleForEach } from "../results";

/** Address of a key, in a module or not. */
const KEY = /(^|\.)aws_kms_(key|alias|replica_key)\./;
const BUCKET_KEY = "bucket_key_enabled";
/** The alias of the key that AWS keeps for S3, by itself or as an ARN. */
const OF_AWS = /^(arn:[^:]*:kms:[^:]*:[^:]*:)?alias\/aws\/s3$/;
const OWN_REGION = "name a key of the bucket's region, or a replica there";

export const rule = ruleForEach("bucket-kms", buckets, (bucket, context) => {
  const holder = holderOf(bucket, "encryption");
  const meant = meantFor(context, bucket);
  const result = holder
    ? judge(context, holder, meant)
    : missingPart(bucket, "encryption", "the bucket is not encrypted with a KMS key");
  return [meant && result.verdict !== "PASS" ? insisted(result, meant) : result];
});

function judge(context: RuleContext, holder: Resource, meant: KeyReference | undefined) {
  const { algorithm, key, bucketKey } = encryptionOf(holder);
  const { attribute } = algorithm;
  if (!algorithm.value.known) return undecided(holder, algorithm.value);
  if (!plainText(algorithm.value.value).startsWith("aws:kms")) {
    return fail(holder, "objects are encrypted with S3's own keys", { attribute });
  }
  // Unknown, but an expression of a key that the same run makes.
  const made = Object.values(holder.references)
    .flat()
    .filter((address) => KEY.test(address));
  if (!key.value.known && made.length === 0) return undecided(holder, key.value);
  if (key.value.known && (!key.value.value || OF_AWS.test(plainText(key.value.value)))) {
    const names = key.value.value ? `names ${plainText(key.value.value)}` : "names no key";
    const message = `${names}: S3 takes the key aws/s3, whose policy nobody can change`;
    return fail(holder, message, { attribute: key.attribute });
  }
  const used = key.value.known ? plainText(key.value.value) : undefined;
  if (meant && isOther(context, holder, used, made, meant)) {
    return fail(holder, "objects are encrypted with another key", { attribute: key.attribute });
  }
  const place = context.model.placeOf(holder).region;
  const region = parseArn(used ?? "")?.region ?? "";
  if (region !== "" && place.known && region !== place.value) {
    const message = `the key is in ${region} and the bucket in ${place.value}: S3 takes keys of the bucket's own region alone`;
    return fail(holder, message, {
      attribute: key.attribute,
      severity: "warning",
      fix: OWN_REGION,
    });
  }
  // Two layers of encryption have no bucket keys. Source: S3 user guide, "Using dual-layer
  // server-side encryption with AWS KMS keys (DSSE-KMS)".
  if (algorithm.value.value === "aws:kms:dsse") {
    return pass(holder, "objects are encrypted twice, with a KMS key", { attribute });
  }
  if (!bucketKey.value.known) return undecided(holder, bucketKey.value, { key: BUCKET_KEY });
  if (bucketKey.value.value !== true) {
    const message = "bucket_key_enabled is not true: each object costs requests to KMS";
    return fail(holder, message, { attribute: bucketKey.attribute, key: BUCKET_KEY });
  }
  return pass(holder, "objects are encrypted with a KMS key", { attribute });
}

/** A finding about a bucket that a key is there for. */
function insisted(result: RuleResult, meant: KeyReference): RuleResult {
  if (result.key === BUCKET_KEY) return result;
  const key = "arn" in meant ? meant.arn : meant.alias;
  const message = `${result.message}; ${key} is meant for the bucket`;
  return { ...result, message, severity: "warning", fix: "encrypt the bucket with that key" };
}

/** The key that is meant for a bucket: its config says so, or else what the input has of it. */
function meantFor(context: RuleContext, { name, resource }: BucketView): KeyReference | undefined {
  if (!name.known) return undefined;
  const { account } = context.model.placeOf(resource);
  for (const deployment of context.parameters.deployments) {
    if (account.known && account.value !== deployment.accountId) continue;
    const { project, integration, milvus } = deployment;
    const section = [project, integration, milvus].find((one) => one?.bucket.name === name.value);
    if (section) return section.bucket.key && keyReference(deployment, section.bucket.key);
  }
  return keysInInput(context).get(name.value);
}

/** By bucket, the key that its role may use, or that says itself which bucket it is for. */
const keysInInput = cachedOf((context: RuleContext): ReadonlyMap<string, KeyReference> => {
  const found = new Map<string, KeyReference>();
  for (const { resource, arn, aliases } of context.model.keys()) {
    const bucket = /^Encrypts the bucket (\S+)$/.exec(
      plainText(resource.values["description"]),
    )?.[1];
    if (bucket === undefined) continue;
    const alias = aliases
      .map(({ values }) => values["name"])
      .find((one) => typeof one === "string");
    if (alias !== undefined) found.set(bucket, { alias, keys: "" });
    else found.set(bucket, { arn: arn.known ? arn.value : resource.address });
  }
  for (const role of rolesOfKind(context, "storage", "integration", "milvus")) {
    const key = keyOf(role);
    if (key) found.set(bucketOf(context, role), key);
  }
  return found;
});

/** Whether a bucket's key is certainly not the one that is meant. */
function isOther(
  { model }: RuleContext,
  { file }: Resource,
  used: string | undefined,
  made: readonly string[],
  meant: KeyReference,
): boolean {
  const byAlias = used !== undefined && used.includes("alias/");
  if ("arn" in meant) {
    return used !== undefined && !byAlias && ![meant.arn, meant.arn.split("/")[1]].includes(used);
  }
  if (byAlias) return used !== meant.alias && !used.endsWith(`:${meant.alias}`);
  const aliases = model
    .keys()
    .filter(({ resource, arn }) =>
      used === undefined
        ? resource.file === file && made.includes(resource.address)
        : arn.known && arn.value === used,
    )
    .flatMap((key) => key.aliases.map(({ values }) => values["name"]));
  return aliases.length > 0 && !aliases.includes(meant.alias);
}
