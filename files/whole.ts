import {
  chmodSync,
  closeSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";
import { realPlace } from "./place";
import { FilesError, reasonOf } from "./problem";

type Content = string | Uint8Array | Iterable<string>;

/**
 * Writes a file so that it is at every moment the old one or the new one: beside, and renamed.
 * Devices and pipes are written as they come.
 *
 * @param content in one piece or in several, each written on its own.
 * @throws FilesError when it cannot be written; the old one is still there.
 */
export function writeWhole(file: string, content: Content, mode: "replace" | "create" = "replace") {
  try {
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat && !stat.isFile() && !stat.isDirectory()) {
      writePieces(file, "w", content);
      return;
    }
    const place = realPlace(file);
    const beside = join(dirname(place), `.${basename(place)}.byoc-${process.pid}`);
    try {
      writePieces(beside, "w", content);
      if (stat) chmodSync(beside, stat.mode);
      // A link, unlike a renamed file, never takes another file's place.
      if (mode === "create") linkSync(beside, place);
      else renameSync(beside, place);
    } finally {
      rmSync(beside, { force: true });
    }
  } catch (error) {
    throw new FilesError([{ file, message: reasonOf(error) }]);
  }
}

function writePieces(file: string, flag: string, content: Content): void {
  const descriptor = openSync(file, flag);
  try {
    const isWhole = typeof content === "string" || content instanceof Uint8Array;
    for (const piece of isWhole ? [content] : content) writeFileSync(descriptor, piece);
  } finally {
    closeSync(descriptor);
  }
}
