import { join } from "node:path";
import { isCutOff, mixtureIn } from "../files/mixture";

/** Most paths that a line names. */
const MOST_NAMED = 3;

/** What is said when an output folder held files of several runs, or edited ones. */
export function mendedLines(mended: readonly string[], out: string): string[] {
  if (mended.length === 0) return [];
  const named = mended.slice(0, MOST_NAMED).map((path) => join(out, path));
  const more = mended.length > MOST_NAMED ? ` and ${mended.length - MOST_NAMED} more` : "";
  return [
    `written anew: ${named.join(", ")}${more}: not as ${join(out, "manifest.json")} said, because a run was cut off or somebody edited them`,
  ];
}

/** What is said of a folder that holds files of several runs, or edited ones, when it is only read. */
export function mixtureLines(folder: string): string[] {
  if (isCutOff(folder)) {
    return [`not whole: ${folder}: the first run in it was cut off; another run mends that`];
  }
  const paths = mixtureIn(folder);
  if (paths.length === 0) return [];
  const named = paths.slice(0, MOST_NAMED).map((path) => join(folder, path));
  const more = paths.length > MOST_NAMED ? ` and ${paths.length - MOST_NAMED} more` : "";
  return [
    `not of one run: ${named.join(", ")}${more}: not as ${join(folder, "manifest.json")} says, because a run was cut off or somebody edited them; another run mends that`,
  ];
}
