import { lstatSync, readdirSync, readFileSync, readlinkSync } from "node:fs";
import { join } from "node:path";

/** What lies below a folder, by path: kind, mode and content of each. */
export type Snapshot = Readonly<Record<string, string>>;

export function snapshot(folder: string): Snapshot {
  return Object.fromEntries(
    pathsBelow(folder, "").map((path) => [path, whatLies(join(folder, path))]),
  );
}

/** Links are not followed, unlike by `readdirSync` with `recursive`. */
function pathsBelow(folder: string, below: string): string[] {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  return entries.flatMap((entry) => {
    const path = join(below, entry.name);
    return [path, ...(entry.isDirectory() ? pathsBelow(folder, path) : [])];
  });
}

function whatLies(file: string): string {
  const stat = lstatSync(file);
  const mode = (stat.mode & 0o7777).toString(8);
  if (stat.isSymbolicLink()) return `link to ${readlinkSync(file)}`;
  if (stat.isDirectory()) return `folder ${mode}`;
  if (stat.isFile()) return `file ${mode} ${readFileSync(file, "latin1")}`;
  return `special ${mode} ${stat.rdev}`;
}

/** The part of a snapshot whose paths pass. */
export function only(all: Snapshot, isWanted: (path: string) => boolean): Snapshot {
  return Object.fromEntries(Object.entries(all).filter(([path]) => isWanted(path)));
}

export function same(one: Snapshot, other: Snapshot): boolean {
  const paths = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...paths].every((path) => one[path] === other[path]);
}
