import { existsSync, readFileSync, statSync } from "node:fs";
import { dirname, isAbsolute, join } from "node:path";
import { gunzipSync } from "node:zlib";
import { parse } from "yaml";

/** Unpacked charts have a few megabytes; a file that grows beyond this is something else. */
const MOST_UNPACKED = 256 * 1024 * 1024;
/** Headers and files of a tar archive begin at multiples of it. */
const BLOCK = 512;

/** What a chart on the disk says of itself. */
export interface ChartFile {
  readonly kind: "archive" | "folder";
  readonly name: string;
  readonly version: string;
}

/** A chart that cannot be used; the message follows its path. */
export class ChartFileError extends Error {
  override readonly name = "ChartFileError";
}

/** Where a chart lies that a config names. */
export function chartPath(configFile: string, path: string): string {
  return isAbsolute(path) ? path : join(dirname(configFile), path);
}

/**
 * Reads the name and version of a chart's folder or `.tgz`.
 *
 * @throws ChartFileError when there is none, or it is no chart.
 */
export function readChartFile(path: string): ChartFile {
  if (!existsSync(path)) throw new ChartFileError("does not exist");
  const kind = statSync(path).isDirectory() ? "folder" : "archive";
  const text = kind === "folder" ? ofFolder(path) : ofArchive(path);
  if (text === undefined) throw new ChartFileError("is no chart: it holds no Chart.yaml");
  const { name, version } = asRecord(text);
  if (typeof name !== "string" || typeof version !== "string") {
    throw new ChartFileError("is no chart: its Chart.yaml names no chart and version");
  }
  return { kind, name, version };
}

function asRecord(text: string): Record<string, unknown> {
  try {
    return (parse(text) ?? {}) as Record<string, unknown>;
  } catch {
    throw new ChartFileError("is no chart: its Chart.yaml is not YAML");
  }
}

function ofFolder(path: string): string | undefined {
  const file = join(path, "Chart.yaml");
  return existsSync(file) ? readFileSync(file, "utf8") : undefined;
}

/** `<name>/Chart.yaml` of an archive as `helm package` makes it. */
function ofArchive(path: string): string | undefined {
  const archive = unpacked(path);
  for (let at = 0; at + BLOCK <= archive.length && archive[at] !== 0;) {
    const name = textAt(archive, at, 100);
    const size = Number.parseInt(textAt(archive, at + 124, 12), 8);
    if (!Number.isFinite(size)) return undefined;
    const begin = at + BLOCK;
    if (/^(\.\/)?[^/]+\/Chart\.yaml$/.test(name)) {
      return archive.subarray(begin, begin + size).toString("utf8");
    }
    at = begin + Math.ceil(size / BLOCK) * BLOCK;
  }
  return undefined;
}

function unpacked(path: string): Buffer {
  try {
    return gunzipSync(readFileSync(path), { maxOutputLength: MOST_UNPACKED });
  } catch {
    throw new ChartFileError("is no chart: it cannot be unpacked");
  }
}

function textAt(archive: Buffer, begin: number, length: number): string {
  return archive
    .subarray(begin, begin + length)
    .toString("utf8")
    .replace(/\0.*$/s, "")
    .trim();
}
