import measured from "./volumes.json";
import { valueAt, type PlainRecord } from "../text/record";
import { compareVersions } from "./versions";

/** Parts of a release that keep data on volumes, by their key in the chart's values. */
export const KEEPING_PARTS = ["etcd", "pulsar", "pulsarv3", "kafka", "standalone"] as const;
export type KeepingPart = (typeof KEEPING_PARTS)[number];

type Standards = Readonly<Record<string, string>>;

/** By the chart that changed them; `npm run volumes` measures them. */
const MEASURED: readonly (readonly [string, Partial<Record<string, Standards>>])[] =
  Object.entries(measured);

/**
 * Values that lead to what Kubernetes lets nobody change once it is there: the name of a StatefulSet,
 * its claims, its members. Each with the chart's own value, as `valueText` writes it; empty where
 * the chart has no such part.
 */
function fixedStandards(part: KeepingPart, chartVersion: string): Standards {
  const newest = MEASURED.findLast(
    ([version, parts]) => parts[part] && compareVersions(version, chartVersion) <= 0,
  );
  return newest?.[1][part] ?? {};
}

/** Their values in a release: what is given, or else the chart's own, with its key. */
export function fixedEntries(
  part: KeepingPart,
  chartVersion: string,
  values: PlainRecord,
): readonly (readonly [key: string, value: string])[] {
  return Object.entries(fixedStandards(part, chartVersion)).map(([key, standard]) => {
    const value = valueAt(values, key.split("."));
    return [key, value === undefined ? standard : valueText(value)] as const;
  });
}

/** A value as two versions of it are compared: a text, and an empty one for what is not set. */
export function valueText(value: unknown): string {
  if (value === undefined || value === null) return "";
  return typeof value === "string" ? value : JSON.stringify(value);
}
