import { execFileSync, spawnSync } from "node:child_process";
import {
  chmodSync,
  copyFileSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { dirname } from "node:path";
import { BUNDLE } from "../build/byoc";
import { inFolder } from "../config/run-in-folder";
import { ended, type Ended } from "./command";
import { only, snapshot, type Snapshot } from "./snapshot";
import { good } from "../support/said";
import { EXPORT, SYNTH } from "./two-runs";

const ONE = EXPORT.next;
const TWO = EXPORT.old;
const FILES = { "one.yaml": ONE, "two.yaml": TWO, "mine.tf": "precious", "elsewhere/x.tf": "x" };
const NOBODY = 65534;

interface Command {
  readonly args: (out: string, config: string) => string[];
  /** A generated file, one of the stack that only two.yaml makes, and the folders of both. */
  readonly file: string;
  readonly live: string;
  readonly gone: string;
}

const COMMANDS: Readonly<Record<string, Command>> = {
  synth: {
    args: (out, config) => ["synth", "--quiet", "--config", config, "--out", out],
    file: "stacks/acme-milvus-access/cdk.tf.json",
    live: "stacks/acme-milvus-access",
    gone: "stacks/acme-integration",
  },
  export: {
    args: (out, config) => [
      "export",
      "--quiet",
      "--format",
      "json",
      "--config",
      config,
      "--out",
      out,
    ],
    file: "acme-milvus-access/json/cdk.tf.json",
    live: "acme-milvus-access/json",
    gone: "acme-integration/json",
  },
};

const fifo = (path: string) => execFileSync("mkfifo", [path]);
const text = (content: string) => (path: string) => writeFileSync(path, content);

/** Things of a user, each made at a path. */
const THINGS: Readonly<Record<string, (path: string) => void>> = {
  "terraform.tfstate": text('{"version": 4}'),
  ".terraform.lock.hcl": text("provider {}"),
  "x_override.tf.json": text("{}"),
  "prod.auto.tfvars": text("a = 1"),
  "main.tf": text("resource {}"),
  plan: text("binary"),
  "private.key": (path) => writeFileSync(path, "key", { mode: 0o400 }),
  "run.sh": (path) => writeFileSync(path, "#!/bin/sh", { mode: 0o755 }),
  "a folder": (path) => mkdirSync(`${path}/deep/er`, { recursive: true }),
  ".byoc-backup": (path) => {
    mkdirSync(path);
    writeFileSync(`${path}/kept.txt`, "kept");
  },
  "link to a file": (path) => symlinkSync("/etc/hostname", path),
  "link to a folder": (path) => symlinkSync(process.cwd(), path),
  "link to nothing": (path) => symlinkSync("nothing", path),
  "hard link": (path) => linkSync("one.yaml", path),
  pipe: fifo,
};

/** One error of one form, and no word of where files are made. */
function told({ code, error, out }: Ended, message: RegExp | string): void {
  expect(error).toMatch(message);
  expect(error).toMatch(/^error\[\w+\] \S.*\n {2}\S[^]*\n {2}fix: \S/);
  expect(error).not.toMatch(/\n +at |\.byoc-/);
  expect({ code, out }).toEqual({ code: 2, out: "" });
}

const withoutOut = (all: Snapshot, out: string) =>
  only(all, (path) => path !== out && !path.startsWith(`${out}/`));

describe.each(Object.entries(COMMANDS))("byoc %s --out", (name, command) => {
  const { args } = command;
  const run = (out: string) => ended(args(out, "one.yaml"));
  const before = (path: string) => void mkdirSync(dirname(path), { recursive: true });

  it.each<[string, string, () => void]>([
    ["a new folder", "new", () => {}],
    ["a new folder in new ones", "deep/er/new", () => {}],
    ["an empty folder", "empty", () => mkdirSync("empty")],
    ["another spelling", `/proc/self/cwd/empty/../spelt`, () => mkdirSync("empty")],
    ["a name of several words", "ein Ordner é 'x'", () => {}],
  ])("writes %s and nothing else", async (_what, out, make) => {
    await inFolder(FILES, async () => {
      make();
      const old = snapshot(".");
      expect(await run(out)).toMatchObject({ code: 0, error: "" });
      const now = snapshot(".");
      for (const path of Object.keys(old)) expect(now[path]).toBe(old[path]);
      expect(now[`${out.replace("/proc/self/cwd/empty/../", "")}/${command.file}`]).toMatch(
        /^file/,
      );
    });
  });

  it("writes behind a link that the user names", async () => {
    await inFolder(FILES, async () => {
      mkdirSync("real");
      symlinkSync("real", "link");
      const old = snapshot(".");
      expect(await run("link")).toMatchObject({ code: 0, error: "" });
      expect(withoutOut(snapshot("."), "real")).toEqual(withoutOut(old, "real"));
      expect(snapshot("real")[command.file]).toMatch(/^file/);
    });
  });

  it.each<[string, string, () => void, RegExp]>([
    ["an unset variable", "", () => {}, /^error\[file\] --out\n {2}is empty/],
    ["a file", "mine.tf", () => {}, /mine\.tf\n {2}is no folder/],
    ["a name below a file", "mine.tf/out", () => {}, /lies below something that is no folder/],
    ["a device", "/dev/null", () => {}, /is no folder/],
    ["a pipe", "pipe", () => fifo("pipe"), /is no folder/],
    ["a link to nothing", "link", () => symlinkSync("nothing", "link"), /is no folder/],
    ["a link to a file", "link", () => symlinkSync("mine.tf", "link"), /is no folder/],
    ["a link to itself", "link", () => symlinkSync("link", "link"), /is no folder/],
    ["a name that is too long", "x".repeat(300), () => {}, /has too long a name/],
    ["a place that takes no files", "/proc/byoc", () => {}, /\/proc\/byoc\n {2}\S/],
    [
      "another tool's folder",
      "other",
      () => {
        mkdirSync("other/stacks/prod", { recursive: true });
        writeFileSync("other/stacks/prod/main.tf", "precious");
        writeFileSync("other/manifest.json", '{"stacks":{"prod":{}},"owner":"another tool"}');
      },
      /other\/manifest\.json\n {2}is not of/,
    ],
    [
      "a manifest that is a pipe",
      "other",
      () => {
        mkdirSync("other");
        fifo("other/manifest.json");
      },
      /other\/manifest\.json\n {2}is not of/,
    ],
    [
      "a manifest that is a folder",
      "other",
      () => void mkdirSync("other/manifest.json", { recursive: true }),
      /other\/manifest\.json\n {2}is not of/,
    ],
  ])("refuses %s and changes nothing", async (_what, out, make, message) => {
    await inFolder(FILES, async () => {
      make();
      const old = snapshot(".");
      told(await run(out), message);
      expect(snapshot(".")).toEqual(old);
    });
  });

  it("refuses the output of the other command", async () => {
    const [other] = Object.keys(COMMANDS).filter((key) => key !== name);
    await inFolder(FILES, async () => {
      await good(COMMANDS[other!]!.args("out", "one.yaml"));
      const old = snapshot(".");
      told(await run("out"), /out\/manifest\.json\n {2}is not of/);
      expect(snapshot(".")).toEqual(old);
    });
  });

  it("refuses a folder that may not be written", async () => {
    await inFolder(FILES, async () => {
      mkdirSync("locked", { mode: 0o555 });
      chmodSync("one.yaml", 0o644);
      chmodSync(".", 0o755);
      const old = snapshot(".");
      for (const out of ["locked", "locked/new"]) {
        told(await asNobody(() => run(out)), /^error\[file\] locked\S*\n {2}may not be written/);
        expect(snapshot(".")).toEqual(old);
      }
    });
  });

  it("refuses a folder below that may not be written, before anything is", async () => {
    await inFolder(FILES, async () => {
      // A program of its own: the system asks who really runs it.
      copyFileSync(BUNDLE, "byoc.cjs");
      chmodSync(".", 0o755);
      await good(args("out", "one.yaml"));
      const isRoot = process.getuid?.() === 0;
      if (isRoot) execFileSync("chown", ["-R", `${NOBODY}:${NOBODY}`, "out"]);
      chmodSync(`out/${command.live}`, 0o555);
      const old = snapshot(".");
      const { status, stdout, stderr } = spawnSync(
        process.execPath,
        ["byoc.cjs", ...args("out", "one.yaml")],
        { encoding: "utf8", ...(isRoot && { uid: NOBODY, gid: NOBODY }) },
      );
      told({ code: status ?? -1, out: stdout, error: stderr, calls: [] }, "may not be written");
      expect(stderr).toContain(`error[file] out/${command.live}\n`);
      expect(snapshot(".")).toEqual(old);
      chmodSync(`out/${command.live}`, 0o755);
    });
  });

  it.each(["top", "live", "gone"] as const)("leaves what the user has in it: %s", async (place) => {
    await inFolder(FILES, async () => {
      const folder = { top: "out", live: `out/${command.live}`, gone: `out/${command.gone}` }[
        place
      ];
      await good(args("out", "two.yaml"));
      for (const [thing, make] of Object.entries(THINGS)) make(`${folder}/${thing}`);
      const isThing = (path: string) =>
        Object.keys(THINGS).some((thing) => `${path}/`.startsWith(`${folder}/${thing}/`));
      const old = snapshot(".");
      for (let round = 0; round < 2; round += 1) {
        expect(await run("out")).toMatchObject({ code: 0, error: "" });
        const now = snapshot(".");
        expect(only(now, isThing)).toEqual(only(old, isThing));
        expect(withoutOut(now, "out")).toEqual(withoutOut(old, "out"));
      }
    });
  });

  it.each<[string, (file: string) => void]>([
    ["a folder", (file) => mkdirSync(file)],
    ["a link to a file", (file) => symlinkSync(`${process.cwd()}/mine.tf`, file)],
    ["a link to what was there", (file) => symlinkSync(`${process.cwd()}/aside`, file)],
    ["a link to nothing", (file) => symlinkSync("nothing", file)],
    ["a pipe", fifo],
  ])("is stopped by %s in the place of a file or its folder", async (_what, make) => {
    await inFolder(FILES, async () => {
      await good(args("out", "one.yaml"));
      for (const path of [command.file, dirname(command.file)]) {
        // A folder may well stand where a folder belongs.
        if (path !== command.file && _what === "a folder") continue;
        before(`out/${path}`);
        renameSync(`out/${path}`, "aside");
        make(`out/${path}`);
        const old = snapshot(".");
        told(await run("out"), /(is in the way of a|is a link)/);
        expect(snapshot(".")).toEqual(old);
        rmSync(`out/${path}`, { recursive: true });
        renameSync("aside", `out/${path}`);
      }
    });
  });

  it("takes the place of a hard link to an input, which stays as it is", async () => {
    await inFolder(FILES, async () => {
      await good(args("out", "one.yaml"));
      rmSync(`out/${command.file}`);
      linkSync("one.yaml", `out/${command.file}`);
      // Also under --quiet.
      const { code, error } = await ended(args("out", "one.yaml"));
      expect(code).toBe(0);
      expect(error).toContain(`written anew: out/${command.file}`);
      expect(only(snapshot("."), (path) => path === "one.yaml")["one.yaml"]).toBe(
        `file 644 ${ONE}`,
      );
    });
  });

  it("says that it writes anew what was edited, also where the manifest is gone", async () => {
    await inFolder(FILES, async () => {
      await good(args("out", "one.yaml"));
      const edited = `out/${command.file}`;
      const right = snapshot("out")[command.file]!.slice("file 644 ".length);
      writeFileSync(edited, right.replace("acme", "edit"));
      const loud = args("out", "one.yaml");
      expect((await ended(loud)).error).toContain(`written anew: ${edited}`);
      writeFileSync(edited, `${right}\n`);
      rmSync("out/manifest.json");
      const again = await ended(loud);
      // A bundle without its manifest is nobody's.
      if (name === "export") told(again, /holds something else/);
      else expect(again.error).toContain(`written anew: ${edited}`);
    });
  });
});

it("byoc synth --out . writes beside what is there; byoc export refuses", async () => {
  await inFolder(FILES, async () => {
    const old = snapshot(".");
    told(await ended(COMMANDS["export"]!.args(".", "one.yaml")), /holds something else than/);
    expect(snapshot(".")).toEqual(old);
    expect(await ended(COMMANDS["synth"]!.args(".", "one.yaml"))).toMatchObject({ code: 0 });
    const now = snapshot(".");
    expect(Object.keys(now).filter((path) => now[path] !== old[path])).toEqual([
      "manifest.json",
      "stacks",
      "stacks/acme-milvus-access",
      "stacks/acme-milvus-access/cdk.tf.json",
    ]);
  });
});

it.each([
  "[]",
  "null",
  "{}",
  '{"terraform": 5}',
  '{"terraform": {"backend": {"local": null}}}',
  "{",
])("byoc synth keeps a stack that is gone and whose file somebody made %s", async (content) => {
  await inFolder(FILES, async () => {
    await good(COMMANDS["synth"]!.args("out", "two.yaml"));
    const file = "out/stacks/acme-integration/cdk.tf.json";
    writeFileSync(file, content);
    const { code, out } = await ended(["synth", "--config", "one.yaml", "--out", "out"]);
    expect({ code, kept: out.includes("kept out/stacks/acme-integration: ") }).toEqual({
      code: 0,
      kept: true,
    });
    expect(snapshot(".")[file]).toBe(`file 644 ${content}`);
  });
});

describe("commands that only look", () => {
  it.each<[number, string[]]>([
    [0, ["validate", "--config", "two.yaml"]],
    [2, ["validate", "--config", "nope.yaml"]],
    [0, ["check", "--config", "two.yaml"]],
    [0, ["check", "cdktf.out"]],
    [2, ["check", "--waivers", "nope.yaml"]],
    [2, ["check", "nope"]],
    [2, ["check", "--config", "two.yaml", "--format", "json=nope/r.json,sarif=ok.sarif"]],
    [0, ["explain", "bucket-kms"]],
    [0, ["--help"]],
    [0, ["export", "--diff", "cdktf.out", "cdktf.out"]],
    [1, ["export", "--diff", "cdktf.out", "config", "--config", "two.yaml"]],
    [2, ["export", "--diff", "nope"]],
  ])("end with %s and write nothing: %j", async (code, args) => {
    const files = { ...FILES, "byoc.yaml": ONE, "three.yaml": SYNTH.old };
    await inFolder(files, async () => {
      await good(["synth", "--quiet", "--config", "three.yaml"]);
      writeFileSync("cdktf.out/stacks/acme-project/.terraform.lock.hcl", "mine");
      writeFileSync("cdktf.out/stacks/acme-bootstrap/x_override.tf.json", "{}");
      const old = snapshot(".");
      const run = await ended(args);
      expect({ code: run.code, error: run.error }).toEqual({ code, error: expect.any(String) });
      expect(snapshot(".")).toEqual(old);
    });
  });
});

/** Permission bits hold for everybody but root. */
async function asNobody<Result>(work: () => Promise<Result>): Promise<Result> {
  if (process.getuid?.() !== 0) return work();
  process.seteuid!(NOBODY);
  try {
    return await work();
  } finally {
    process.seteuid!(0);
  }
}
