import { spawn, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync, symlinkSync } from "node:fs";
import { join, resolve } from "node:path";
import { ConfigError, loadConfigs, type ConfigProblem } from "../../config";
import { scratchFolder } from "../support/scratch";
import { runInFolder } from "./run-in-folder";
import { BASE } from "./wrong/case";

const PROGRAM = resolve("dist/byoc.cjs");
const SHA256 = createHash("sha256").update(BASE).digest("hex");

describe("a config that can be read once only", () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder({ "acme.yaml": BASE })));

  it.each([
    ["a pipe of the shell", `node ${PROGRAM} export --config <(cat acme.yaml) --out review`],
    ["standard input", `cat acme.yaml | node ${PROGRAM} export --config /dev/stdin --out review`],
    [
      "a file as standard input",
      `node ${PROGRAM} export --config /dev/stdin --out review < acme.yaml`,
    ],
    [
      "a named pipe",
      `mkfifo pipe && { cat acme.yaml > pipe & } && node ${PROGRAM} export --config pipe --out review`,
    ],
  ])("%s", (_, command) => {
    const { status, stderr } = spawnSync("bash", ["-c", command], {
      cwd: folder,
      encoding: "utf8",
      timeout: 60_000,
    });
    expect({ status, stderr }).toEqual({ status: 0, stderr: "" });
    const manifest = JSON.parse(readFileSync(join(folder, "review/manifest.json"), "utf8"));
    expect(manifest.deployments).toMatchObject([{ name: "acme", configSha256: SHA256 }]);
  });

  it("a socket as standard input", async () => {
    const child = spawn("node", [PROGRAM, "validate", "--config", "/dev/stdin"], { cwd: folder });
    setTimeout(() => child.stdin.end(BASE), 300);
    const code = await new Promise((done) => child.on("exit", done));
    expect(code).toBe(0);
  });
});

describe("the same config file twice", () => {
  const files = { "byoc.yaml": BASE, "folder/other.yaml": "version: [" };

  it.each([
    ["under one name", ["byoc.yaml", "byoc.yaml"], "byoc.yaml", "is named twice"],
    [
      "by another path",
      ["byoc.yaml", "./byoc.yaml"],
      "./byoc.yaml",
      "is the same file as byoc.yaml",
    ],
    [
      "three times",
      ["byoc.yaml", "folder/../byoc.yaml", "./byoc.yaml"],
      "folder/../byoc.yaml",
      "is the same file as byoc.yaml",
    ],
  ])("%s: one error", async (_, named, file, message) => {
    const args = named.flatMap((name) => ["--config", name]);
    const outcome = await runInFolder(["validate", ...args], files);
    expect(outcome.error).toBe(`error[file] ${file}
  ${message}
  allowed: each config file once
  fix: remove one of the two --config

1 error; nothing was written`);
  });

  it("by a link: one error, beside what is wrong with the file", () => {
    const folder = scratchFolder({ "byoc.yaml": `${BASE}colour: red\n` });
    const [file, link] = [join(folder, "byoc.yaml"), join(folder, "link.yaml")];
    symlinkSync(file, link);
    expect(problemsOf([file, link]).map(({ code }) => code)).toEqual(["file", "unknown-key"]);
  });
});

function problemsOf(files: readonly string[]): readonly ConfigProblem[] {
  try {
    return loadConfigs(files, {}).warnings;
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
