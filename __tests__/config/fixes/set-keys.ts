import { parse } from "yaml";
import { unknownKeys, unreadKeys } from "../../../charts/keys";
import type { Deployment } from "../../../config/deployment";
import { milvusValues, releaseContext, renderValues } from "../../../values";
import { helmText } from "../../support/charts";
import { isRecord } from "../../../text/record";
import { at, put, take, textOf, type Data, type Draft } from "./draft";

/** A key of Helm values that a fix sets, in the config that it makes. */
export interface SetKey {
  readonly path: readonly string[];
  readonly value: unknown;
  readonly deployment: Deployment;
}

/**
 * Values that are set in one draft, and not so in the one before.
 *
 * @param deployment that the later one makes; another release where it has more mistakes.
 */
export function keysSet(
  before: Draft,
  after: Draft,
  file: string,
  deployment: Deployment,
): readonly SetKey[] {
  const [old, now] = [before, after].map((draft) => valuesIn(draft, file));
  const known = leavesOf(old);
  return [...leavesOf(now)]
    .filter(([path, { text }]) => known.get(path)?.text !== text)
    .map(([, { steps, value }]) => ({ path: steps, value, deployment }));
}

function valuesIn(draft: Draft, file: string): unknown {
  try {
    return at(parse(textOf(draft, file)), ["milvus", "release", "values"]);
  } catch {
    return undefined;
  }
}

interface Leaf {
  readonly steps: readonly string[];
  readonly value: unknown;
  readonly text: string;
}

function leavesOf(value: unknown, steps: readonly string[] = []): Map<string, Leaf> {
  if (isRecord(value)) {
    const inner = Object.entries(value).flatMap(([key, one]) => [
      ...leavesOf(one, [...steps, key]),
    ]);
    return new Map(inner);
  }
  const leaf = { steps, value, text: JSON.stringify(value ?? null) };
  return new Map(steps.length > 0 ? [[steps.join("\0"), leaf]] : []);
}

/** What the tables of the chart say against a key: that it has none, or that no template reads it. */
export function refusedByTables({ path, value, deployment }: SetKey): string[] {
  const version = deployment.milvus!.release!.chartVersion;
  const values = nest(path, value);
  return [
    ...unknownKeys(values, version).map(({ path: one }) => one),
    ...unreadKeys(values, version),
  ].map((one) => one.join("."));
}

function nest(path: readonly string[], value: unknown): Data {
  const values: Data = {};
  put(values, path, value);
  return values;
}

/** What somebody has switched on who uses the keys below it. */
const SWITCHES = {
  etcd: { enabled: true, auth: { rbac: { create: true } } },
  kafka: { enabled: true, auth: { clientProtocol: "sasl" } },
  externalKafka: { enabled: true, brokerList: "kafka:9092" },
};

/**
 * The keys that a chart does not read, by renderings: one of all of them, each with a value that
 * stands nowhere else, and two of each that does not show there, with it and without, or on and off.
 *
 * @param version of a chart that is at hand.
 */
export function notRendered(keys: readonly SetKey[], version: string): string[] {
  const marked = keys.map((key, index) => ({ ...key, ...markOf(key.value, index) }));
  const together: Data = structuredClone(SWITCHES);
  for (const { path, wanted } of marked) if (wanted !== undefined) put(together, path, wanted);
  const all = rendered(keys[0]!.deployment, together, version);
  return marked
    .filter(({ mark }) => mark === undefined || !all.includes(mark))
    .filter(({ path, value, deployment }) => {
      const own = structuredClone(deployment.milvus!.release!.values) as Data;
      put(own, path, value);
      const other = structuredClone(own);
      if (typeof value === "boolean") put(other, path, !value);
      else take(other, path);
      return rendered(deployment, own, version) === rendered(deployment, other, version);
    })
    .map(({ path }) => path.join("."));
}

/** A value of the same kind that is found again; none of two that are alike. */
function markOf(value: unknown, index: number): { wanted?: unknown; mark?: string } {
  const mark = `zq${index}zq`;
  if (typeof value === "number") return { wanted: 40_000 + index, mark: String(40_000 + index) };
  if (typeof value === "string") return { wanted: mark, mark };
  if (!Array.isArray(value)) return {};
  const [first] = value as readonly unknown[];
  return { wanted: [isRecord(first) ? { ...first, name: mark } : mark], mark };
}

function rendered({ milvus, ...deployment }: Deployment, values: unknown, version: string): string {
  const context = releaseContext(deployment, milvus!);
  const release = { ...milvus!.release!, chartVersion: version, values: values as Data };
  return helmText(version, [renderValues(milvusValues(context, release).values)]);
}
