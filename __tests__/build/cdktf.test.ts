import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { examples, EXAMPLE_ENVIRONMENT } from "../../scripts/examples";
import { byoc, runProgram } from "./byoc";
import { scratchFolder } from "../support/scratch";

describe("cdktf synth", () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder()));

  const cdktf = (config: string, out: string, ...more: string[]) =>
    runProgram("node_modules/.bin/cdktf", ["synth", "--output", out, ...more], {
      env: {
        ...EXAMPLE_ENVIRONMENT,
        BYOC_CONFIG: config,
        CDKTF_HOME: join(folder, "home"),
        CI: "1",
        DISABLE_VERSION_CHECK: "1",
      },
    });

  // cdktf takes seconds, so that one run of it has both.
  it("writes the same bytes as byoc synth for the default config and a fleet", () => {
    const fleet = examples().find(({ name }) => name === "fleet")!;
    const files = ["byoc.yaml", ...fleet.files];
    const [theirs, ours] = [join(folder, "cdktf"), join(folder, "byoc")];
    expect(cdktf(files.join(","), theirs)).toMatchObject({ status: 0 });
    const configs = files.flatMap((file) => ["--config", file]);
    const env = EXAMPLE_ENVIRONMENT;
    expect(byoc(["synth", ...configs, "--out", ours], { env })).toMatchObject({ status: 0 });
    const written = (out: string) =>
      readdirSync(out, { recursive: true, encoding: "utf8" })
        .filter((name) => statSync(join(out, name)).isFile())
        .sort();
    const names = written(ours);
    expect(written(theirs)).toEqual(names);
    expect(names.length).toBeGreaterThan(files.length);
    for (const name of names) {
      expect(readFileSync(join(theirs, name), "utf8")).toBe(readFileSync(join(ours, name), "utf8"));
    }
  }, 60_000);

  // cdktf passes on what its app says and fails as it does: files/cdktf.test.ts.
  it("tells the problems of a wrong config, and fails", () => {
    const env = { BYOC_CONFIG: "does-not-exist.yaml", CDKTF_OUTDIR: join(folder, "out") };
    const { app } = JSON.parse(readFileSync("cdktf.json", "utf8")) as { app: string };
    const { status, stderr } = runProgram("sh", ["-c", app], { env });
    expect(status).toBe(2);
    expect(stderr).toContain("error[file] does-not-exist.yaml");
    expect(stderr).not.toMatch(/\n +at /);
  }, 60_000);

  it("refuses CDKTF's own HCL in words, and writes nothing", () => {
    const out = join(folder, "out");
    const { status, stdout, stderr } = cdktf("byoc.yaml", out, "--hcl");
    expect(status).not.toBe(0);
    expect(stdout + stderr).toContain("byoc export --format hcl");
    expect(stdout + stderr).not.toMatch(/\n +at /);
    expect(existsSync(out)).toBe(false);
  }, 60_000);
});
