import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { sourceTrace } from "../../cli/run";
import { BUNDLE } from "./byoc";
import { scratchFolder } from "../support/scratch";

/** Line and column, from 1, of a text that is there once. */
function placeOf(text: string, wanted: string): [line: number, column: number] {
  const before = text.slice(0, text.indexOf(wanted)).split("\n");
  return [before.length, before.at(-1)!.length + 1];
}

test("a place in the bundle is one in the sources, where the map lies beside it", () => {
  const wanted = "run again with --debug";
  const [line, column] = placeOf(readFileSync(BUNDLE, "utf8"), wanted);
  const [sourceLine] = placeOf(readFileSync("cli/run.ts", "utf8"), wanted);
  const shown = sourceTrace(`Error: x\n    at a1 (${BUNDLE}:${line}:${column})`);
  expect(shown).toMatch(new RegExp(`^Error: x\\n    at a1 \\(cli/run\\.ts:${sourceLine}:\\d+\\)$`));
});

test("so it is in a folder whose name has spaces, and in a frame without a name", () => {
  const map = readFileSync(`${BUNDLE}.map`, "utf8");
  const bundle = join(scratchFolder({ "byoc stack/byoc.cjs.map": map }), "byoc stack/byoc.cjs");
  const [line, column] = placeOf(readFileSync(BUNDLE, "utf8"), "run again with --debug");
  expect(sourceTrace(`Error: x\n    at ${bundle}:${line}:${column}`)).toMatch(
    /^Error: x\n {4}at cli\/run\.ts:\d+:\d+$/,
  );
  writeFileSync(`${bundle}.map`, "{");
  const broken = `Error: x\n    at f (${bundle}:${line}:${column})`;
  expect(sourceTrace(broken)).toBe(broken);
});

test("a place in anything else stays", () => {
  const trace = "Error: x\n    at node:fs:573:18\n    at f (/nowhere/byoc.cjs:1:2)";
  expect(sourceTrace(trace)).toBe(trace);
});
