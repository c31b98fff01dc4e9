import { mkdtempSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { makeFolder, removeEmptied, removeMade, removeQuietly } from "./folders";
import { goneFrom, type Gone, type Unit } from "./gone";
import { locked } from "./lock";
import {
  knownFiles,
  leftovers,
  MANIFEST,
  STAGING,
  type KnownFiles,
  type Manifests,
} from "./manifest";
import { ELSEWHERE, obstacles, strangers } from "./obstacles";
import { isWithin, lying, realPlace } from "./place";
import { listed } from "../text/list";
import { FilesError, fixOf, reasonOf } from "./problem";
import { filesBelow, sumOf } from "./tree";

/** A kind of output folder: how its manifest is read, and what belongs together in it. */
export interface OutputKind extends Manifests {
  /** What is kept or removed as a whole; without it each file counts for itself. */
  readonly unitOf?: (path: string) => Unit | undefined;
  /** Whether a file that no manifest names is of this kind all the same. */
  readonly isOwn?: (file: string, path: string) => boolean;
  /** Whether the folder must be empty when it is first written. */
  readonly exclusive?: true;
  /** Text of a manifest that names further files: those of folders that are kept. */
  readonly carry?: (manifest: string, files: Readonly<Record<string, string>>) => string;
}

export interface Written<Result> {
  readonly result: Result;
  /** What an earlier run made and this one has not. */
  readonly gone: readonly Gone[];
  /** Paths that were not what the manifest said: a run was cut off, or somebody edited them. */
  readonly mended: readonly string[];
}

/** Looks at the folder before anything in it is touched, and may refuse by throwing. */
export type Look = (folder: string, known: KnownFiles, paths: readonly string[]) => void;

/**
 * Writes a folder so that each file is at every moment the old one or the new one: all of them are
 * made beside, in the folder itself, and then renamed, the manifest last.
 *
 * A run that is killed leaves its files beside, with their manifest; the next run knows them by it.
 *
 * @param out the folder as the user named it.
 * @param work writes every file into the folder that it is given, the manifest included.
 * @param leave where another program removes what is gone: looks at it, and nothing is removed here.
 * @throws FilesError when the folder is another's, or something is in the way; nothing is written then.
 */
export function writeOutput<Result>(
  out: string,
  kind: OutputKind,
  work: (staging: string) => Result,
  leave?: Look,
): Written<Result> {
  if (out === "") throw new FilesError([NAMELESS]);
  const folder = realPlace(out);
  return inWords(out, folder, () => {
    if (lying(folder)?.isDirectory() === false) {
      throw new FilesError([{ file: out, message: "is no folder", fix: ELSEWHERE }]);
    }
    const made: string[] = [];
    makeFolder(folder, made);
    try {
      return locked(folder, out, () => replace(out, folder, kind, work, leave));
    } catch (error) {
      // They were made for nothing.
      removeMade(made);
      throw error;
    }
  });
}

const NAMELESS = {
  file: "--out",
  message: "is empty: a variable that is not set, perhaps",
  allowed: "the name of a folder",
  fix: "name one, or leave --out away",
};

function replace<Result>(
  out: string,
  folder: string,
  kind: OutputKind,
  work: (staging: string) => Result,
  leave: Look | undefined,
): Written<Result> {
  const known = knownFiles(out, folder, kind);
  const { isOwn, exclusive, unitOf = () => undefined, carry } = kind;
  if (exclusive && known.sums.size === 0 && !lying(join(folder, MANIFEST))) {
    const others = strangers(folder);
    if (others.length > 0) throw new FilesError([notAlone(out, kind.what, others)]);
  }
  const unfinished = leftovers(folder);
  const staging = mkdtempSync(join(folder, STAGING));
  const made: string[] = [];
  let isBegun = false;
  try {
    const result = work(staging);
    const paths = filesBelow(staging).filter((path) => path !== MANIFEST);
    const problems = obstacles(
      out,
      folder,
      paths,
      (path) => known.sums.has(path) || isOwn?.(join(folder, path), path) === true,
    );
    if (problems.length > 0) throw new FilesError(problems);
    leave?.(folder, known, paths);
    const mended = paths.filter((path) => isMended(folder, staging, path, known));
    const gone = leave ? [] : goneFrom(folder, unitOf, known, paths);
    if (carry) carryOn(join(staging, MANIFEST), gone, known, carry);
    const removed = gone.filter(({ keptFor }) => keptFor.length === 0).map(({ path }) => path);
    const moves = [
      ...removed.map((path) => [join(folder, path), join(staging, "gone", path)] as const),
      ...paths.map((path) => [join(staging, path), join(folder, path)] as const),
    ];
    // All folders first: what is left then needs no room on the disk.
    for (const parent of new Set(moves.map(([, to]) => dirname(to)))) makeFolder(parent, made);
    for (const [from, to] of moves) {
      renameSync(from, to);
      isBegun = true;
    }
    removeEmptied(folder, known);
    renameSync(join(staging, MANIFEST), join(folder, MANIFEST));
    for (const each of [staging, ...unfinished]) removeQuietly(each);
    return { result, gone, mended };
  } catch (error) {
    // What was made stays beside, as when a run is killed: the next one goes on from it.
    if (isBegun) throw new FilesError([halfway(out, error)], true);
    removeMade(made);
    removeQuietly(staging);
    throw error;
  }
}

function halfway(out: string, error: unknown) {
  const message = `${reasonOf(error)}; it holds files of two runs now`;
  return { file: out, message, fix: "mend that and run again" };
}

/** Whether a file is replaced that no run made as it is, or one is missing. */
function isMended(folder: string, staging: string, path: string, known: KnownFiles): boolean {
  const sum = sumOf(join(folder, path));
  const named = known.named.get(path);
  if (named !== undefined) return sum !== named;
  return sum !== undefined && sum !== sumOf(join(staging, path));
}

function notAlone(out: string, what: string, others: readonly string[]) {
  return {
    file: out,
    message: `holds something else than ${what} (${listed(others)}), and is left alone`,
    fix: ELSEWHERE,
  };
}

/** Keeps the files of folders that stay in the manifest, so that a later run can remove them. */
function carryOn(
  manifest: string,
  gone: readonly Gone[],
  { named }: KnownFiles,
  carry: NonNullable<OutputKind["carry"]>,
): void {
  const kept = gone.filter(({ keptFor }) => keptFor.length > 0);
  if (kept.length === 0) return;
  const files = [...named].filter(([file]) => kept.some(({ path }) => file.startsWith(`${path}/`)));
  writeFileSync(manifest, carry(readFileSync(manifest, "utf8"), Object.fromEntries(files)));
}

/** Tells in words what the system refuses. */
function inWords<Result>(out: string, folder: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    const { syscall, path } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    // Where the files are made is of no interest to anybody.
    const isNamed = path !== undefined && isWithin(path, folder) && !path.includes("/.byoc");
    const place = isNamed ? join(out, relative(folder, path)) : out;
    throw new FilesError([{ file: place, message: reasonOf(error), fix: fixOf(error) }]);
  }
}
