import { accessSync, constants, readdirSync } from "node:fs";
import { join } from "node:path";
import { MANIFEST } from "./manifest";
import { lying } from "./place";
import { reasonOf, type FileProblem } from "./problem";

/** What helps wherever a folder is not this program's. */
export const ELSEWHERE = "name another folder with --out";

/**
 * Everything that stands in the way of files that are to be written: links, folders, files of
 * others, folders that may not be written.
 *
 * @param out the folder as the user named it.
 * @param paths of the files, below the folder.
 * @param isOwn whether a file that lies there may be replaced.
 */
export function obstacles(
  out: string,
  folder: string,
  paths: readonly string[],
  isOwn: (path: string) => boolean,
): FileProblem[] {
  const problems: FileProblem[] = [];
  const seen = new Set<string>();
  const tell = (path: string, message: string, fix: string) =>
    problems.push({ file: join(out, path), message, fix });
  for (const path of [...paths, MANIFEST]) {
    const names = path.split("/");
    for (const index of names.keys()) {
      const part = names.slice(0, index + 1).join("/");
      const isLast = index === names.length - 1;
      const stat = lying(join(folder, part));
      if (!stat) break;
      const isUsable = !stat.isSymbolicLink() && (isLast ? stat.isFile() : stat.isDirectory());
      if (isUsable && seen.has(part)) continue;
      if (seen.has(part)) break;
      seen.add(part);
      if (stat.isSymbolicLink()) {
        tell(part, "is a link; what lies behind it is left alone", `remove it, or ${ELSEWHERE}`);
        break;
      }
      if (!isUsable) {
        tell(part, `is in the way of a ${isLast ? "file" : "folder"}`, `move it, or ${ELSEWHERE}`);
        break;
      }
      if (isLast && part !== MANIFEST && !isOwn(part)) {
        tell(part, "was not written by byoc, and would be replaced", `move it, or ${ELSEWHERE}`);
      }
      const refused = isLast ? undefined : refusal(join(folder, part));
      if (refused !== undefined) tell(part, refused, "make it writable");
    }
  }
  return problems;
}

/** What a folder holds beside output; what this program keeps in it for itself does not count. */
export function strangers(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => !name.startsWith(".byoc"))
    .sort();
}

function refusal(folder: string): string | undefined {
  try {
    accessSync(folder, constants.W_OK);
    return undefined;
  } catch (error) {
    return reasonOf(error);
  }
}
