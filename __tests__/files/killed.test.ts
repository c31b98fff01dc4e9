import { existsSync } from "node:fs";
import { join } from "node:path";
import { mixtureLines } from "../../cli/mended";
import { good } from "../support/said";
import { COUNTED, ended } from "./command";
import { only, same, snapshot, type Snapshot } from "./snapshot";
import { EXPORT, inScratch, prepare, SYNTH, type Prepared, type Subject } from "./two-runs";

const isFile = (all: Snapshot) => only(all, (path) => all[path]!.startsWith("file"));
const CUT_OFF = (out: string) =>
  `not whole: ${out}: the first run in it was cut off; another run mends that`;
/** What a run keeps for itself while it works. */
const isOwn = (path: string) => /(^|\/)\.byoc/.test(path);

describe.each([
  ["synth", SYNTH],
  ["export", EXPORT],
])("%s that is killed", (_name, subject: Subject) => {
  const { args, out } = subject;
  let made: Prepared;
  inScratch(async (folder) => {
    made = await prepare(subject, join(folder, "kept"));
  });

  /** Does something after a kill before every call, or in the middle of one that writes. */
  async function atEachCall(
    from: "old" | "nothing",
    look: (call: string) => Promise<void>,
    step: number,
  ): Promise<void> {
    made.begin(from);
    const { calls } = await ended(args("new.yaml"), COUNTED);
    expect(calls.length).toBeGreaterThan(10);
    for (const [index, call] of calls.entries()) {
      if (index % step > 0) continue;
      made.begin(from);
      const half = call.startsWith("write");
      await ended(args("new.yaml"), { at: index + 1, how: "dead", half });
      await look(`${half ? "half of " : ""}${index + 1}: ${call}`);
    }
  }

  // The room that writes is the same: samples are enough for one of them.
  const step = subject === SYNTH ? 1 : 3;

  it("leaves each file the old or the new, says a mix, and the next run mends it", async () => {
    let mixed = 0;
    await atEachCall(
      "old",
      async (call) => {
        const state = only(snapshot(out), (path) => !isOwn(path));
        const files = isFile(state);
        const wrong = Object.keys(files).filter(
          (path) => files[path] !== made.old[path] && files[path] !== made.next[path],
        );
        expect({ call, wrong }).toEqual({ call, wrong: [] });
        const lost = Object.keys(isFile(made.old)).filter(
          (path) => made.next[path] !== undefined && files[path] === undefined,
        );
        expect({ call, lost }).toEqual({ call, lost: [] });
        const isWhole = [made.old, made.next].some((whole) => same(isFile(whole), files));
        if (!isWhole) mixed += 1;
        expect({ call, told: mixtureLines(out).length }).toEqual({ call, told: isWhole ? 0 : 1 });
        await good(args("new.yaml"));
        expect({ call, is: snapshot(out) }).toEqual({ call, is: made.next });
      },
      step,
    );
    expect(mixed).toBeGreaterThan(2 / step);
  });

  if (subject === SYNTH) {
    it("lets another config's run mend it as well", async () => {
      made.begin("old");
      await good(args("new.yaml"));
      await good(args("old.yaml"));
      const back = snapshot(out);
      expect(Object.keys(isFile(back))).toEqual(Object.keys(isFile(made.old)));
      expect(made.next).not.toEqual(made.old);
      await atEachCall(
        "old",
        async (call) => {
          await good(args("old.yaml"));
          expect({ call, is: snapshot(out) }).toEqual({ call, is: back });
        },
        3,
      );
    });
  }

  it("does not block the next run when it was the first, and is told", async () => {
    let parts = 0;
    await atEachCall(
      "nothing",
      async (call) => {
        const files = existsSync(out) ? only(isFile(snapshot(out)), (path) => !isOwn(path)) : {};
        const wrong = Object.keys(files).filter((path) => files[path] !== made.first[path]);
        expect({ call, wrong }).toEqual({ call, wrong: [] });
        const isPart = Object.keys(files).length > 0 && !same(files, isFile(made.first));
        if (isPart)
          expect({ call, told: mixtureLines(out) }).toEqual({ call, told: [CUT_OFF(out)] });
        else if (Object.keys(files).length > 0) expect(mixtureLines(out)).toEqual([]);
        if (isPart) parts += 1;
        await good(args("new.yaml"));
        expect({ call, is: snapshot(out) }).toEqual({ call, is: made.first });
      },
      step,
    );
    expect(parts).toBeGreaterThan(1 / step);
  });
});
