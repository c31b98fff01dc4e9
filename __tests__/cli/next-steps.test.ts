import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { runProgram } from "../build/byoc";
import { nextSteps } from "../../cli/synth";
import { scratchFolder } from "../support/scratch";

const IDS = Array.from({ length: 12 }, (_, index) => `acme-${index}-project`);

/** What a shell runs: the arguments of each call of terraform, a line each. */
function ran(lines: readonly string[], refused = "nothing"): string[] {
  const folder = scratchFolder({ log: "" });
  const log = join(folder, "log");
  const terraform = `#!/bin/sh\nprintf '%s|' "$@" >> '${log}'; echo >> '${log}'\ncase "$*" in *${refused}*) exit 1;; esac\n`;
  writeFileSync(join(folder, "terraform"), terraform, { mode: 0o755 });
  const PATH = `${folder}:${process.env["PATH"]}`;
  runProgram("sh", ["-c", lines.join("\n")], { env: { PATH } });
  return readFileSync(log, "utf8").split("\n").slice(0, -1);
}

const calls = (ids: readonly string[], folder: string) =>
  ids.flatMap((id) => [
    `-chdir=${folder}/stacks/${id}|init|`,
    `-chdir=${folder}/stacks/${id}|apply|`,
  ]);

describe.each([
  ["a plain folder", "cdktf.out"],
  ["a folder with spaces", "my folder/it's $HOME"],
  ["a folder with what a shell obeys", 'a;b&c`d`$(e)"f"*'],
])("%s", (_, out) => {
  it.each([
    ["one stack", 1],
    ["a handful", 8],
    ["more", 12],
  ])("of %s: every stack is initialized and applied, in order", (_many, count) => {
    const ids = IDS.slice(0, count);
    expect(ran(nextSteps(ids, out))).toEqual(calls(ids, out));
  });
});

it("of many stacks, none is touched after one that fails", () => {
  expect(ran(nextSteps(IDS, "out"), "acme-2-project*apply")).toEqual(calls(IDS.slice(0, 3), "out"));
});

it("says the commands of a few plainly", () => {
  expect(nextSteps(["a-bootstrap", "a-project"], "cdktf.out")).toEqual([
    "terraform -chdir=cdktf.out/stacks/a-bootstrap init",
    "terraform -chdir=cdktf.out/stacks/a-bootstrap apply",
    "terraform -chdir=cdktf.out/stacks/a-project init",
    "terraform -chdir=cdktf.out/stacks/a-project apply",
  ]);
});
