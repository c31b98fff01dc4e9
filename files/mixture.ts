import { readFileSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST } from "./manifest";
import { isPlain } from "./place";
import { sumOf } from "./tree";

/**
 * Files of an output folder, by path, that are not what its manifest says: of another run than the
 * rest, or edited. None where no manifest of this program lies.
 */
export function mixtureIn(folder: string): string[] {
  return Object.entries(sumsOf(join(folder, MANIFEST)))
    .filter(([path, sum]) => isPlain(path) && sumOf(join(folder, path)) !== sum)
    .map(([path]) => path)
    .sort();
}

/** Sums that a manifest names: of what is synthesized, or of a review bundle. */
function sumsOf(file: string): object {
  try {
    const { byoc, tool, files } = JSON.parse(readFileSync(file, "utf8")) as {
      byoc?: { files?: object };
      tool?: { name?: unknown };
      files?: object;
    };
    return byoc?.files ?? (tool?.name === "byoc" ? files : undefined) ?? {};
  } catch {
    return {};
  }
}
