import { copyFileSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Log } from "sarif";
import { EXAMPLE_ENVIRONMENT, examples } from "../../scripts/examples";
import { uriOf } from "../../scripts/bundle";
import { BUNDLE, byoc, runProgram } from "./byoc";
import { scratchFolder } from "../support/scratch";

const ANSWERS = ["--name", "acme", "--account-id", "111122223333", "--region", "us-west-2"];
const ENVIRONMENT = { ZILLIZ_EXTERNAL_ID: "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" };

describe("the bundle", () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder()));

  it("has at most 8 MB", () => {
    expect(statSync(BUNDLE).size).toBeLessThanOrEqual(8 * 1024 * 1024);
  });

  it("runs alone, with Node.js and nothing else", () => {
    const alone = join(folder, "byoc.cjs");
    copyFileSync(BUNDLE, alone);
    const run = (...args: string[]) =>
      runProgram("node", [alone, ...args], { cwd: folder, env: ENVIRONMENT });
    expect(run("init", ...ANSWERS, "--sections", "bootstrap,project")).toMatchObject({ status: 0 });
    const synth = run("synth");
    expect(synth.stderr).toBe("");
    expect(synth.status).toBe(0);
    expect(readdirSync(join(folder, "cdktf.out", "stacks")).sort()).toEqual([
      "acme-bootstrap",
      "acme-project",
    ]);
  });

  // The pages of all examples have it synthesize each: docs.test.ts.
  const some = examples().filter(({ name }) => ["fleet", "milvus-production"].includes(name));
  it.each(some)("synthesizes $name where nothing else is on PATH", ({ files }) => {
    const configs = files.flatMap((file) => ["--config", resolve(file)]);
    const env = { ...EXAMPLE_ENVIRONMENT, PATH: folder };
    const args = [BUNDLE, "synth", "--quiet", "--out", join(folder, "out"), ...configs];
    const { status, stderr } = runProgram(process.execPath, args, { cwd: folder, env });
    // A warning of the config is none of the run's own.
    expect({ status, said: stderr.replace(/^warning\[[^]*$/, "") }).toEqual({
      status: 0,
      said: "",
    });
  });

  it("tells the version of the package", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
    expect(byoc(["--version"]).stdout.trim()).toBe(version);
  });

  it("says which package it is by its home page, else by its package URL", () => {
    const of = { name: "@acme/byoc", version: "1.2.3" };
    expect(uriOf(of)).toBe("pkg:npm/%40acme/byoc@1.2.3");
    expect(uriOf({ ...of, homepage: "https://example.com/byoc" })).toBe("https://example.com/byoc");
    const manifest = JSON.parse(readFileSync("package.json", "utf8")) as Parameters<
      typeof uriOf
    >[0];
    const sarif = JSON.parse(byoc(["check", "--format", "sarif"]).stdout) as Log;
    expect(sarif.runs[0]!.tool.driver.informationUri).toBe(uriOf(manifest));
    expect(URL.canParse(uriOf(manifest))).toBe(true);
  });

  it("ends with 2 on a wrong config, and writes nothing", () => {
    const { status, stdout, stderr } = byoc(["synth"], { cwd: folder });
    expect(status).toBe(2);
    expect(stdout).toBe("");
    expect(stderr).toContain("error[file] byoc.yaml");
    expect(readdirSync(folder)).toEqual([]);
  });

  it("is all that the package needs", () => {
    const pack = runProgram("npm", [
      "pack",
      "--ignore-scripts",
      "--json",
      "--pack-destination",
      folder,
    ]);
    expect(pack.status).toBe(0);
    const [{ filename, files }] = JSON.parse(pack.stdout) as [
      { filename: string; files: { path: string }[] },
    ];
    expect(files.map(({ path }) => path)).toEqual(
      expect.arrayContaining(["dist/byoc.cjs", "schema/byoc.schema.json", "LICENSE", "NOTICE"]),
    );
    expect(files.filter(({ path }) => /__tests__|\.ts$|node_modules/.test(path))).toEqual([]);

    const install = ["install", "--ignore-scripts", "--offline", "--no-audit", "--no-fund"];
    const home = { env: { ...ENVIRONMENT, npm_config_cache: join(folder, "cache") }, cwd: folder };
    const installed = runProgram("npm", [...install, join(folder, filename)], home);
    expect(installed.status).toBe(0);
    expect(
      readdirSync(join(folder, "node_modules")).filter((name) => !name.startsWith(".")),
    ).toEqual(["zilliz-byoc-cdktf"]);
    const bin = join(folder, "node_modules", ".bin", "byoc");
    expect(runProgram(bin, ["init", ...ANSWERS, "--sections", "project"], home).status).toBe(0);
    expect(runProgram(bin, ["synth"], home).status).toBe(0);
    expect(readdirSync(join(folder, "cdktf.out", "stacks"))).toEqual(["acme-project"]);
  });
});
