// Writes charts/volumes.json: `npm run volumes -- CLONE`, where CLONE is a clone of
// zilliztech/milvus-helm with its tags; helm must be on PATH. Values of a sub-chart are changed, each
// alone, and what Helm makes is held against what it made before: a value is in the list if
// it changes what Kubernetes lets nobody change, of a StatefulSet or of a claim. Each version of a
// sub-chart is measured once, in the first chart that has it; takes two minutes.
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { parseAllDocuments } from "yaml";
import { valueText } from "../charts/volumes";
import { isRecord, valueAt, type PlainRecord } from "../text/record";
import { mergeValues, nested } from "../values/values";
import {
  CHART,
  dependenciesOf,
  namedClone,
  readYaml,
  run,
  tried,
  writeTable,
  type Git,
} from "./chart-clone";

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
  const printed = tried("helm", args)?.toString("utf8");
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
      const after = fixedParts(chart, mergeValues(values, nested(path.split("."), other)), folder);
      return after !== undefined && after !== before;
    });
  });
  rmSync(folder, { recursive: true });
  const paths = found.map(([path]) => path).sort();
  // A value that may be a text or a mapping is one value.
  return paths.filter((path) => !paths.some((other) => path.startsWith(`${other}.`)));
}

type Table = Record<string, Record<string, Record<string, unknown>>>;

function measure(): Table {
  const { git, versions } = namedClone();
  const folder = mkdtempSync(join(tmpdir(), "byoc-volumes-"));
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
    const tag = `milvus-${version}`;
    const own = readYaml(git("show", `${tag}:${CHART}/values.yaml`));
    for (const { name, key: part, archive } of dependenciesOf(git, tag)) {
      if (!SUB_CHARTS.some((key) => key === part)) continue;
      const file = join(folder, basename(archive));
      writeFileSync(file, git("show", `${tag}:${archive}`));
      const inside = (path: string) => run("tar", ["-xzOf", file, "--wildcards", path]);
      const set = isRecord(own[part]) ? own[part] : {};
      const values = mergeValues(readYaml(inside(`${name}/values.yaml`)), set);
      const keys = keysOf.get(archive) ?? fixedKeys(file, values, String(inside("*/templates/*")));
      keysOf.set(archive, keys);
      note(version, part, keys, values);
    }
    // Milvus' own claim, in mode standalone.
    const tree = String(git("rev-parse", `${tag}:${CHART}/templates/pvc.yaml`));
    const claims = keysOf.get(tree) ?? ownClaims(git, version, folder);
    keysOf.set(tree, claims);
    note(version, "standalone", claims, isRecord(own["standalone"]) ? own["standalone"] : {});
  }
  rmSync(folder, { recursive: true });
  return table;
}

function ownClaims(git: Git, version: string, folder: string): string[] {
  const chart = join(folder, version);
  mkdirSync(chart);
  run("tar", ["-x", "-C", chart], git("archive", `milvus-${version}`, CHART));
  const root = join(chart, CHART);
  const off = { enabled: false };
  const values = mergeValues(readYaml(readFileSync(join(root, "values.yaml"))), {
    cluster: off,
    ...Object.fromEntries([...SUB_CHARTS, "minio"].map((key) => [key, off])),
    minio: { enabled: false, tls: off },
  });
  const prefix = "standalone.";
  return fixedKeys(root, values, "", prefix).map((key) => key.slice(prefix.length));
}

void writeTable("charts/volumes.json", measure());
