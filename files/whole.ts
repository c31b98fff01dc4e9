import {
  chmodSync,
  closeSync,
  linkSync,
  openSync,
  readdirSync,
  renameSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { removeQuietly } from "./folders";
import { isRunning, OWNER } from "./owner";
import { isStream, lying, realPlace } from "./place";
import { FilesError, fixOf, reasonOf } from "./problem";
import { sha256 } from "./tree";

type Content = string | Uint8Array | Iterable<string>;

/** What is written beside a file: whose, and by whom. */
const BESIDE = /^\.byoc\.[0-9a-f]{8}\.(.+)$/;

/**
 * Writes a file so that it is at every moment the old one or the new one: beside, and renamed.
 * Devices, pipes and names of open files (`/dev/stdout`) are written as it comes.
 *
 * @param content in one piece or in several, each written on its own.
 * @param mode `create` takes no file's place; `private` leaves it readable by its owner alone, from
 *   the first byte on.
 * @throws FilesError when it cannot be written; the old one is still there.
 */
export function writeWhole(
  file: string,
  content: Content,
  mode: "replace" | "create" | "private" = "replace",
) {
  try {
    if (isStream(file)) {
      writePieces(file, "a", content);
      return;
    }
    const place = realPlace(file);
    const folder = dirname(place);
    removeLeft(folder);
    const beside = join(folder, `.byoc.${sha256(basename(place)).slice(0, 8)}.${OWNER}`);
    try {
      writePieces(beside, "wx", content, mode === "private" ? 0o600 : undefined);
      const stat = statSync(place, { throwIfNoEntry: false });
      if (stat && mode !== "private") chmodSync(beside, stat.mode);
      if (mode === "create") putNew(beside, place);
      else renameSync(beside, place);
    } finally {
      removeQuietly(beside);
    }
  } catch (error) {
    // Of several reports those before it are written.
    throw new FilesError([{ file, message: reasonOf(error), fix: fixOf(error) }], true);
  }
}

/** What killed runs left. */
function removeLeft(folder: string): void {
  for (const name of readdirSync(folder)) {
    const owner = BESIDE.exec(name)?.[1];
    const file = join(folder, name);
    if (owner !== undefined && !isRunning(owner, file)) removeQuietly(file);
  }
}

/** A link, unlike a renamed file, never takes another file's place. */
function putNew(beside: string, place: string): void {
  try {
    linkSync(beside, place);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    // Some disks have no links.
    if ((code !== "EPERM" && code !== "ENOTSUP" && code !== "ENOSYS") || lying(place)) throw error;
    renameSync(beside, place);
  }
}

function writePieces(file: string, flag: string, content: Content, mode?: number): void {
  const descriptor = openSync(file, flag, mode);
  try {
    const isWhole = typeof content === "string" || content instanceof Uint8Array;
    for (const piece of isWhole ? [content] : content) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
