import { cachedOf } from "../text/cache";
import { groupBy } from "../text/group";
import type { BucketView } from "./model-view";
import type { Resource } from "./model";

/** Of these that may be parts of a bucket, those of a type: of more than a few nobody reads all. */
export function uncertainOf(uncertain: BucketView["uncertain"], type: string): readonly Resource[] {
  if (uncertain.length === 0) return uncertain;
  return byType(uncertain).get(type)?.slice(0, MOST_NAMED) ?? [];
}

const MOST_NAMED = 10;
const byType = cachedOf((parts: readonly Resource[]) => groupBy(parts, ({ type }) => type));
