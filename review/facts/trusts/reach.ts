import { cached } from "../../../text/cache";
import { arnOverlaps } from "../../../iam/arn-glob";
import { parseArn } from "../../../aws/arn";
import type { AccessRow } from "../../review";
import { GROUPS } from "../../../iam/words/action-groups";
import type { TrustEnd } from "./ends";

/** What rows of one role let it do with a bucket and its objects, in words; undefined for nothing. */
export function reachOfBucket(
  rows: readonly AccessRow[],
  { arn }: Pick<TrustEnd, "arn">,
): string | undefined {
  return arn === undefined ? undefined : reached(rows, "s3", (one) => touchesBucket(one)(arn));
}

/**
 * What rows let a role do with a key. One that this project makes has no ARN before the first apply:
 * policies name all keys of the region, and by a condition the alias.
 */
export function reachOfKey(
  rows: readonly AccessRow[],
  { arn, alias }: Pick<TrustEnd, "arn" | "alias">,
): string | undefined {
  const usable = rows.filter(({ conditions }) => {
    const aliases = conditions.filter(isAlias);
    return aliases.length === 0 || aliases.some((words) => words.includes(`"${alias}"`));
  });
  return reached(usable, "kms", (pattern) =>
    arn === undefined ? pattern === "*" || isKeys(pattern) : arnOverlaps(pattern, arn),
  );
}

/** As iam/words has it. */
const isAlias = (words: string) => /^(an|at least one) alias of the key is /.test(words);

const isKeys = (pattern: string) => /:key\/\*$/.test(pattern);

const touchesBucket = cached((pattern: string) =>
  cached(
    (arn: string) =>
      pattern === "*" || arnOverlaps(pattern, arn) || arnOverlaps(pattern, `${arn}/*`),
  ),
);

/** Buckets that patterns name without a wildcard, by name with their ARN. */
export function bucketsNamed(rows: readonly AccessRow[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const { service, resources } of rows) {
    if (service !== "s3") continue;
    for (const pattern of resources) {
      const arn = parseArn(pattern);
      const name = arn?.resource.split("/")[0] ?? "";
      if (arn?.service !== "s3" || name === "" || /[*?]/.test(name)) continue;
      found.set(name, `arn:${arn.partition}:s3:::${name}`);
    }
  }
  return found;
}

function reached(
  rows: readonly AccessRow[],
  service: string,
  touches: (pattern: string) => boolean,
): string | undefined {
  const using = rows.filter(
    (row) =>
      row.effect === "Allow" &&
      !row.withoutEffect &&
      (row.service === service || row.service === "*") &&
      row.resources.some(touches),
  );
  if (using.length === 0) return undefined;
  const groups = new Set(using.map(({ group }) => group));
  const words = GROUPS.filter((group) => groups.has(group)).join(", ");
  const free = using.some(({ conditions }) => conditions.every(isAlias));
  return free ? words : `${words} (on conditions)`;
}
