import { mkdirSync, readdirSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { removeMade, removeQuietly } from "./folders";
import { isRunning, OWNER } from "./owner";
import { FilesError } from "./problem";

/** Name of the folder in which the name of one file says who writes. */
const LOCK = ".byoc.lock";
/** How often a lock is reached for that others take and give back meanwhile. */
const TRIES = 5;

/**
 * Does work while no other run may write the same folder. A lock that a killed run left is taken
 * over: its process is gone.
 *
 * @throws FilesError when another run holds the folder.
 */
export function locked<Result>(folder: string, name: string, work: () => Result): Result {
  const lock = join(folder, LOCK);
  take(folder, lock, name);
  try {
    for (const left of leftLocks(folder)) removeQuietly(left);
    return work();
  } finally {
    removeQuietly(join(lock, OWNER));
    // Unless another run has taken it already.
    removeMade([lock]);
  }
}

/**
 * Every step is a single renaming that only one of several runs can do: a whole lock is put where
 * none is, or the name of a dead run in it is replaced.
 */
function take(folder: string, lock: string, name: string): void {
  const ready = join(folder, `${LOCK}.${OWNER}`);
  removeQuietly(ready);
  mkdirSync(ready);
  try {
    writeFileSync(join(ready, OWNER), "");
    for (let tries = 0; tries < TRIES; tries += 1) {
      if (renamed(ready, lock)) return;
      const holders = holdersOf(lock);
      const holder = holders.find((owner) => isRunning(owner, join(lock, owner)));
      if (holder !== undefined) refuse(name, lock, holder);
      const [first, ...more] = holders;
      if (first === undefined || !renamed(join(lock, first), join(lock, OWNER))) continue;
      for (const other of more) removeQuietly(join(lock, other));
      return;
    }
  } finally {
    removeQuietly(ready);
  }
  refuse(name, lock, holdersOf(lock)[0]);
}

/** Renames, unless somebody else has been faster. */
function renamed(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === "EEXIST" || code === "ENOTEMPTY" || code === "ENOENT") return false;
    if (code !== "ENOTDIR") throw error;
    // No folder is no lock.
    removeQuietly(to);
    return false;
  }
}

function holdersOf(lock: string): string[] {
  try {
    return readdirSync(lock).sort();
  } catch {
    return [];
  }
}

/** Locks that runs which are dead by now got ready. */
function leftLocks(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.startsWith(`${LOCK}.`))
    .filter((name) => !isRunning(name.slice(LOCK.length + 1), join(folder, name)))
    .map((name) => join(folder, name));
}

function refuse(name: string, lock: string, holder: string | undefined): never {
  const [number, host = ""] = holder?.split("@") ?? [];
  const who = number === undefined ? "" : ` (process ${number} on ${decodeURIComponent(host)})`;
  throw new FilesError([
    {
      file: name,
      message: `another run is writing this folder${who}`,
      fix: `wait for it to end; if there is no such run, delete ${lock}`,
    },
  ]);
}
