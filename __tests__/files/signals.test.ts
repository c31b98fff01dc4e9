import { spawnSync } from "node:child_process";
import { existsSync, rmSync } from "node:fs";
import { join, resolve } from "node:path";
import { mixtureLines } from "../../cli/mended";
import { BUNDLE } from "../build/byoc";
import { good } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { COUNTED, ended } from "./command";
import { only, same, snapshot } from "./snapshot";
import {
  goodByBundle,
  inScratch,
  prepare,
  SYNTH,
  EXPORT,
  type Prepared,
  type Subject,
} from "./two-runs";

const PRELOAD = resolve("__tests__/support/fault.cjs");
const SIGNALS = ["SIGKILL", "SIGINT", "SIGTERM"] as const;

/** Ends a run of the bundle by a signal that it sends itself at a call. */
function killed(args: readonly string[], at: number, how: string) {
  const { signal, stderr } = spawnSync(process.execPath, ["--require", PRELOAD, BUNDLE, ...args], {
    encoding: "utf8",
    env: { PATH: process.env["PATH"], BYOC_FAULT: `${at} ${how}` },
  });
  return { signal, stderr };
}

describe.each([
  // Samples: killed.test.ts ends a run at every call, within its process.
  [
    "synth",
    { ...SYNTH, ...pick(EXPORT), mine: { "stacks/acme-milvus-access/x.tfvars": "x" } },
    4,
    good,
  ],
  ["export", EXPORT, 17, goodByBundle],
] as const)("%s that a signal ends", (_name, subject: Subject, step, run) => {
  let folder: string;
  let made: Prepared;
  inScratch(async (own) => {
    if (!existsSync(BUNDLE)) throw new Error("dist/byoc.cjs is missing: npm run build");
    folder = own;
    made = await prepare(subject, join(folder, "kept"), run);
  });

  it("leaves old or new files, and the next run mends it", async () => {
    const { args, out } = subject;
    made.begin("old");
    const { calls } = await ended(args("new.yaml"), COUNTED);
    // What a run keeps in a folder of the system's is not counted there.
    const own = calls.filter((call) => call.includes(folder));
    for (let at = 1; at <= own.length; at += step) {
      const signal = SIGNALS[at % SIGNALS.length]!;
      made.begin("old");
      const how = own[at - 1]!.startsWith("write") ? `half ${signal}` : signal;
      const ran = killed(args("new.yaml"), at, how);
      const what = { call: own[at - 1], stderr: ran.stderr };
      expect({ ...what, signal: ran.signal }).toEqual({ ...what, signal });
      const state = only(snapshot(out), (path) => !/(^|\/)\.byoc/.test(path));
      const files = only(state, (path) => state[path]!.startsWith("file"));
      const wrong = Object.keys(files).filter(
        (path) => files[path] !== made.old[path] && files[path] !== made.next[path],
      );
      expect({ ...what, wrong }).toEqual({ ...what, wrong: [] });
      const isWhole = [made.old, made.next].some((whole) =>
        same(
          files,
          only(whole, (path) => whole[path]!.startsWith("file")),
        ),
      );
      expect({ ...what, told: mixtureLines(out).length }).toEqual({
        ...what,
        told: isWhole ? 0 : 1,
      });
      await run(args("new.yaml"));
      expect({ ...what, state: snapshot(out) }).toEqual({ ...what, state: made.next });
    }
  }, 120_000);
});

requires("mount")("a disk that is really full", () => {
  const before = process.cwd();
  let folder: string;
  beforeEach(() => (folder = scratchFolder()));
  afterEach(() => {
    process.chdir(before);
    spawnSync("umount", [folder]);
  });

  it.each([
    ["synth", SYNTH, 256],
    ["export", EXPORT, 512],
  ])("%s: says so, and leaves what was there", async (_name, subject, size) => {
    const elsewhere = scratchFolder();
    process.chdir(elsewhere);
    const made = await prepare(subject, join(elsewhere, "kept"));
    spawnSync("mount", ["-t", "tmpfs", "-o", `size=${size}k`, "tmpfs", folder]);
    spawnSync("cp", ["-a", "kept", join(folder, "out")]);
    const command = (config: string) => [...subject.args(config), "--out", join(folder, "out")];
    // Fills what is left but for one page.
    spawnSync("sh", ["-c", `cat /dev/zero > ${folder}/zero; truncate -s -4096 ${folder}/zero`]);
    const run = await ended(command("new.yaml"));
    expect(run.code).toBe(2);
    expect(run.error).toContain("there is no space left on the disk");
    expect(snapshot(join(folder, "out"))).toEqual(made.old);
    rmSync(join(folder, "zero"));
    await good(command("old.yaml"));
    expect(mixtureLines(join(folder, "out"))).toEqual([]);
  });
});

function pick({ old, next }: Subject): Pick<Subject, "old" | "next"> {
  return { old, next };
}
