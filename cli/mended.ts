import { join } from "node:path";
import { isCutOff, mixtureIn } from "../files/mixture";
import { listed } from "../text/list";

const WHY = "because a run was cut off or somebody edited them";

/** What is said when an output folder held files of several runs, or edited ones. */
export function mendedLines(mended: readonly string[], out: string): string[] {
  if (mended.length === 0) return [];
  const named = listed(mended.map((path) => join(out, path)));
  return [`written anew: ${named}: not as ${join(out, "manifest.json")} said, ${WHY}`];
}

/** What is said of a folder that holds files of several runs, or edited ones, when it is only read. */
export function mixtureLines(folder: string): string[] {
  if (isCutOff(folder)) {
    return [`not whole: ${folder}: the first run in it was cut off; another run mends that`];
  }
  const paths = mixtureIn(folder);
  if (paths.length === 0) return [];
  const named = listed(paths.map((path) => join(folder, path)));
  const manifest = join(folder, "manifest.json");
  return [`not of one run: ${named}: not as ${manifest} says, ${WHY}; another run mends that`];
}
