import { readFileSync } from "node:fs";
import { join } from "node:path";
import { leftovers, MANIFEST, objectIn } from "./manifest";
import { child, isRecord, type PlainRecord } from "../text/record";
import { isPlain, lying } from "./place";
import { sumOf } from "./tree";

/**
 * Files of an output folder, by path, that are not what its manifest says: of another run than the
 * rest, or edited. None where no manifest of this program lies.
 */
export function mixtureIn(folder: string): string[] {
  const named = Object.entries(sumsOf(join(folder, MANIFEST)));
  if (named.length === 0) return [];
  const mixed = [...named, ...linesOf(join(folder, "SHA256SUMS"))]
    .filter(([path, sum]) => isPlain(path) && sumOf(join(folder, path)) !== sum)
    .map(([path]) => path);
  return [...new Set(mixed)].sort();
}

/** Whether the first run in a folder was cut off: its own files are there, and no manifest is. */
export function isCutOff(folder: string): boolean {
  if (!lying(folder)?.isDirectory() || lying(join(folder, MANIFEST))) return false;
  return leftovers(folder).length > 0;
}

/** Sums that a manifest names: of what is synthesized, or of a review bundle. */
function sumsOf(file: string): PlainRecord {
  const { byoc, tool, files } = objectIn(file) ?? {};
  const named = child(byoc, "files") ?? (child(tool, "name") === "byoc" ? files : undefined);
  return isRecord(named) ? named : {};
}

/** What a bundle's `SHA256SUMS` says, which names the manifest as well. */
function linesOf(file: string): [string, string][] {
  if (!lying(file)?.isFile()) return [];
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line) => {
    const [, sum, path] = /^([0-9a-f]{64}) {2}(.+)$/.exec(line) ?? [];
    return sum !== undefined && path !== undefined ? [[path, sum] as [string, string]] : [];
  });
}
