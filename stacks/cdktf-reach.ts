import { readdirSync } from "node:fs";
import { join } from "node:path";
import { unmakeable } from "../files/gone";
import type { KnownFiles } from "../files/manifest";
import { FilesError } from "../files/problem";
import { listed } from "../text/list";
import { word } from "../text/shell";
import { SYNTHESIZED } from "./write";

/** What CDKTF's command line itself leaves in a stack's folder at every diff and deploy. */
const LEFT_BY_CDKTF: ReadonlySet<string> = new Set([".terraform.lock.hcl", "plan"]);

/**
 * CDKTF's command line deletes every folder below `stacks` that the run did not make, whatever lies
 * in it, once the app has ended well. Refuses the run where that would lose something of the user's.
 *
 * @param out the output folder as the user named it.
 * @throws FilesError that names every such folder and what lies in it.
 */
export function refuseLoss(
  out: string,
  folder: string,
  { sums }: KnownFiles,
  paths: readonly string[],
): void {
  const made = new Set(paths.map((path) => SYNTHESIZED.unitOf?.(path)?.folder));
  const problems = foldersOf(join(folder, "stacks")).flatMap((name) => {
    const unit = `stacks/${name}`;
    if (made.has(unit)) return [];
    const lost = unmakeable(folder, unit, sums).filter(
      (path) =>
        !LEFT_BY_CDKTF.has(path) &&
        !SYNTHESIZED.isOwn?.(join(folder, unit, path), `${unit}/${path}`),
    );
    if (lost.length === 0) return [];
    return [
      {
        file: join(out, unit),
        message: `is not in this run's configs, and cdktf would delete it with ${listed(lost)}`,
        fix: `take a folder of its own for this run: --output ${word(`${out}.other`)}; or name the other config in BYOC_CONFIG too; or move the files away`,
      },
    ];
  });
  if (problems.length > 0) throw new FilesError(problems);
}

function foldersOf(folder: string): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true });
    return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  } catch {
    return [];
  }
}
