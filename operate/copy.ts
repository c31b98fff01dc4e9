import { cpSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, relative, sep } from "node:path";
import { removeQuietly } from "../files/folders";
import { IMPORTS } from "./adopt/import-file";

/** Not in a copy: what was installed for another backend, and imports, for which AWS is asked. */
const LEFT_OUT: ReadonlySet<string | undefined> = new Set([".terraform", IMPORTS]);

/** Works in a copy of what Terraform reads in a stack's folder; it is gone afterwards. */
export async function inCopy<Result>(
  folder: string,
  work: (copy: string) => Promise<Result>,
): Promise<Result> {
  const copy = mkdtempSync(join(tmpdir(), "byoc-"));
  try {
    const isWanted = (path: string) => !LEFT_OUT.has(relative(folder, path).split(sep)[0]);
    cpSync(folder, copy, { recursive: true, filter: isWanted });
    return await work(copy);
  } finally {
    removeQuietly(copy);
  }
}
