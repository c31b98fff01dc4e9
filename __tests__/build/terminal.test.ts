import { readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { byoc } from "./byoc";
import { onTerminal } from "./pty";
import { scratchFolder } from "../support/scratch";

const MANY = 3;
/** A clock on which each look takes so many milliseconds, however fast the machine is. */
const clock = (step: number) => {
  const script = `const start = Date.now(); let looks = 0; Date.now = () => start + ${step} * looks++;`;
  return { NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(script)}` };
};
const SLOW = clock(1000);

describe("on a terminal", () => {
  let folder: string;
  beforeAll(() => {
    folder = scratchFolder();
    const text = readFileSync("examples/minimal/byoc.yaml", "utf8");
    for (let index = 0; index < MANY; index += 1) {
      writeFileSync(join(folder, `${index}.yaml`), text.replaceAll("acme-dev", `acme-${index}`));
    }
  });

  const arguments_ = (count: number, out = "out") => [
    "synth",
    "--out",
    join(folder, out),
    ...Array.from({ length: count }, (_, index) => [
      "--config",
      join(folder, `${index}.yaml`),
    ]).flat(),
  ];

  it("shows progress once a run takes longer than a second", async () => {
    const { text, code } = await onTerminal(arguments_(MANY), { env: SLOW });
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`\\d+/${MANY} deployments`));
    expect(text).toContain(`${MANY} deployments, ${MANY} stacks`);
  }, 60_000);

  it("shows none for a quick run, with --quiet or in CI", async () => {
    const runs = [
      onTerminal(arguments_(MANY, "quick"), { env: clock(0) }),
      onTerminal([...arguments_(MANY, "quiet"), "--quiet"], { env: SLOW }),
      onTerminal(arguments_(MANY, "ci"), { env: { ...SLOW, CI: "true" } }),
    ];
    for (const { text, code } of await Promise.all(runs)) {
      expect(code).toBe(0);
      expect(text).not.toMatch(/\d+\/\d+ deployments/);
    }
  }, 90_000);

  it("sends a pipe neither progress nor escape sequences", () => {
    const { status, stdout, stderr } = byoc(arguments_(MANY), { env: SLOW });
    expect(status).toBe(0);
    expect(stderr).toBe("");
    // eslint-disable-next-line no-control-regex -- escape is what is looked for
    expect(stdout).not.toMatch(/\x1b/);
  }, 60_000);
});

describe("byoc check on a terminal", () => {
  const config = resolve("examples/minimal/byoc.yaml");
  const check = (columns: number, ...more: string[]) =>
    onTerminal(["check", "--config", config, ...more], { columns });

  it.each([80, 120])("of %i columns folds notes, and breaks no line itself", async (columns) => {
    const { text, code } = await check(columns);
    expect(code).toBe(0);
    expect(text).toMatch(/^notes; --notes shows each$/m);
    expect(text).not.toMatch(/FAIL|…/);
    for (const line of text.split("\n").slice(0, -2)) {
      expect(line.length).toBeLessThanOrEqual(columns);
    }
  });

  it("shows each note with --notes, in CI, and in a pipe", async () => {
    const piped = byoc(["check", "--config", config]).stdout;
    const texts = [
      (await check(100, "--notes")).text,
      (await onTerminal(["check", "--config", config], { env: { CI: "1" } })).text,
      piped,
    ];
    for (const text of texts) {
      expect(text).toMatch(/^ {2}note /m);
      expect(text).not.toMatch(/--notes|as at /);
    }
  }, 60_000);

  it("shows the verdict alone with --quiet", async () => {
    expect((await check(80, "--quiet")).text.trim()).toMatch(/^PASS: [^\n]*$/);
  });
});
