import { mkdirSync, readdirSync, rmdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import type { KnownFiles } from "./manifest";
import { isReal, lying } from "./place";
import { reasonOf } from "./problem";

/** Makes a folder and those around it, and adds what was made to a list, innermost last. */
export function makeFolder(folder: string, made: string[]): void {
  if (lying(folder)) return;
  makeFolder(dirname(folder), made);
  try {
    // One at a time: where a folder takes none, in /proc, Node.js tries for ever by itself.
    mkdirSync(folder);
    made.push(folder);
  } catch (error) {
    // Another run has been faster.
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  }
}

/** Removes folders that were made for nothing; one that holds something by now stays. */
export function removeMade(made: readonly string[]): void {
  for (const folder of made.toReversed()) quietly(() => rmdirSync(folder));
}

/** Removes what only lives while a run does. What cannot be removed goes with the next run. */
export function removeQuietly(path: string): void {
  quietly(() => rmSync(path, { recursive: true, force: true }));
}

/** Removes folders that stood around what earlier runs made, where they are empty now. */
export function removeEmptied(folder: string, { sums }: KnownFiles): void {
  for (const path of sums.keys()) {
    if (isReal(folder, path)) removeEmpty(folder, dirname(path));
  }
}

function removeEmpty(stays: string, path: string): void {
  if (path === ".") return;
  const folder = join(stays, path);
  if (lying(folder)) {
    if (!lying(folder)?.isDirectory() || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
  removeEmpty(stays, dirname(path));
}

function quietly(work: () => void): void {
  try {
    work();
  } catch (error) {
    reasonOf(error);
  }
}
