import { isDeepStrictEqual } from "node:util";
import { isRecord, valueAt, type PlainRecord } from "../../text/record";

/** One argument that is otherwise in AWS than it is meant. */
export interface ArgumentDifference {
  /** With its place in lists: `rule[0].status`. */
  readonly argument: string;
  /** Absent of policies, which are told by what they let somebody do. */
  readonly before?: unknown;
  readonly after?: unknown;
}

/** Arguments that hold a policy. */
const POLICIES: ReadonlySet<string> = new Set(["policy", "assume_role_policy"]);
const LATER = "(known after apply)";

/**
 * What a plan's change of one resource does to its arguments.
 *
 * @param written the arguments that the stack's file sets: only of those it matters that they are
 *   known later.
 */
export function differencesOf(change: unknown, written: PlainRecord): ArgumentDifference[] {
  const [before, after, unknown] = ["before", "after", "after_unknown"].map((key) =>
    valueAt(change, [key]),
  );
  const names = keysOf(before, after, unknown).filter(
    // What the provider's default tags add stands here as well.
    (name) => name !== "tags",
  );
  return names.flatMap((name) => {
    const [was, is] = [before, after].map((side) => valueAt(side, [name]));
    if (valueAt(unknown, [name]) === true) {
      return name in written ? [{ argument: name, before: was, after: LATER }] : [];
    }
    if (isSame(was, is)) return [];
    if (POLICIES.has(name)) return [{ argument: name }];
    return leaves(name === "tags_all" ? "tags" : name, was, is);
  });
}

function leaves(argument: string, before: unknown, after: unknown): ArgumentDifference[] {
  if (isSame(before, after)) return [];
  const deeper = [before, after].every((side) => isRecord(side) || Array.isArray(side));
  if (!deeper) return [{ argument, before, after }];
  return keysOf(before, after).flatMap((key) => {
    const place = Array.isArray(before) ? `${argument}[${key}]` : `${argument}.${key}`;
    return leaves(place, valueAt(before, [key]), valueAt(after, [key]));
  });
}

function keysOf(...sides: readonly unknown[]): string[] {
  const keys = sides.flatMap((side) =>
    typeof side === "object" && side !== null ? Object.keys(side) : [],
  );
  return [...new Set(keys)].sort();
}

/** Providers tell in several ways that there is nothing. */
function isSame(before: unknown, after: unknown): boolean {
  return isDeepStrictEqual(before, after) || (isNothing(before) && isNothing(after));
}

function isNothing(value: unknown): boolean {
  if (value === undefined || value === null || value === "") return true;
  return typeof value === "object" && Object.values(value).every(isNothing);
}
