import { nearest } from "../text/near";
import { valueAt } from "../text/record";
import { isSubChart, keyTree, type KeyTree } from "./key-tree";
import { compareVersions, isAtLeast, KNOWN_VERSIONS, nearestKnown } from "./versions";
import unread from "./unread.json";

/** More unknown keys than anybody reads: the values of another chart. */
const MOST_UNKNOWN = 100;
/** Longer names are misspellings of nothing. */
const LONGEST = 64;

/** Keys that a version replaced. Source: values.yaml and templates/ingress.yaml at milvus-4.0.10. */
const MOVED: Readonly<Record<string, string>> = {
  "ingress.hosts": "ingress.rules, each with host, path and pathType",
};

/** A key of a user's values that a version of the chart does not have; Helm would ignore it. */
export interface UnknownKey {
  readonly path: readonly string[];
  /** A key beside it that is there, and has nearly the same name. */
  readonly closest?: readonly string[];
  /** Where the chart's own history put what the key said. */
  readonly movedTo?: string;
  /** First version that has the key, where the asked one is older. */
  readonly addedIn?: string;
  /** First version without the key, where the asked one is newer. */
  readonly removedIn?: string;
  /** Whether a sub-chart would take it, of which less is known. */
  readonly ofSubChart: boolean;
}

/**
 * Keys of values that a chart does not have. A version that is not known is judged by the nearest
 * one before it. What lies below annotations, labels, resources and the like, and details of
 * sub-charts, is nobody's list of keys and not judged.
 *
 * @param chartVersion 4.0.0 or newer.
 */
export function unknownKeys(values: unknown, chartVersion: string): UnknownKey[] {
  const known = nearestKnown(chartVersion);
  if (known === undefined) throw new Error(`nothing is known of chart ${chartVersion}`);
  const tree = keyTree(known);
  return [...strangers(values, tree, [])].slice(0, MOST_UNKNOWN).map((path) => {
    const versions = elsewhere(path, known);
    // What another version of the chart has is no slip of the hand.
    const closest =
      (versions.addedIn ?? versions.removedIn) ? undefined : misspelt(path, tree, values);
    const movedTo = MOVED[path.join(".")];
    return {
      path,
      ...(closest && { closest }),
      ...(movedTo !== undefined && versions.removedIn !== undefined && { movedTo }),
      ...versions,
      ofSubChart: path.length > 1 && isSubChart(path[0]!),
    };
  });
}

/** Keys that a version has in the mapping where a key of a user's values stands. */
export function keysBeside(path: readonly string[], chartVersion: string): readonly string[] {
  const known = nearestKnown(chartVersion);
  return known === undefined ? [] : keysIn(path.slice(0, -1), keyTree(known));
}

function keysIn(parent: readonly string[], tree: KeyTree): readonly string[] {
  return [...(nodeAt(tree, parent)?.keys.keys() ?? [])];
}

export function hasKey(path: readonly string[], chartVersion: string): boolean {
  const known = nearestKnown(chartVersion);
  return known !== undefined && nodeAt(keyTree(known), path) !== undefined;
}

/**
 * Keys that a version has and no template of it reads, so that they do nothing. Source: templates
 * of zilliztech/milvus-helm at each tag, those of sub-charts left out; scripts/charts.ts.
 */
export function unreadPaths(chartVersion: string): (readonly string[])[] {
  const of = Object.entries(unread).findLast(([since]) => isAtLeast(chartVersion, since));
  return (of?.[1] ?? []).map((key) => key.split("."));
}

/** Those of them that a user's values set. */
export function unreadKeys(values: unknown, chartVersion: string): (readonly string[])[] {
  return unreadPaths(chartVersion).filter((path) => (valueAt(values, path) ?? null) !== null);
}

function* strangers(
  values: unknown,
  tree: KeyTree,
  path: readonly string[],
): Iterable<readonly string[]> {
  if (tree.keys.size === 0) return;
  if (values === null || typeof values !== "object" || Array.isArray(values)) return;
  for (const [key, value] of Object.entries(values)) {
    const known = tree.keys.get(key);
    if (known) yield* strangers(value, known, [...path, key]);
    else yield [...path, key];
  }
}

/** Of another mapping, the same name is a setting of another program. */
function misspelt(
  path: readonly string[],
  tree: KeyTree,
  values: unknown,
): readonly string[] | undefined {
  const [name, parent] = [path.at(-1)!.slice(0, LONGEST), path.slice(0, -1)];
  // A key that stands there already was not meant by another.
  const isFree = (key: string) => valueAt(values, [...parent, key]) === undefined;
  const sibling = nearest(name, keysIn(parent, tree).filter(isFree));
  if (!sibling || sibling.slips > Math.max(1, Math.floor(name.length / 3))) return undefined;
  return [...parent, sibling.choice];
}

function elsewhere(
  path: readonly string[],
  known: string,
): Pick<UnknownKey, "addedIn" | "removedIn"> {
  const holders = KNOWN_VERSIONS.filter((version) => nodeAt(keyTree(version), path));
  const addedIn = holders.find((version) => compareVersions(version, known) > 0);
  if (addedIn !== undefined) return { addedIn };
  const last = holders.findLast((version) => compareVersions(version, known) < 0);
  if (last === undefined) return {};
  return { removedIn: KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(last) + 1]! };
}

function nodeAt(tree: KeyTree, path: readonly string[]): KeyTree | undefined {
  return path.reduce<KeyTree | undefined>((node, key) => node?.keys.get(key), tree);
}
