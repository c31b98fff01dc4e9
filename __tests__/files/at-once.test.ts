import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { mixtureLines } from "../../cli/mended";
import { BUNDLE } from "../build/byoc";
import { inFolder } from "../config/run-in-folder";
import { ended } from "./command";
import { same, snapshot, type Snapshot } from "./snapshot";
import { EXPORT, goodByBundle, SYNTH } from "./two-runs";

const FILES = { "old.yaml": EXPORT.old, "new.yaml": EXPORT.next };
const HOLDS = (owner: string) => `out/.byoc.lock/${owner}`;
const REFUSED = /^error\[file\] out\n {2}another run is writing this folder/;

/** Runs the bundle beside this process. */
function started(args: readonly string[]): Promise<{ code: number | null; error: string }> {
  if (!existsSync(BUNDLE)) throw new Error("dist/byoc.cjs is missing: npm run build");
  const child = spawn(process.execPath, [BUNDLE, ...args], { stdio: ["ignore", "ignore", "pipe"] });
  let error = "";
  child.stderr.on("data", (data: Buffer) => (error += data.toString()));
  return new Promise((done) => child.on("close", (code) => done({ code, error })));
}

describe.each([
  // A lock of a dead run lies there in the second round: only one may take it over.
  ["synth", SYNTH, ["free", "held by a dead run"]],
  ["export", EXPORT, ["held by a dead run"]],
] as const)("several runs of %s at once in one folder", (_name, { args }, rounds) => {
  const command = (config: string) => [...args(config), "--out", "out"];

  it(
    "leave what one of them makes, whole; those that are refused say why",
    () =>
      inFolder(FILES, async () => {
        const wholes: Snapshot[] = [];
        for (const first of ["old.yaml", "new.yaml"]) {
          goodByBundle(command(first));
          wholes.push(snapshot("out"));
          rmSync("out", { recursive: true });
        }
        for (const lock of rounds) {
          if (lock !== "free") mkdirSync(HOLDS(`999999999@${hostname()}`), { recursive: true });
          const configs = ["old.yaml", "new.yaml", "old.yaml", "new.yaml"];
          const runs = await Promise.all(configs.map((config) => started(command(config))));
          for (const { code, error } of runs) {
            expect([0, 2]).toContain(code);
            if (code === 2) expect(error).toMatch(REFUSED);
          }
          expect(runs.map(({ code }) => code)).toContain(0);
          const now = snapshot("out");
          expect(wholes.filter((whole) => same(whole, now))).toHaveLength(1);
          expect(mixtureLines("out")).toEqual([]);
        }
      }),
    60_000,
  );
});

describe("the lock of a folder", () => {
  const run = () => ended([...SYNTH.args("new.yaml"), "--out", "out"]);
  const DONE = ["manifest.json", "stacks"];
  const left = () => Object.keys(snapshot("out")).filter((path) => !path.includes("/"));

  it.each<[string, () => void]>([
    ["a process that is dead", () => hold(`999999999@${hostname()}`)],
    ["a process with this one's number", () => hold(`${process.pid}@${hostname()}`)],
    ["nobody", () => mkdirSync("out/.byoc.lock", { recursive: true })],
    ["garbage", () => hold("garbage")],
    ["several pieces of garbage", () => ["0@", "x", "-1@host", "1e3@host"].forEach(hold)],
    ["a file", () => lay(() => writeFileSync("out/.byoc.lock", "{"))],
    ["a link to nothing", () => lay(() => symlinkSync("nothing", "out/.byoc.lock"))],
    ["a link to a folder", () => lay(() => symlinkSync("..", "out/.byoc.lock"))],
    ["a killed run that was getting it ready", () => mkdirSync("out/.byoc.lock.999999999@x", DEEP)],
  ])("is taken from %s", (what, make) =>
    inFolder(FILES, async () => {
      make();
      const old = snapshot(".");
      expect(await run()).toMatchObject({ code: 0, error: "" });
      // Of another machine's processes nothing but the age is known.
      const rest = what.includes("ready") ? [".byoc.lock.999999999@x"] : [];
      expect(left()).toEqual([...rest, ...DONE]);
      expect(readFileSync("old.yaml", "utf8")).toBe(EXPORT.old);
      expect(snapshot(".")["new.yaml"]).toBe(old["new.yaml"]);
    }),
  );

  it.each([
    ["a process that is alive", `${process.ppid}@${hostname()}`],
    ["one of another machine", `4711@somewhere-else`],
  ])("is left to %s, and nothing is written", (_what, owner) =>
    inFolder(FILES, async () => {
      hold(owner);
      const old = snapshot(".");
      const { code, error } = await run();
      expect(code).toBe(2);
      expect(error).toMatch(REFUSED);
      expect(error).toContain(`process ${owner.replace("@", " on ")}`);
      expect(error).toContain(`delete ${join(process.cwd(), "out/.byoc.lock")}`);
      expect(snapshot(".")).toEqual(old);
    }),
  );
});

const DEEP = { recursive: true };
const lay = (make: () => void) => {
  mkdirSync("out");
  make();
};
const hold = (owner: string) => {
  mkdirSync("out/.byoc.lock", DEEP);
  writeFileSync(HOLDS(owner), "");
};
