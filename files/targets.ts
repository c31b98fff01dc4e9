import { accessSync, closeSync, constants, fstatSync, openSync, readSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { identityOf, isDevice, isStream, lying } from "./place";
import { FilesError, reasonOf, type FileProblem } from "./problem";

/** A single file that a command is going to write. */
export interface FileTarget {
  readonly file: string;
  /** What named it: `--format json`. */
  readonly flag: string;
  /** Whether a file that lies there may be replaced, by how it begins and ends. */
  readonly replaces?: (start: string, end: string) => boolean;
}

/** Bytes that are read of a file to tell what it is. */
const ENOUGH = 4096;

/**
 * Looks at every file that is going to be written before the first is: none may be an input, no two
 * the same, and what lies there must be this program's.
 *
 * @param inputs files that are read.
 * @throws FilesError with every problem.
 */
export function checkTargets(targets: readonly FileTarget[], inputs: readonly string[]): void {
  const read = new Map(inputs.map((file) => [identityOf(file), file]));
  const written = new Map<string, FileTarget>();
  const problems: FileProblem[] = [];
  for (const target of targets) {
    const { file, flag } = target;
    const identity = identityOf(file);
    const input = read.get(identity);
    const other = written.get(identity);
    written.set(identity, target);
    const tell = (message: string, fix = "name another file") =>
      problems.push({ file: `${flag}=${file}`, message, fix });
    if (file === "") tell("names no file", "write it to standard output, or name a file");
    else if (isDevice(file)) continue;
    else if (input !== undefined) tell(`would overwrite ${input}, which is read`);
    else if (isStream(file)) continue;
    else if (other) tell(`is the file of ${other.flag}, too`);
    else {
      const why = obstacle(target);
      if (why) tell(why.message, why.fix);
    }
  }
  if (problems.length > 0) throw new FilesError(problems);
}

function obstacle({ file, replaces }: FileTarget): { message: string; fix?: string } | undefined {
  const folder = dirname(file);
  try {
    if (!lying(folder)) return { message: `there is no folder ${folder}`, fix: "make it first" };
    if (!statSync(folder).isDirectory()) return { message: `${folder} is no folder` };
    const stat = statSync(file, { throwIfNoEntry: false });
    if (stat?.isDirectory()) return { message: "is a folder" };
    if (!stat && lying(file)) return { message: "is a link that leads to nothing" };
    accessSync(folder, constants.W_OK);
    if (!stat) return undefined;
    if (replaces && (stat.size === 0 || replaces(...ends(file)))) return undefined;
    const message = replaces ? "exists, and is no report of byoc" : "exists";
    return { message, fix: "name another file, or move that one" };
  } catch (error) {
    return { message: reasonOf(error), fix: "name a file in a folder that may be written" };
  }
}

function ends(file: string): [string, string] {
  const descriptor = openSync(file, "r");
  try {
    const { size } = fstatSync(descriptor);
    const at = (position: number) => {
      const buffer = Buffer.alloc(ENOUGH);
      return buffer.toString("utf8", 0, readSync(descriptor, buffer, 0, ENOUGH, position));
    };
    return [at(0), at(Math.max(0, size - ENOUGH))];
  } finally {
    closeSync(descriptor);
  }
}
