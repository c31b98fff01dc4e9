import { nearest } from "../text/near";
import { isRecord, valueAt } from "../text/record";
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
  /** How the chart takes what the key says, where the chart's history or the key itself tells. */
  readonly writtenAs?: string;
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
      (versions.addedIn ?? versions.removedIn) ? undefined : misspelt(path, known, values);
    const moved = versions.removedIn === undefined ? undefined : MOVED[path.join(".")];
    return {
      path,
      closest,
      writtenAs: moved ?? nested(path, tree, values),
      ...versions,
      ofSubChart: path.length > 1 && isSubChart(path[0]!),
    };
  });
}

/** A value, or a list, where a version of the chart has a mapping. */
export interface LoneValue {
  readonly path: readonly string[];
  /** Keys of the mapping. */
  readonly keys: readonly string[];
}

/** Values at which templates find no mapping to look into: Helm ignores them, or renders nothing. */
export function loneValues(values: unknown, chartVersion: string): LoneValue[] {
  const known = nearestKnown(chartVersion);
  return known === undefined ? [] : [...lone(values, keyTree(known), [])];
}

function* lone(value: unknown, tree: KeyTree, path: readonly string[]): Iterable<LoneValue> {
  // null is how Helm is told to forget a default.
  if (tree.keys.size === 0 || value === null || value === undefined) return;
  if (!isRecord(value)) {
    yield { path, keys: [...tree.keys.keys()] };
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    const node = tree.keys.get(key);
    if (node) yield* lone(inner, node, [...path, key]);
  }
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
  if (tree.keys.size === 0 || !isRecord(values)) return;
  for (const [key, value] of Object.entries(values)) {
    const known = tree.keys.get(key);
    if (known) yield* strangers(value, known, [...path, key]);
    else yield [...path, key];
  }
}

/**
 * Keys joined by dots, as `--set` takes them, and values of another chart that has this one within
 * it, are keys of the chart one level off.
 */
function nested(path: readonly string[], tree: KeyTree, values: unknown): string | undefined {
  const [name, parent] = [path.at(-1)!, path.slice(0, -1)];
  const steps = name.split(".");
  if (steps.length > 1 && nodeAt(tree, [...parent, ...steps])) {
    return `${steps.join(": { ")}: …${" }".repeat(steps.length - 1)}`;
  }
  const value = valueAt(values, path);
  const inner = isRecord(value) ? Object.keys(value) : [];
  // The key under which a chart around Milvus' hands values on.
  const isHandedOn = path.join(".") === "milvus" && inner.length > 0;
  return isHandedOn ? `${inner.join(", ")}, without ${name} around it` : undefined;
}

/** Of another mapping, the same name is a setting of another program. */
function misspelt(
  path: readonly string[],
  chartVersion: string,
  values: unknown,
): readonly string[] | undefined {
  const unreadHere = new Set(unreadPaths(chartVersion).map((one) => one.join(".")));
  const [name, parent] = [path.at(-1)!.slice(0, LONGEST), path.slice(0, -1)];
  // A key that stands there already was not meant by another; one that nobody reads is of no use.
  const isFree = (key: string) =>
    valueAt(values, [...parent, key]) === undefined && !unreadHere.has([...parent, key].join("."));
  const sibling = nearest(name, keysIn(parent, keyTree(chartVersion)).filter(isFree));
  if (!sibling) return undefined;
  const { choice, slips } = sibling;
  // Of short words one letter makes another word: ssl and sasl, node and mode.
  const most = choice.length < 6 ? 0 : choice.length < 10 ? 1 : 2;
  if (slips > most && sorted(name) !== sorted(choice)) return undefined;
  // A plural takes several things, where one is written as a text.
  if (choice === `${name}s` && typeof valueAt(values, path) === "string") return undefined;
  return [...parent, choice];
}

/** Letters that changed places are one slip. */
function sorted(word: string): string {
  return [...word.toLowerCase()].sort().join("");
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
