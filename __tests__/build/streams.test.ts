import { spawn, spawnSync } from "node:child_process";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { BUNDLE, byoc } from "./byoc";
import { scratchFolder } from "../support/scratch";

const PLAN = resolve("__tests__/compliance/fixtures/rules-bad.plan.json");
const UNKNOWN = resolve("__tests__/compliance/fixtures/rules-unknown.plan.json");

/** Command lines of every command that prints something, and their exit codes. */
const COMMANDS: readonly (readonly [string, number])[] = [
  ["--help", 0],
  ["validate", 0],
  ["synth", 0],
  ["check --format json", 0],
  [`check ${PLAN}`, 1],
  [`check ${UNKNOWN} --format json`, 3],
  ["export", 0],
  ["export --diff config", 0],
  ["explain trust-external-id", 0],
  ["rules", 0],
  ["schema", 0],
  ["init --name acme --account-id 111122223333 --config new.yaml", 0],
  ["nonsense", 2],
];

/** Whose output is more than a pipe holds: a reader may leave in the midst of it. */
const LARGE = ["check --format json", "schema"];
/** That say something on standard error, and one that does not. */
const SAYING = [`check ${PLAN}`, `check ${UNKNOWN} --format json`, "nonsense", "synth"];
const CODES = new Map(COMMANDS);

describe("byoc, whose output a shell redirects,", () => {
  let folder: string;
  beforeEach(() => {
    folder = scratchFolder();
    writeFileSync(join(folder, "byoc.yaml"), readFileSync("examples/minimal/byoc.yaml"));
  });

  /** Runs it in a shell that does something with its output. */
  const shell = (line: string, redirection: string) => {
    const command = `node ${BUNDLE} ${line} ${redirection}`;
    const { PATH = "", HOME = "" } = process.env;
    const { stdout, stderr } = spawnSync("bash", ["-c", command], {
      cwd: folder,
      encoding: "utf8",
      timeout: 60_000,
      env: { PATH, HOME },
    });
    expect(stderr).not.toMatch(/^\s+at |node:internal|Unhandled/m);
    return { stdout, stderr };
  };
  const CODE = `; echo "code \${PIPESTATUS[0]}" >&2`;

  it.each([
    ...LARGE.concat(SAYING).map((line) => [line, "nobody reads standard output", "| true"]),
    ...LARGE.map((line) => [line, "its reader leaves early", "| head -c 1 > first"]),
    ...SAYING.map((line) => [line, "standard output is closed", ">&-"]),
  ] as [string, string, string][])("%s ends with its own code when %s", (line, _, redirection) => {
    const { stderr } = shell(line, `${redirection} ${CODE}`);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe(`code ${CODES.get(line)}`);
    expect(stderr).not.toContain("standard output");
  });

  // All write by the same streams.
  it.each(SAYING.map((line, index) => [line, index % 2 ? "2> /dev/full" : "2>&-"] as const))(
    "%s ends with its own code with %s",
    (line, redirection) => {
      const { stdout } = shell(line, `${redirection} > out; echo "code $?"`);
      expect(stdout).toBe(`code ${CODES.get(line)}\n`);
    },
  );

  it.each(COMMANDS)("%s says that standard output is full, in words", (line, code) => {
    const { stderr } = shell(line, `> /dev/full ${CODE}`);
    expect(stderr.trimEnd().split("\n").at(-1)).toBe(`code ${code}`);
    const said =
      "error[output] standard output\n  there is no space left on the disk; what was written is incomplete";
    // What is wrong with a command line goes to standard error alone.
    expect(stderr.includes(said)).toBe(code !== 2);
  });
});

it("gives a slow reader all of a large report", async () => {
  const folder = scratchFolder();
  const plan = join(folder, "plan.json");
  writeFileSync(plan, large());
  const expected = byoc(["check", plan, "--format", "json=whole.json"], { cwd: folder });
  expect(existsSync(join(folder, "whole.json"))).toBe(true);
  const run = spawn("node", [BUNDLE, "check", plan, "--format", "json"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "ignore"],
  });
  const closed = new Promise((done) => run.on("close", done));
  const pieces: Buffer[] = [];
  for await (const piece of run.stdout) {
    pieces.push(piece as Buffer);
    // Meanwhile the pipe fills, and the writer has to wait.
    await delay(5);
  }
  const code = await closed;
  const got = Buffer.concat(pieces).toString();
  expect(code).toBe(expected.status);
  expect(got.length).toBeGreaterThan(2_000_000);
  expect(got).toBe(readFileSync(join(folder, "whole.json"), "utf8"));
}, 60_000);

/** A plan of many buckets that nothing protects. */
function large(): string {
  const changes = Array.from({ length: 700 }, (_, index) => ({
    address: `aws_s3_bucket.b${index}`,
    mode: "managed",
    type: "aws_s3_bucket",
    name: `b${index}`,
    provider_name: "registry.terraform.io/hashicorp/aws",
    change: {
      actions: ["create"],
      before: null,
      after: { bucket: `b${index}` },
      after_unknown: {},
    },
  }));
  return JSON.stringify({ format_version: "1.2", resource_changes: changes });
}
