import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { mixtureLines } from "../../cli/mended";
import { good } from "../support/said";
import { COUNTED, ended } from "./command";
import { only, same, snapshot, type Snapshot } from "./snapshot";
import { EXPORT, inScratch, prepare, SYNTH, type Prepared, type Subject } from "./two-runs";

/** What is said of each error that the system is made to give. */
const REASONS: readonly (readonly [string, string])[] = [
  ["ENOSPC", "there is no space left on the disk"],
  ["EACCES", "may not be written"],
  ["EIO", "cannot be written (EIO)"],
];

const STAYS = ["from then on", true] as const;

/** Where a run's own files lie while it works. */
const withoutOwn = (all: Snapshot) => only(all, (path) => !/(^|\/)\.byoc/.test(path));

describe.each([
  ["synth", SYNTH],
  ["export", EXPORT],
])("%s that the system refuses a call", (_name, subject: Subject) => {
  const { args, out } = subject;
  let made: Prepared;
  inScratch(async (folder) => {
    made = await prepare(subject, join(folder, "kept"));
  });

  // The room that writes is the same: samples of a disk that stays full are enough for one of them.
  const step = subject === SYNTH ? 1 : 4;
  it.each(subject === SYNTH ? [["once", false] as const, STAYS] : [STAYS])(
    "says why, and what is there is old or new, %s",
    async (_often, stays) => {
      made.begin("old");
      const { calls } = await ended(args("new.yaml"), COUNTED);
      let refused = 0;
      for (const [index, call] of calls.entries()) {
        if (index % step > 0) continue;
        const [code, reason] = REASONS[index % REASONS.length]!;
        const half = call.startsWith("write");
        made.begin("old");
        const run = await ended(args("new.yaml"), { at: index + 1, how: code, half, stays });
        const state = snapshot(out);
        const told = { call, code, exit: run.code, said: run.error };
        if (run.code === 0) {
          // What could not be cleaned up waits for the next run.
          expect({ ...told, state: withoutOwn(state) }).toEqual({ ...told, state: made.next });
        } else {
          refused += 1;
          expect(told).toEqual({ ...told, exit: 2 });
          expect(run.error).toMatch(/^error\[file\] \S+\n {2}\S/);
          expect(run.error).toContain(reason);
          expect(run.error).not.toMatch(/\.byoc|\n +at /);
          if (run.error.includes("it holds files of two runs now")) {
            expect({ ...told, mix: mixtureLines(out).length }).toEqual({ ...told, mix: 1 });
            expect(run.error).not.toContain("nothing was written");
          } else {
            expect({ ...told, state }).toEqual({ ...told, state: made.old });
            continue;
          }
        }
        if (run.code === 0 && same(state, made.next)) continue;
        await good(args("new.yaml"));
        expect({ ...told, state: snapshot(out) }).toEqual({ ...told, state: made.next });
      }
      expect(refused).toBeGreaterThan(10 / step);
    },
  );
});

describe("a single file that the system refuses to write", () => {
  const INIT = ["init", "--name", "acme", "--account-id", "111122223333", "--sections", "project"];
  const JUDGE = ["check", "old", "--format", "json=r.json,sarif=r.sarif"];
  inScratch(async () => {
    writeFileSync("old.yaml", EXPORT.next);
    await good(["synth", "--quiet", "--config", "old.yaml", "--out", "old"]);
  });

  it.each([
    ["init", [...INIT, "--region", "us-west-2"], ["byoc.yaml"], 0],
    ["check", JUDGE, ["r.json", "r.sarif"], 0],
    ["check over earlier reports", JUDGE, ["r.json", "r.sarif"], 1],
    ["check --baseline", ["check", "old", "--baseline", "w.yaml"], ["w.yaml"], 0],
  ])("%s", async (_name, args, files, earlier) => {
    const clean = () => files.forEach((file) => rmSync(file, { force: true }));
    const begin = () => {
      clean();
      if (earlier) files.forEach((file) => writeFileSync(file, REPORT, { mode: 0o600 }));
    };
    begin();
    const old = snapshot(".");
    const { calls, code } = await ended(args, COUNTED);
    const next = snapshot(".");
    expect(calls.length).toBeGreaterThanOrEqual(3 * files.length);
    for (const [index, call] of calls.entries()) {
      for (const how of [REASONS[index % REASONS.length]![0], "dead"]) {
        begin();
        const half = call.startsWith("write");
        const run = await ended(args, { at: index + 1, how, half });
        const state = snapshot(".");
        const told = { call, how, exit: run.code, said: run.error };
        const wrong = Object.keys(withoutOwn(state)).filter(
          (path) => state[path] !== old[path] && state[path] !== next[path],
        );
        expect({ ...told, wrong }).toEqual({ ...told, wrong: [] });
        if (how !== "dead") {
          if (run.code === 2) expect(run.error).toMatch(/error\[file\] \S+\n {2}\S/);
          else expect(told).toEqual({ ...told, exit: code });
          const left = Object.keys(state).filter((path) => /(^|\/)\.byoc/.test(path));
          // Where the removal itself was refused.
          if (!call.startsWith("rm")) expect({ ...told, left }).toEqual({ ...told, left: [] });
        }
        if (earlier === 0) clean();
        expect((await ended(args)).code).toBe(code);
        expect({ ...told, state: snapshot(".") }).toEqual({ ...told, state: next });
      }
    }
    clean();
  });
});

const REPORT = '{\n  "version": 1,\n  "tool": {\n    "name": "byoc"\n  }\n}\n';
