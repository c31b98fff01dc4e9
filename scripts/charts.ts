// Writes the tables under charts: `npm run charts -- CLONE`, where CLONE is a clone of
// zilliztech/milvus-helm with its tags and its branch gh-pages, which holds the index of what was
// published. Not part of `npm run generate`: it needs the clone.
import { isRecord, valueAt, type PlainRecord } from "../text/record";
import { byKey } from "../text/order";
import {
  CHART,
  dependenciesOf,
  namedClone,
  readYaml,
  run,
  writeTable,
  type Git,
} from "./chart-clone";

/** Below these the keys are the user's own, or Kubernetes'. */
const OPEN = new Set(["annotations", "labels", "resources", "nodeSelector", "affinity"]);

/** Versions that `helm pull` finds. */
function publishedOf(git: Git): ReadonlySet<unknown> {
  const branch = ["gh-pages", "origin/gh-pages"].find(
    (name) => git("branch", "--all", "--list", name, `remotes/${name}`).length > 0,
  );
  if (branch === undefined) throw new Error("the clone has no branch gh-pages");
  const entries = valueAt(readYaml(git("show", `${branch}:index.yaml`)), ["entries", "milvus"]);
  return new Set((entries as unknown[]).map((entry) => valueAt(entry, ["version"])));
}

/** Children of each mapping, by its path; of sub-charts those that Milvus' own chart names. */
function mappings(values: PlainRecord, subCharts: ReadonlySet<string>): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const walk = (value: unknown, path: readonly string[]) => {
    if (!isRecord(value) || OPEN.has(path.at(-1) ?? "")) return;
    if (path.length > 1 && subCharts.has(path[0]!)) return;
    const keys = Object.keys(value).sort();
    if (keys.length === 0) return;
    found.set(path.join("."), keys);
    for (const key of keys) walk(value[key], [...path, key]);
  };
  walk(values, []);
  return found;
}

interface Change {
  added?: Record<string, string>;
  removed?: string[];
}

function changeOf(before: Map<string, string[]>, after: Map<string, string[]>): Change {
  const sorted = (map: Map<string, string[]>) => [...map].sort(byKey);
  const added = sorted(after).flatMap(([path, keys]) => {
    const fresh = keys.filter((key) => !before.get(path)?.includes(key));
    return fresh.length > 0 ? [[path, fresh.join(" ")] as const] : [];
  });
  const removed = sorted(before).flatMap(([path, keys]) => {
    // What lies below a key that went, went with it.
    const [parent, name] = [path.split(".").slice(0, -1).join("."), path.split(".").at(-1)!];
    if (path !== "" && !after.get(parent)?.includes(name)) return [];
    return keys
      .filter((key) => !after.get(path)?.includes(key))
      .map((key) => (path === "" ? key : `${path}.${key}`));
  });
  return {
    ...(added.length > 0 && { added: Object.fromEntries(added) }),
    ...(removed.length > 0 && { removed: removed.sort() }),
  };
}

/**
 * Keys of Milvus' own that no template reads: none of them, nor what they lie in, nor what lies in
 * them, is named after `.Values`.
 */
function unreadOf(git: Git, tag: string, children: ReadonlyMap<string, string[]>): string[] {
  const named = String(git("ls-tree", "-r", "--name-only", tag, `${CHART}/templates`))
    .trim()
    .split("\n")
    .flatMap((file) => [
      ...String(git("show", `${tag}:${file}`)).matchAll(/\.Values((?:\.[\w-]+)+)/g),
    ])
    .map((match) => match[1]!.slice(1));
  const isIn = (inner: string, outer: string) => inner === outer || inner.startsWith(`${outer}.`);
  const isRead = (key: string) => named.some((one) => isIn(one, key) || isIn(key, one));
  const subCharts = dependenciesOf(git, tag).map(({ key }) => key);
  const paths = [...children].flatMap(([parent, names]) =>
    names.map((name) => (parent === "" ? name : `${parent}.${name}`)),
  );
  const unread = paths.filter(
    (path) => !isRead(path) && !subCharts.some((chart) => isIn(path, chart)),
  );
  return unread
    .filter((path) => !unread.some((outer) => outer !== path && isIn(path, outer)))
    .sort();
}

/** First keys that each dependency takes, of all its versions together. */
function subChartsOf(git: Git, versions: readonly string[]): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  const read = new Set<string>();
  for (const version of versions) {
    const tag = `milvus-${version}`;
    for (const { key, name, archive } of dependenciesOf(git, tag)) {
      const keys = found.get(key) ?? new Set();
      found.set(key, keys);
      if (read.has(`${key} ${archive}`)) continue;
      read.add(`${key} ${archive}`);
      const packed = git("show", `${tag}:${archive}`);
      const values = readYaml(run("tar", ["-xzOf", "-", `${name}/values.yaml`], packed));
      for (const one of Object.keys(values)) keys.add(one);
    }
  }
  return found;
}

async function main(): Promise<void> {
  const { git, versions } = namedClone();
  const published = publishedOf(git);
  const milvus: Record<string, string> = {};
  const changes: Record<string, Change> = {};
  const unread: Record<string, string[]> = {};
  const subCharts = subChartsOf(git, versions);
  let before = new Map<string, string[]>();
  for (const version of versions) {
    const tag = `milvus-${version}`;
    const values = readYaml(git("show", `${tag}:${CHART}/values.yaml`));
    // The image, not appVersion, which some versions forgot.
    milvus[version] = String(valueAt(values, ["image", "all", "tag"])).replace(/^v/, "");
    const after = mappings(values, new Set(subCharts.keys()));
    const change = changeOf(before, after);
    if (Object.keys(change).length > 0) changes[version] = change;
    before = after;
    const keys = unreadOf(git, tag, after);
    if (String(keys) !== String(Object.values(unread).at(-1))) unread[version] = keys;
    const says = valueAt(readYaml(git("show", `${tag}:${CHART}/Chart.yaml`)), ["version"]);
    if (says !== version) console.log(`the tag of ${version} holds ${String(says)}`);
  }
  await writeTable("charts/versions.json", {
    milvus,
    unpublished: versions.filter((version) => !published.has(version)),
  });
  await writeTable("charts/keys.json", changes);
  await writeTable("charts/unread.json", unread);
  await writeTable(
    "charts/sub-charts.json",
    Object.fromEntries(
      [...subCharts].sort(byKey).map(([key, keys]) => [key, [...keys].sort().join(" ")]),
    ),
  );
}

void main();
