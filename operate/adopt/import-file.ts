import { readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { lying } from "../../files/place";
import { sha256 } from "../../files/tree";
import { writeWhole } from "../../files/whole";
import { ProblemError, usageProblem } from "../../text/problem";
import { parsedJson, valueAt } from "../../text/record";
import { fileIn, listAt, resourcesOf } from "../made";
import type { Stack } from "../stacks";
import type { Import } from "./existing";

/** Import blocks of what exists, beside a stack's own file. */
export const IMPORTS = "imports.tf.json";

const ABOUT =
  "written by byoc adopt; once it is applied it has done its work, and byoc apply removes it";

/** Text of the file; the same imports give the same bytes. */
export function importsText(imports: readonly Import[]): string {
  const blocks = imports.map(({ address, id }) => ({ to: address, id }));
  const notes = { byoc: ABOUT, sha256: sumOfBlocks(blocks) };
  return `${JSON.stringify({ "//": notes, import: blocks }, null, 2)}\n`;
}

/** Text of a stack's file; undefined where none lies there. */
export function importsIn({ folder }: Pick<Stack, "folder">): string | undefined {
  const file = join(folder, IMPORTS);
  return lying(file)?.isFile() === true ? readFileSync(file, "utf8") : undefined;
}

/** Whether such a text is as it was written here; what somebody has edited is theirs. */
export function isOurs(text: string): boolean {
  const file = parsedJson(text);
  return valueAt(file, ["//", "sha256"]) === sumOfBlocks(valueAt(file, ["import"]));
}

/**
 * What somebody else has left in the place of such a file is not written over.
 *
 * @throws ProblemError with each of them.
 */
export function refuseEdited(stacks: readonly Stack[]): void {
  const problems = stacks.flatMap((stack) => {
    const text = importsIn(stack);
    if (text === undefined || isOurs(text)) return [];
    return usageProblem(join(stack.folder, IMPORTS), "was not written by byoc as it is", {
      fix: "move it away; byoc writes a file of that name",
    });
  });
  if (problems.length > 0) throw new ProblemError(problems);
}

/** Makes a stack's file what it has to be. @returns whether it was otherwise before. */
export function keepImports(stack: Stack, text: string | undefined): boolean {
  if (importsIn(stack) === text) return false;
  if (text === undefined) forgetImports(stack);
  else writeWhole(join(stack.folder, IMPORTS), text);
  return true;
}

/** Takes out what a stack makes no longer: Terraform refuses to import it. */
export function pruneImports(stack: Stack): void {
  const text = importsIn(stack);
  if (text === undefined || !isOurs(text)) return;
  const imports = importsOf(text);
  const made = new Set(resourcesOf({ json: fileIn(stack) }).map(({ address }) => address));
  const kept = imports.filter(({ address }) => made.has(address));
  if (kept.length < imports.length) {
    keepImports(stack, kept.length === 0 ? undefined : importsText(kept));
  }
}

/** What such a text asks for. */
export function importsOf(text: string): Import[] {
  return listAt(parsedJson(text), "import").map((block) => ({
    address: String(valueAt(block, ["to"])),
    id: String(valueAt(block, ["id"])),
  }));
}

/**
 * Removes a stack's file once its plan was applied: all that it asks for is done, and it would be in
 * the way of the first plan without one of those resources. What somebody has edited stays.
 */
export function forgetImports(stack: Pick<Stack, "folder">): void {
  const text = importsIn(stack);
  if (text !== undefined && isOurs(text)) rmSync(join(stack.folder, IMPORTS));
}

function sumOfBlocks(blocks: unknown): string {
  return sha256(JSON.stringify(blocks ?? null));
}
