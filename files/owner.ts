import { hostname } from "node:os";
import { lying } from "./place";

const HOST = encodeURIComponent(hostname());
/** Who writes, as it stands in the names of what only lives while a run does: `4711@build`. */
export const OWNER = `${process.pid}@${HOST}`;
/** Milliseconds after which no run is writing any more: a thousand deployments take five seconds. */
const LONGEST = 600_000;

/**
 * Whether a run of another process may still be going on.
 *
 * @param file made by it; of another machine's processes nothing but its age is known.
 */
export function isRunning(owner: string, file: string): boolean {
  const [, number, host] = /^([1-9]\d{0,9})@([^@]+)$/.exec(owner) ?? [];
  if (number === undefined || owner === OWNER) return false;
  if (Date.now() - (lying(file)?.mtimeMs ?? 0) > LONGEST) return false;
  return host !== HOST || isProcess(Number(number));
}

function isProcess(number: number): boolean {
  try {
    process.kill(number, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
