import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parsedJson, type PlainRecord } from "../text/record";
import { isPlain, lying } from "./place";
import { FilesError } from "./problem";

/** File that says what a folder holds, and whose it is. */
export const MANIFEST = "manifest.json";
/** How the folders begin in which a run makes its files before they are renamed. */
export const STAGING = ".byoc-unfinished-";

/** How a kind of output reads its manifest. */
export interface Manifests {
  /** In words: `a review bundle`. */
  readonly what: string;
  /**
   * SHA-256 of each file that a manifest names, by path; undefined where it is not of this kind.
   *
   * @param folder of the manifest.
   */
  readonly filesOf: (manifest: object, folder: string) => object | undefined;
}

/** What is known of the files of earlier runs, by path. */
export interface KnownFiles {
  /** SHA-256 that the folder's manifest names. */
  readonly named: ReadonlyMap<string, string>;
  /** Every SHA-256 that a file may have: those of runs that were killed before the end, too. */
  readonly sums: ReadonlyMap<string, ReadonlySet<string>>;
}

/**
 * Reads the manifest of a folder, and those that killed runs left beside it.
 *
 * @throws FilesError when the manifest is another's.
 */
export function knownFiles(out: string, folder: string, kind: Manifests): KnownFiles {
  const files = filesOf(folder, kind);
  if (!files && lying(join(folder, MANIFEST))) {
    throw new FilesError([
      {
        file: join(out, MANIFEST),
        message: `is not of ${kind.what}: the folder belongs to something else, and is left alone`,
        fix: "name another folder with --out",
      },
    ]);
  }
  const named = new Map(files);
  const sums = new Map<string, Set<string>>();
  const unfinished = leftovers(folder).flatMap((staging) => filesOf(staging, kind) ?? []);
  for (const [path, sum] of [...named, ...unfinished]) {
    sums.set(path, (sums.get(path) ?? new Set()).add(sum));
  }
  return { named, sums };
}

/** Folders of runs that were killed; only whoever holds the lock can tell them from its own. */
export function leftovers(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && entry.name.startsWith(STAGING))
    .map(({ name }) => join(folder, name));
}

function filesOf(folder: string, kind: Manifests): [string, string][] | undefined {
  const file = join(folder, MANIFEST);
  const manifest = lying(file)?.isFile() ? objectIn(file) : undefined;
  const files = manifest && kind.filesOf(manifest, folder);
  return (
    files &&
    Object.entries(files).filter(
      (entry): entry is [string, string] => isPlain(entry[0]) && typeof entry[1] === "string",
    )
  );
}

/** The object in a file of JSON; undefined where none can be read. */
export function objectIn(file: string): PlainRecord | undefined {
  try {
    const value = parsedJson(readFileSync(file, "utf8"));
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
