import { mkdtempSync, readdirSync, readFileSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, sep } from "node:path";
import type { Deployment } from "../config/deployment";
import type { StackFile } from "../review/stack-file";
import type { JsonObject } from "../hcl/json";
import { removeQuietly } from "../files/folders";
import { FilesError, reasonOf } from "../files/problem";
import { synthesize } from "../stacks/synthesize";

/**
 * What configs make, without a folder of the user's being touched.
 *
 * @param out output folder whose files they would be; only reports name it.
 */
export function synthesized(
  deployments: readonly Deployment[],
  out = "",
): {
  readonly stacks: readonly StackFile[];
  /** By the names of the files, below the output folder. */
  readonly texts: ReadonlyMap<string, string>;
} {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(join(tmpdir(), "byoc-"));
    const { stacks, files } = synthesize(deployments, folder);
    const texts = files.map((file) => readFileSync(file, "utf8"));
    return {
      stacks: stacks.map(({ id, section, document, deployment }, index) => ({
        id,
        section,
        document,
        deployment,
        json: JSON.parse(texts[index]!) as JsonObject,
        assets: besides(files[index]!),
      })),
      texts: new Map(
        stacks.map(({ id }, index) => [join(out, "stacks", id, "cdk.tf.json"), texts[index]!]),
      ),
    };
  } catch (error) {
    const { syscall, path } = error as NodeJS.ErrnoException;
    if (syscall === undefined || !path?.startsWith(folder ?? "")) throw error;
    const fix = "make room there, or name another folder for it in TMPDIR";
    throw new FilesError([{ file: tmpdir(), message: reasonOf(error), fix }]);
  } finally {
    if (folder !== undefined) removeQuietly(folder);
  }
}

/** What lies in the folder of a stack's file, by path. */
function besides(file: string): Map<string, Uint8Array> {
  const folder = dirname(file);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).sort();
  return new Map(
    paths
      .filter((path) => join(folder, path) !== file && statSync(join(folder, path)).isFile())
      .map((path) => [path.split(sep).join("/"), readFileSync(join(folder, path))]),
  );
}
