import { join } from "node:path";
import { word } from "../text/shell";

/** Above this many stacks a loop says more than a line for each. */
const MOST_LISTED = 8;

/** Lines of a shell that deploy stacks, in their order; the first that fails ends them. */
export function nextSteps(ids: readonly string[], out: string): string[] {
  const folder = join(out, "stacks");
  if (ids.length <= MOST_LISTED) {
    return ids.flatMap((id) => commands(`-chdir=${word(join(folder, id))}`));
  }
  return [
    `for stack in ${ids.map(word).join(" ")}; do`,
    // Ids hold no character that a shell obeys; the folder may.
    ...commands(`-chdir=${word(folder)}/"$stack"`).map((line) => `  ${line} || break`),
    "done",
  ];
}

function commands(chdir: string): string[] {
  return [`terraform ${chdir} init`, `terraform ${chdir} apply`];
}
