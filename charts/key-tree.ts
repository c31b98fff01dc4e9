import changes from "./keys.json";
import subCharts from "./sub-charts.json";
import undeclared from "./undeclared.json";
import { compareVersions, isAtLeast } from "./versions";

/** Keys of a mapping; none of a value, and of a mapping whose keys are the user's own. */
export interface KeyTree {
  readonly keys: Map<string, KeyTree>;
}

/** What a version added, children by the path of their parent, and what it removed. */
interface Change {
  readonly added?: Readonly<Record<string, string>>;
  readonly removed?: readonly string[];
}

/**
 * Source: values.yaml of zilliztech/milvus-helm at the tags milvus-4.0.0 to milvus-5.0.19. Paths
 * end where labels, annotations, resources and the like begin.
 */
const CHANGES = Object.entries(changes) as [string, Change][];
/** First keys of what the chart's own dependencies take, of all their versions together. */
const SUB_CHARTS: Readonly<Record<string, string>> = subCharts;
/** Helm's, or read by Milvus' templates from the mapping of the sub-chart. */
const OF_EVERY_SUB_CHART = "enabled fullnameOverride global name nameOverride";

const trees = new Map<string, KeyTree>();

export function isSubChart(key: string): boolean {
  return Object.hasOwn(SUB_CHARTS, key);
}

/** Every key that a version of the chart has, down to where a sub-chart's details begin. */
export function keyTree(chartVersion: string): KeyTree {
  let tree = trees.get(chartVersion);
  if (!tree) {
    tree = grow(chartVersion);
    trees.set(chartVersion, tree);
  }
  return tree;
}

function grow(chartVersion: string): KeyTree {
  const tree = leaf();
  for (const [version, { added = {}, removed = [] }] of CHANGES) {
    if (compareVersions(version, chartVersion) > 0) break;
    for (const path of removed) remove(tree, path.split("."));
    for (const [parent, children] of Object.entries(added)) {
      const node = reach(tree, parent === "" ? [] : parent.split("."));
      for (const child of children.split(" ")) reach(node, [child]);
    }
  }
  // Templates read these, and values.yaml does not list them. Found by comparing both at every tag.
  for (const [path, since] of Object.entries(undeclared)) {
    if (isAtLeast(chartVersion, since)) reach(tree, path.split("."));
  }
  for (const [name, keys] of Object.entries(SUB_CHARTS)) {
    const declared = tree.keys.get(name)?.keys;
    if (!declared) continue;
    const all = [...declared.keys(), ...`${keys} ${OF_EVERY_SUB_CHART}`.split(" ")];
    tree.keys.set(name, { keys: new Map(all.map((key) => [key, leaf()])) });
  }
  // Each key is the name of a file.
  tree.keys.set("extraConfigFiles", leaf());
  return tree;
}

function leaf(): KeyTree {
  return { keys: new Map() };
}

function reach(tree: KeyTree, path: readonly string[]): KeyTree {
  return path.reduce((node, key) => {
    const next = node.keys.get(key) ?? leaf();
    node.keys.set(key, next);
    return next;
  }, tree);
}

function remove(tree: KeyTree, path: readonly string[]): void {
  reach(tree, path.slice(0, -1)).keys.delete(path.at(-1)!);
}
