import { linkSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { FilesError } from "./problem";

/** Name of the file that says who writes a folder. */
export const LOCK = ".byoc.lock";
/** Milliseconds after which no run is writing any more: a thousand deployments take five seconds. */
const LONGEST = 600_000;

/**
 * Does work while no other run may write the same folder. A lock that a killed run left is taken
 * over: its process is gone.
 *
 * @throws FilesError when another run holds the folder.
 */
export function locked<Result>(folder: string, name: string, work: () => Result): Result {
  const lock = join(folder, LOCK);
  const own = JSON.stringify({ pid: process.pid, host: hostname() });
  const mine = `${lock}.${process.pid}`;
  writeFileSync(mine, own);
  try {
    take(lock, mine, name);
  } finally {
    rmSync(mine, { force: true });
  }
  try {
    return work();
  } finally {
    rmSync(lock, { force: true });
  }
}

/** A link appears at once and whole, so that nobody ever reads half a lock. */
function take(lock: string, mine: string, name: string): void {
  for (let tries = 0; tries < 3; tries += 1) {
    try {
      linkSync(mine, lock);
      return;
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      // Some disks have no links; a lock is made there all the same, if not in one step.
      if (code === "EPERM" || code === "ENOTSUP" || code === "ENOSYS") {
        if (createdAlone(lock, mine)) return;
      } else if (code !== "EEXIST") throw error;
    }
    const held = textOf(lock);
    if (held === undefined) continue;
    if (isAlive(lock, held)) refuse(name, lock, held);
    giveUp(lock, held, `${mine}.gone`);
  }
  refuse(name, lock, textOf(lock) ?? "");
}

function createdAlone(lock: string, mine: string): boolean {
  try {
    writeFileSync(lock, readFileSync(mine), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    return false;
  }
}

/** Takes a dead run's lock away, and puts it back when another run has been faster. */
function giveUp(lock: string, held: string, aside: string): void {
  try {
    renameSync(lock, aside);
  } catch {
    return;
  }
  if (textOf(aside) !== held) renameSync(aside, lock);
  rmSync(aside, { force: true });
}

function isAlive(lock: string, held: string): boolean {
  const { pid, host } = holderOf(held);
  // Of another machine's processes nothing can be known.
  if (host !== undefined && host !== hostname()) return ageOf(lock) < LONGEST;
  if (pid === undefined || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}

function ageOf(file: string): number {
  return Date.now() - (statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0);
}

function holderOf(held: string): { pid?: number; host?: string } {
  try {
    const { pid, host } = JSON.parse(held) as { pid?: unknown; host?: unknown };
    return {
      ...(typeof pid === "number" && Number.isSafeInteger(pid) && pid > 0 && { pid }),
      ...(typeof host === "string" && { host }),
    };
  } catch {
    return {};
  }
}

function refuse(name: string, lock: string, held: string): never {
  const { pid, host } = holderOf(held);
  const who = pid === undefined ? "" : ` (process ${pid}${host ? ` on ${host}` : ""})`;
  throw new FilesError([
    {
      file: name,
      message: `another run is writing this folder${who}`,
      fix: `wait for it to end; if there is no such run, delete ${lock}`,
    },
  ]);
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
