import { execFileSync } from "node:child_process";
import { linkSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";
import { inFolder } from "../config/run-in-folder";
import { ended } from "./command";
import { snapshot } from "./snapshot";
import { good } from "../support/said";
import { EXPORT } from "./two-runs";

const WAIVERS = "version: 1\nwaivers: []\n";
const ROWS = `version: 1
rows:
  - { id: own, role: storage, action: "s3:PutBucketPolicy", resource: "arn:aws:s3:::{bucket}", expected: deny, why: mine }
`;
const FILES = {
  "cfg.yaml": EXPORT.next,
  "byoc.yaml": EXPORT.next,
  "w.yaml": WAIVERS,
  "rows.yaml": ROWS,
  "scp.json":
    '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}',
  "notes.txt": "mine",
  "sub/x.txt": "mine",
};
const IN = "in/stacks/acme-milvus-access/cdk.tf.json";
const FORMATS = ["terminal", "json", "sarif", "junit", "markdown", "github"];

/** Does something where `in` holds synthesized files. */
function withInput(action: () => Promise<void>): Promise<void> {
  return inFolder(FILES, async () => {
    await good(["synth", "--quiet", "--config", "cfg.yaml", "--out", "in"]);
    await action();
  });
}

async function refused(args: readonly string[], message: RegExp | string): Promise<void> {
  const old = snapshot(".");
  const { code, out, error } = await ended(args);
  expect(error).toMatch(message);
  expect(error).toMatch(/error\[\w+\] \S.*\n {2}\S[^]*\n {2}fix: \S/);
  expect(error).not.toContain("wrote ");
  expect({ code, out }).toEqual({ code: 2, out: "" });
  expect(snapshot(".")).toEqual(old);
}

describe("byoc check writes nothing over what it reads", () => {
  it.each(FORMATS)("as %s", (format) =>
    withInput(async () => {
      for (const file of ["cfg.yaml", "w.yaml", "rows.yaml", "scp.json", IN, `./sub/../${IN}`]) {
        const also = ["--config", "cfg.yaml", "--waivers", "w.yaml", "--rows", "rows.yaml"];
        await refused(
          ["check", "in", ...also, "--scp", "scp.json", "--format", `${format}=${file}`],
          /would overwrite \S+, which is read|exists, and is no report/,
        );
      }
    }),
  );

  it.each<[string, string, () => void]>([
    ["a link", "link", () => symlinkSync(IN, "link")],
    ["a link in a linked folder", "dir/cdk.tf.json", () => symlinkSync(dirname(IN), "dir")],
    ["a hard link", "hard", () => linkSync(IN, "hard")],
    ["a link of /proc", `/proc/self/cwd/${IN}`, () => {}],
    ["another link of /proc", `/proc/self/root/proc/self/cwd/${IN}`, () => {}],
  ])("by %s", (_what, file, make) =>
    withInput(async () => {
      make();
      await refused(["check", "in", "--format", `json=${file}`], /which is read|is no report/);
      await refused(["check", IN, "--format", `json=${file}`], "which is read");
      await refused(["check", IN, "--baseline", file], "which is read");
    }),
  );

  it.each<[string, string[], RegExp]>([
    ["the file named", ["check", IN, "--format", `json=${IN}`], /which is read/],
    [
      "the config of its own accord",
      ["check", "--format", "json=byoc.yaml"],
      /would overwrite byoc.yaml, which is read/,
    ],
    ["a config as baseline", ["check", "in", "--baseline", "cfg.yaml"], /exists/],
    [
      "waivers as baseline",
      ["check", "in", "--waivers", "w.yaml", "--baseline", "w.yaml"],
      /which is read/,
    ],
    ["one file twice", ["check", "in", "--format", "json=./same,sarif=same"], /is the file of/],
    [
      "a report and a baseline",
      ["check", "in", "--format", "json=a", "--baseline", "a"],
      /file of/,
    ],
    ["a file of the user's", ["check", "in", "--format", "json=notes.txt"], /is no report/],
    ["one in a good list", ["check", "in", "--format", "sarif=ok,json=notes.txt"], /is no report/],
    ["a folder", ["check", "in", "--format", "json=sub"], /is a folder/],
    [
      "a folder that is read",
      ["check", "in", "--format", "json=in"],
      /would overwrite|is a folder/,
    ],
    ["no folder", ["check", "in", "--format", "json=nope/r.json"], /there is no folder nope/],
    ["below a file", ["check", "in", "--format", "json=notes.txt/r"], /notes\.txt is no folder/],
    ["a place that takes no files", ["check", "in", "--format", "json=/proc/byoc.json"], /\S/],
    ["a bad baseline", ["check", "in", "--format", "json=r", "--baseline", "sub"], /is a folder/],
  ])("%s", (_what, args, message) => withInput(() => refused(args, message)));

  it("through a link to itself", () =>
    withInput(async () => {
      symlinkSync("link", "link");
      await refused(["check", "in", "--format", "json=link"], "leads to itself");
    }));

  it("through a link to nothing", () =>
    withInput(async () => {
      symlinkSync("nothing", "link");
      await refused(["check", "in", "--format", "json=link"], "leads to nothing");
      await refused(["check", "in", "--baseline", "link"], "leads to nothing");
    }));

  it("says all that is wrong at once", () =>
    withInput(async () => {
      const targets = `json=${IN},sarif=cfg.yaml,junit=nope/x,markdown=notes.txt`;
      const { error } = await ended(["check", "in", "--config", "cfg.yaml", "--format", targets]);
      expect(error.match(/^error\[/gm)?.length).toBeGreaterThanOrEqual(3);
    }));
});

describe("byoc check writes", () => {
  it.each(FORMATS)("%s: a new file, and over a report of any format", (format) =>
    withInput(async () => {
      const old = snapshot(".");
      const { code } = await ended(["check", "in", "--format", `${format}=r`]);
      expect(code).toBe(0);
      expect(Object.keys(snapshot(".")).filter((path) => !(path in old))).toEqual(["r"]);
      for (const other of FORMATS) {
        const run = await ended(["check", "in", "--format", `${other}=r`]);
        expect({ other, ...run }).toMatchObject({ other, code: 0 });
      }
      expect((await ended(["check", "in", "--format", `${format}=r`])).code).toBe(0);
    }),
  );

  it("behind a link to an earlier report, keeping its mode; into an empty file; to a device", () =>
    withInput(async () => {
      writeFileSync("empty", "", { mode: 0o600 });
      symlinkSync("empty", "link");
      const args = ["check", "in", "--format", "json=link,sarif=/dev/null"];
      expect(await ended(args)).toMatchObject({ code: 0, out: "" });
      expect(await ended(args)).toMatchObject({ code: 0, out: "" });
      const now = snapshot(".");
      expect(now["link"]).toBe("link to empty");
      expect(now["empty"]).toMatch(/^file 600 \{/);
    }));

  it("to a full device: says so, and ends with 2", () =>
    withInput(async () => {
      await refused(["check", "in", "--format", "json=/dev/full"], "no space left on the disk");
    }));

  it("does not say that nothing was written when the first of two was", () =>
    withInput(async () => {
      const { code, error } = await ended(["check", "in", "--format", "json=r,sarif=/dev/full"]);
      expect(code).toBe(2);
      expect(error).not.toContain("nothing was written");
      expect(snapshot(".")["r"]).toMatch(/^file/);
    }));

  it("to a pipe that somebody reads", () =>
    withInput(async () => {
      execFileSync("mkfifo", ["pipe"]);
      execFileSync("sh", ["-c", "cat pipe > read </dev/null >/dev/null 2>&1 &"]);
      mkdirSync("done");
      const { code } = await ended(["check", "in", "--format", "json=pipe"]);
      expect(code).toBe(0);
    }));
});

describe("byoc init writes", () => {
  const INIT = ["init", "--name", "acme", "--account-id", "111122223333", "--sections", "project"];
  const args = (file: string) => [...INIT, "--region", "us-west-2", "--config", file];

  it.each<[string, () => void]>([
    ["a file", () => writeFileSync("x.yaml", "mine")],
    ["an empty file", () => writeFileSync("x.yaml", "")],
    ["a folder", () => mkdirSync("x.yaml")],
    ["a link to a file", () => symlinkSync("notes.txt", "x.yaml")],
    ["a link to nothing", () => symlinkSync("nothing", "x.yaml")],
    ["a pipe", () => execFileSync("mkfifo", ["x.yaml"])],
  ])("never over %s", (_what, make) =>
    inFolder(FILES, async () => {
      make();
      const old = snapshot(".");
      const { code, error } = await ended(args("x.yaml"));
      expect({ code, error }).toEqual({ code: 2, error: expect.stringContaining("exists") });
      expect(snapshot(".")).toEqual(old);
    }),
  );

  it("nothing where it may not, and nothing but the file where it may", () =>
    inFolder(FILES, async () => {
      const old = snapshot(".");
      for (const file of ["notes.txt/x.yaml", "/proc/x.yaml", `${"x".repeat(300)}.yaml`]) {
        expect(await ended(args(file))).toMatchObject({ code: 2, out: "" });
        expect(snapshot(".")).toEqual(old);
      }
      expect(await ended(args("x.yaml"))).toMatchObject({ code: 0 });
      expect(Object.keys(snapshot(".")).filter((path) => !(path in old))).toEqual(["x.yaml"]);
    }));
});
