import tagged from "./versions.json";

/**
 * Versions of the Milvus chart that this project has facts of, oldest first, with the Milvus of
 * their image. Source: tags of zilliztech/milvus-helm and the index of its repository;
 * scripts/charts.ts.
 */
const RELEASED: Readonly<Record<string, string>> = tagged.milvus;
const UNPUBLISHED: readonly string[] = tagged.unpublished;

export const KNOWN_VERSIONS: readonly string[] = Object.keys(RELEASED);
export const OLDEST = KNOWN_VERSIONS[0]!;
export const NEWEST = KNOWN_VERSIONS.at(-1)!;

/** The numbers of `5.0.19`; undefined for ranges, prereleases and anything else. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  const match = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/.exec(text);
  if (!match) return undefined;
  const [, major, minor, patch] = match.map(Number);
  return [major!, minor!, patch!];
}

/**
 * Order of two versions as a sort wants it. A text that is no version, of which `versionIssues`
 * tells, counts as the newest, so that the rest can still be looked at.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [a, b].map((version) => parseVersion(version) ?? parseVersion(NEWEST)!);
  const at = left!.findIndex((number, index) => number !== right![index]);
  return at < 0 ? 0 : left![at]! - right![at]!;
}

export function isAtLeast(version: string, least: string): boolean {
  return compareVersions(version, least) >= 0;
}

/** Whether a version lies in `first`..`last`, both included. */
export function isWithin(version: string, first: string, last: string): boolean {
  return isAtLeast(version, first) && isAtLeast(last, version);
}

/** The version whose facts hold for another: itself, or the nearest one before it. */
export function nearestKnown(version: string): string | undefined {
  if (Object.hasOwn(RELEASED, version)) return version;
  return KNOWN_VERSIONS.findLast((known) => compareVersions(known, version) < 0);
}

/** Milvus of a chart: `2.6.15`; undefined for a chart that is not known. */
export function milvusOf(chartVersion: string): string | undefined {
  return Object.hasOwn(RELEASED, chartVersion) ? RELEASED[chartVersion] : undefined;
}

/** Whether a version has a tag, and never came into the chart's repository. */
export function isUnpublished(version: string): boolean {
  return UNPUBLISHED.includes(version);
}

/** The published version that comes after another one, else the newest. */
export function nextPublished(version: string): string {
  return (
    KNOWN_VERSIONS.find((one) => compareVersions(one, version) > 0 && !isUnpublished(one)) ?? NEWEST
  );
}
