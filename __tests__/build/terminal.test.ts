import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { spawn } from "@cdktf/node-pty-prebuilt-multiarch";
import { BUNDLE, byoc } from "./byoc";

/** Enough deployments that a run takes longer than a second. */
const MANY = 1200;

describe("on a terminal", () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), "byoc-terminal-"));
    const text = readFileSync("examples/minimal/byoc.yaml", "utf8");
    for (let index = 0; index < MANY; index += 1) {
      writeFileSync(join(folder, `${index}.yaml`), text.replaceAll("acme-dev", `acme-${index}`));
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  const arguments_ = (count: number, out = "out") => [
    "synth",
    "--out",
    join(folder, out),
    ...Array.from({ length: count }, (_, index) => [
      "--config",
      join(folder, `${index}.yaml`),
    ]).flat(),
  ];

  /** Everything that a terminal is sent, and the exit code. */
  function onTerminal(args: string[], env: Record<string, string> = {}) {
    const { PATH = "", HOME = "" } = process.env;
    const terminal = spawn("node", [BUNDLE, ...args], {
      cols: 100,
      env: { PATH, HOME, TERM: "xterm", ...env },
    });
    let text = "";
    terminal.onData((data) => (text += data));
    return new Promise<{ text: string; code: number }>((done) => {
      terminal.onExit(({ exitCode }) => done({ text, code: exitCode }));
    });
  }

  it("shows progress once a run takes longer than a second", async () => {
    const { text, code } = await onTerminal(arguments_(MANY));
    expect(code).toBe(0);
    expect(text).toMatch(new RegExp(`\\d+/${MANY} deployments`));
    expect(text).toContain(`${MANY} deployments, ${MANY} stacks`);
  }, 60_000);

  it("shows none for a quick run, with --quiet or in CI", async () => {
    const runs = [
      onTerminal(arguments_(1, "one")),
      onTerminal([...arguments_(MANY, "quiet"), "--quiet"]),
      onTerminal(arguments_(MANY, "ci"), { CI: "true" }),
    ];
    for (const { text, code } of await Promise.all(runs)) {
      expect(code).toBe(0);
      expect(text).not.toMatch(/\d+\/\d+ deployments/);
    }
  }, 90_000);

  it("sends a pipe neither progress nor escape sequences", () => {
    const { status, stdout, stderr } = byoc(arguments_(MANY));
    expect(status).toBe(0);
    expect(stderr).toBe("");
    // eslint-disable-next-line no-control-regex -- escape is what is looked for
    expect(stdout).not.toMatch(/\x1b/);
  }, 60_000);
});
