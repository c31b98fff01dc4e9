// Writes charts/volumes.json: `npm run volumes -- CLONE`, where CLONE is a clone of
// zilliztech/milvus-helm with its tags; helm must be on PATH. Values of a sub-chart are changed, each
// alone, and what Helm makes is held against what it made before: a value is in the list if
// it changes what Kubernetes lets nobody change, of a StatefulSet or of a claim. Each version of a
// sub-chart is measured once, in the first chart that has it; takes two minutes.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { parse, parseAllDocuments } from "yaml";
import { compareVersions, parseVersion } from "../charts/versions";
import { valueText } from "../charts/volumes";
import { isRecord, valueAt, type PlainRecord } from "../text/record";
import { mergeValues, nested } from "../values/values";

const FILE = "charts/volumes.json";
const CHART = "charts/milvus";
const OLDEST = "4.0.0";
/** Parts of a release that keep data, by their key in the chart's values. */
const SUB_CHARTS = ["etcd", "pulsar", "pulsarv3", "kafka"] as const;

/** Values that are tried: those whose names speak of what cannot change. All would take an hour. */
const TRIED =
  /persistence|volumes?\b|storageClass|accessModes|\bsize$|podManagementPolicy|replicaCount$|nameOverride$|clusterDomain|peer(Port)?$|claim|selector$/i;

/** What may change in place. Source: Kubernetes, StatefulSet, `spec`. */
const CHANGEABLE = [
  "replicas",
  "template",
  "updateStrategy",
  "minReadySeconds",
  "ordinals",
  "persistentVolumeClaimRetentionPolicy",
];

function run(command: string, args: readonly string[]): Buffer | undefined {
  const { error, status, stdout } = spawnSync(command, args, { maxBuffer: 256 * 1024 * 1024 });
  if (error) throw error;
  return status === 0 ? stdout : undefined;
}

function read(text: Buffer | undefined): PlainRecord {
  const data: unknown = text && parse(text.toString("utf8"), { uniqueKeys: false });
  return isRecord(data) ? data : {};
}

type Leaf = readonly [path: string, value: unknown];

function leaves(value: unknown, path: readonly string[] = []): Leaf[] {
  if (!isRecord(value) || Object.keys(value).length === 0) return [[path.join("."), value]];
  return Object.entries(value).flatMap(([key, inner]) => leaves(inner, [...path, key]));
}

/** Another value of the same kind; several where the kind cannot be told. */
function others(path: string, value: unknown): unknown[] {
  if (typeof value === "boolean") return [!value];
  if (typeof value === "number") return [value + 2];
  if (typeof value === "string" && value !== "") {
    if (path.endsWith("podManagementPolicy")) {
      return ["Parallel", "OrderedReady"].filter((one) => one !== value);
    }
    return [/^\d+[MG]i$/.test(value) ? `7${value}` : `${value}x`];
  }
  if (Array.isArray(value)) return path.endsWith("accessModes") ? [["ReadWriteMany"]] : [];
  return isRecord(value) ? [{ other: "yes" }] : ["other", { other: "yes" }];
}

/** Of all that Helm makes, what cannot change in place; undefined where it makes nothing. */
function fixedParts(chart: string, values: PlainRecord, folder: string): string | undefined {
  const file = join(folder, "values.json");
  writeFileSync(file, JSON.stringify(values));
  const args = ["template", "db", chart, "--values", file, "--kube-version", "1.29.0"];
  const printed = run("helm", args)?.toString("utf8");
  if (printed === undefined) return undefined;
  const objects = parseAllDocuments(printed, { strict: false, uniqueKeys: false })
    .map((document) => document.toJS() as unknown)
    .filter(isRecord);
  const fixed = objects.flatMap((object) => {
    const { kind, spec } = object;
    if (kind !== "StatefulSet" && kind !== "PersistentVolumeClaim") return [];
    const rest = Object.entries(isRecord(spec) ? spec : {}).filter(
      ([key]) => !CHANGEABLE.includes(key),
    );
    return [[kind, valueAt(object, ["metadata", "name"]), rest, membersOf(object)]];
  });
  return JSON.stringify(fixed);
}

/** Members that etcd is begun with: a set that runs does not become one of another size by them. */
function membersOf(object: PlainRecord): unknown {
  const containers = valueAt(object, ["spec", "template", "spec", "containers"]);
  return [containers].flat().flatMap((container) => {
    const env = isRecord(container) ? container["env"] : undefined;
    return [env].flat().filter((one) => isRecord(one) && one["name"] === "ETCD_INITIAL_CLUSTER");
  });
}

/** Values that lead to what cannot change, of those that a chart has or that its templates name. */
function fixedKeys(chart: string, values: PlainRecord, templates: string, prefix = ""): string[] {
  const folder = mkdtempSync(join(tmpdir(), "byoc-volumes-"));
  const before = fixedParts(chart, values, folder);
  if (before === undefined) throw new Error(`helm makes nothing of ${chart}`);
  const named = [...templates.matchAll(/\.Values((?:\.\w+)+)/g)].map(([, path]) => path!.slice(1));
  const all = new Map<string, unknown>(
    named.map((path) => [path, valueAt(values, path.split("."))]),
  );
  for (const [path, value] of leaves(values)) all.set(path, value);
  const found = [...all].filter(([path, value]) => {
    if (
      !path.startsWith(prefix) ||
      !TRIED.test(path) ||
      (isRecord(value) && Object.keys(value).length > 0)
    )
      return false;
    return others(path, value).some((other) => {
      const changed = mergeValues(values, nested(path.split("."), other));
      const after = fixedParts(chart, changed, folder);
      return after !== undefined && after !== before;
    });
  });
  rmSync(folder, { recursive: true });
  const paths = found.map(([path]) => path).sort();
  // A value that may be a text or a mapping is one value.
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}

type Table = Record<string, Record<string, Record<string, unknown>>>;

function measure(clone: string): Table {
  const git = (...args: string[]) => run("git", ["-C", clone, ...args]);
  const folder = mkdtempSync(join(tmpdir(), "byoc-volumes-"));
  const versions = String(git("tag", "--list", "milvus-*"))
    .split("\n")
    .map((tag) => tag.replace(/^milvus-/, ""))
    .filter((version) => parseVersion(version) && compareVersions(version, OLDEST) >= 0)
    .sort(compareVersions);
  const keysOf = new Map<string, string[]>();
  const last = new Map<string, string>();
  const table: Table = {};
  const note = (version: string, part: string, keys: readonly string[], values: PlainRecord) => {
    const standards = Object.fromEntries(
      keys.map((key) => [
        key.startsWith("global.") ? key : `${part}.${key}`,
        valueText(valueAt(values, key.split("."))),
      ]),
    );
    if (last.get(part) === JSON.stringify(standards)) return;
    last.set(part, JSON.stringify(standards));
    (table[version] ??= {})[part] = standards;
  };
  for (const version of versions) {
    const at = (path: string) => git("show", `milvus-${version}:${CHART}/${path}`);
    const own = read(at("values.yaml"));
    const listed = valueAt(read(at("requirements.yaml")), ["dependencies"]);
    for (const one of [listed].flat().filter(isRecord)) {
      const part = String(one["alias"] ?? one["name"]);
      if (!SUB_CHARTS.some((key) => key === part)) continue;
      const archive = `${String(one["name"])}-${String(one["version"])}.tgz`;
      const file = join(folder, archive);
      const content = at(`charts/${archive}`);
      if (!content) throw new Error(`${version} has no ${archive}`);
      writeFileSync(file, content);
      const inside = (path: string) => run("tar", ["-xzOf", file, "--wildcards", path]);
      const name = String(one["name"]);
      const set = isRecord(own[part]) ? own[part] : {};
      const values = mergeValues(read(inside(`${name}/values.yaml`)), set);
      const keys = keysOf.get(archive) ?? fixedKeys(file, values, String(inside("*/templates/*")));
      keysOf.set(archive, keys);
      note(version, part, keys, values);
    }
    // Milvus' own claim, in mode standalone.
    const tree = String(git("rev-parse", `milvus-${version}:${CHART}/templates/pvc.yaml`));
    const claims = keysOf.get(tree) ?? ownClaims(git, version, folder);
    keysOf.set(tree, claims);
    note(version, "standalone", claims, isRecord(own["standalone"]) ? own["standalone"] : {});
  }
  rmSync(folder, { recursive: true });
  return table;
}

function ownClaims(
  git: (...args: string[]) => Buffer | undefined,
  version: string,
  folder: string,
) {
  const chart = join(folder, version);
  mkdirSync(chart);
  const archive = git("archive", `milvus-${version}`, CHART);
  spawnSync("tar", ["-x", "-C", chart], { input: archive });
  const root = join(chart, CHART);
  const off = { enabled: false };
  const values = mergeValues(read(readFileSync(join(root, "values.yaml"))), {
    cluster: off,
    ...Object.fromEntries([...SUB_CHARTS, "minio"].map((key) => [key, off])),
    minio: { enabled: false, tls: off },
  });
  const prefix = "standalone.";
  return fixedKeys(root, values, "", prefix).map((key) => key.slice(prefix.length));
}

async function main(clone: string | undefined): Promise<void> {
  if (clone === undefined) throw new Error("usage: npm run volumes -- CLONE");
  const options = (await resolveConfig(FILE)) ?? {};
  const text = JSON.stringify(measure(clone), null, 2);
  writeFileSync(FILE, await format(text, { ...options, filepath: FILE }));
  console.log(`wrote ${FILE}`);
}

void main(process.argv[2]);
