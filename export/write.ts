import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { MANIFEST } from "./bundle";
import type { AnyFiles } from "./stack-file";

/** A folder that a bundle may not be written to. */
export class BundleFolderError extends Error {
  override readonly name = "BundleFolderError";
}

/**
 * Writes a bundle, and removes what an earlier one left there and this one has not.
 *
 * @returns paths that were removed.
 * @throws BundleFolderError for a folder with anything else in it: nothing is written then.
 */
export function writeBundle(files: AnyFiles, out: string): { readonly removed: readonly string[] } {
  const removed = earlier(out).filter((path) => !files.has(path));
  for (const path of removed) rmSync(join(out, path), { force: true });
  for (const [path, text] of files) {
    const file = join(out, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
  for (const path of removed) removeEmpty(out, dirname(path));
  return { removed };
}

/** Files of the bundle that lies there. */
function earlier(out: string): string[] {
  if (!existsSync(out) || readdirSync(out).length === 0) return [];
  const paths = pathsOf(join(out, MANIFEST));
  if (paths) return [...paths, MANIFEST, "SHA256SUMS"];
  throw new BundleFolderError(
    `${out} holds something else than a bundle, and is left alone; name another folder with --out`,
  );
}

function pathsOf(manifest: string): string[] | undefined {
  try {
    const { tool, files } = JSON.parse(readFileSync(manifest, "utf8")) as {
      tool?: { name?: unknown };
      files?: object;
    };
    if (tool?.name !== "byoc") return undefined;
    // Only plain paths below the folder: the manifest decides what is deleted.
    return Object.keys(files ?? {}).filter(isBelow);
  } catch {
    return undefined;
  }
}

function isBelow(path: string): boolean {
  return path.split("/").every((name) => /^[^\\:]+$/.test(name) && name !== "." && name !== "..");
}

function removeEmpty(out: string, folder: string): void {
  if (folder === ".") return;
  const path = join(out, folder);
  if (!existsSync(path) || readdirSync(path).length > 0) return;
  rmdirSync(path);
  removeEmpty(out, dirname(folder));
}
