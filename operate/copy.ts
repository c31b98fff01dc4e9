import { cpSync } from "node:fs";
import { relative, sep } from "node:path";
import { IMPORTS } from "./adopt/import-file";

/** Not in a copy: what was installed for another backend, and imports, for which AWS is asked. */
const LEFT_OUT: ReadonlySet<string | undefined> = new Set([".terraform", IMPORTS]);

/** Copies what Terraform reads in a stack's folder. */
export function copyOf(folder: string, copy: string): void {
  const isWanted = (path: string) => !LEFT_OUT.has(relative(folder, path).split(sep)[0]);
  cpSync(folder, copy, { recursive: true, filter: isWanted });
}
