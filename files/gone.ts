import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { KnownFiles } from "./manifest";
import { isReal, lying } from "./place";
import { filesBelow, sumOf } from "./tree";

/** A file or folder of an earlier run that this one has not. */
export interface Gone {
  /** Below the output folder. */
  readonly path: string;
  /** What nobody could make again, by path below it; empty where it was removed. */
  readonly keptFor: readonly string[];
  /** Text of the file that tells most of a folder, as it was. */
  readonly text?: string;
}

/** What belongs together, so that it is kept or removed as a whole. */
export interface Unit {
  readonly folder: string;
  /** File in it that tells most. */
  readonly main: string;
}

/**
 * What an earlier run made and this one has not; what nobody could make again stays, and with it the
 * folder that it lies in.
 */
export function goneFrom(
  folder: string,
  unitOf: (path: string) => Unit | undefined,
  { sums }: KnownFiles,
  paths: readonly string[],
): Gone[] {
  const live = new Set(paths);
  const liveUnits = new Set(paths.map((path) => unitOf(path)?.folder));
  const missing = [...sums.keys()].filter(
    (path) => !live.has(path) && lying(join(folder, path)) && isReal(folder, path),
  );
  const gone = new Map<string, Gone>();
  for (const path of missing.sort()) {
    const unit = unitOf(path);
    const isWhole = unit !== undefined && !liveUnits.has(unit.folder);
    const subject = isWhole ? unit.folder : path;
    if (gone.has(subject)) continue;
    const keptFor = isWhole
      ? unmakeable(folder, unit.folder, sums)
      : isKnown(folder, path, sums)
        ? []
        : [""];
    const main = isWhole ? join(folder, unit.folder, unit.main) : undefined;
    const text = main && lying(main)?.isFile() ? readFileSync(main, "utf8") : undefined;
    gone.set(subject, { path: subject, keptFor, text });
  }
  return [...gone.values()];
}

/**
 * Files of a folder that nobody could make again, by path below it: all but those that were made
 * there and are as they were, and what `terraform init` makes.
 */
export function unmakeable(folder: string, within: string, sums: KnownFiles["sums"]): string[] {
  return filesBelow(join(folder, within)).filter(
    (path) => !path.startsWith(".terraform/") && !isKnown(folder, `${within}/${path}`, sums),
  );
}

function isKnown(folder: string, path: string, sums: KnownFiles["sums"]): boolean {
  const sum = sumOf(join(folder, path));
  return sum !== undefined && sums.get(path)?.has(sum) === true;
}
