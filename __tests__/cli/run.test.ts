import { runInFolder } from "../config/run-in-folder";
import { BASE } from "../config/wrong/case";

const FILES = { "byoc.yaml": BASE };

describe("byoc", () => {
  it("lists its commands", async () => {
    const { code, out, error } = await runInFolder(["--help"]);
    expect(code).toBe(0);
    expect(error).toBe("");
    for (const command of ["init", "validate", "synth", "check", "explain"]) {
      expect(out).toMatch(new RegExp(`^  ${command} `, "m"));
    }
  });

  it("explains a command with the options that every command has", async () => {
    const { code, out } = await runInFolder(["synth", "--help"]);
    expect(code).toBe(0);
    for (const option of [
      "--config <file>",
      "--out <folder>",
      "--quiet",
      "--debug",
      "--no-color",
    ]) {
      expect(out).toContain(option);
    }
  });

  it("tells its version", async () => {
    expect(await runInFolder(["--version"])).toMatchObject({ code: 0, out: "development" });
  });

  const COMMANDS =
    "allowed: init, validate, synth, doctor, adopt, plan, apply, destroy, verify, handoff, check, export, explain, rules, schema";
  it.each([
    [["sinth"], `sinth\n  is not a command of byoc\n  ${COMMANDS}\n  fix: use synth`],
    [["nonsense"], `nonsense\n  is not a command of byoc\n  ${COMMANDS}`],
    [
      ["synth", "--outt", "x"],
      "--outt\n  is not an option of byoc synth\n  allowed: --config, --out, --quiet, --version, --no-color, --debug, --help\n  fix: use --out",
    ],
    [["synth", "--out"], "--out\n  names no value\n  fix: write --out <folder>"],
    [
      ["--nonsense"],
      "--nonsense\n  is not an option of byoc\n  allowed: --version, --debug, --help",
    ],
    [
      ["validate", "byoc.yaml"],
      'byoc validate\n  "byoc.yaml" is unexpected\n  fix: write --config byoc.yaml',
    ],
    [
      ["validate", "acme"],
      'byoc validate\n  "acme" is unexpected\n  fix: write byoc validate [options]',
    ],
    [
      ["validate", "--config="],
      "--config\n  is empty: a variable that is not set, perhaps\n  allowed: the name of a file\n  fix: name one, or leave --config away",
    ],
    [
      ["synth", "--output", "x"],
      "--output\n  is not an option of byoc synth\n  allowed: --config, --out, --quiet, --version, --no-color, --debug, --help\n  fix: use --out",
    ],
    [
      ["check", "--fail-on", "warn"],
      '--fail-on\n  "warn" is not one of the choices\n  allowed: error, warning, info\n  fix: use warning',
    ],
    [["explain"], "byoc explain\n  id is missing\n  fix: write byoc explain [options] <id>"],
    [
      ["check", "--fail-on", "warnings"],
      '--fail-on\n  "warnings" is not one of the choices\n  allowed: error, warning, info\n  fix: use warning',
    ],
    [
      ["rules", "--format", "yaml"],
      '--format\n  "yaml" is not one of the choices\n  allowed: text, json',
    ],
  ])("says what is wrong with %j", async (args, said) => {
    expect(await runInFolder(args, FILES)).toEqual({
      code: 2,
      out: "",
      error: `error[usage] ${said}\n\n1 error; nothing was written`,
      written: [],
    });
  });

  it.each([
    ["preview", "byoc plan"],
    ["deploy", "byoc plan, then byoc apply"],
    ["outputs", "byoc handoff"],
    ["diff", "byoc export --diff OLD [NEW]"],
    ["list", "byoc rules for the rules"],
    ["lint", "byoc check"],
    ["audit", "byoc check"],
    ["test", "byoc check"],
    ["generate", "byoc synth"],
    ["build", "byoc synth"],
    ["version", "byoc --version"],
  ])("asked to %s says what does that", async (command, does) => {
    const { code, out, error } = await runInFolder([command]);
    expect([code, out]).toEqual([2, ""]);
    expect(/^ {2}fix: .*$/m.exec(error)?.[0]).toContain(does);
  });

  it.each(["help", "check", "init", "constructor", "toString", "__proto__"])(
    "%s is no word of its own",
    async (word) => {
      const { code, error } = await runInFolder([word, "--help"]);
      expect([0, 2]).toContain(code);
      expect(error).not.toContain("undefined");
    },
  );

  it.each([
    [["--quiet", "validate"], ""],
    [["--config", "other.yaml", "validate", "--quiet"], ""],
    [["--debug", "--no-color", "validate"], "byoc.yaml: acme in 111122223333, us-west-2: valid"],
    [["validate", "--config=other.yaml"], "other.yaml: acme in 111122223333, us-west-2: valid"],
    [["--config=other.yaml", "validate"], "other.yaml: acme in 111122223333, us-west-2: valid"],
    [["validate", "--version"], "development"],
    [["--version", "validate"], "development"],
    [["-V"], "development"],
  ])("takes options before and behind the command: %j", async (args, out) => {
    const files = { ...FILES, "other.yaml": BASE };
    expect(await runInFolder(args, files)).toMatchObject({ code: 0, out, error: "" });
  });

  it("without a command says how it is used", async () => {
    const { code, out, error } = await runInFolder([]);
    expect(code).toBe(2);
    expect(`${out}${error}`).toContain("Usage: byoc");
  });
});

describe("help", () => {
  const COMMANDS = ["init", "validate", "synth", "check", "export", "explain", "rules", "schema"];

  it.each([[[]], ...COMMANDS.map((command) => [[command]])])(
    "of %j has examples, and each default once",
    async (args) => {
      const { code, out, error } = await runInFolder([...args, "-h"]);
      expect([code, error]).toEqual([0, ""]);
      expect(out).toMatch(/^Examples:\n( {2}byoc.*\n?)+$/m);
      // Help breaks lines within an option's text.
      const options = out
        .split("Options:")[1]!
        .split("Examples:")[0]!
        .split(/\n {2}(?=-)/);
      expect(options.filter((option) => (option.match(/default/g) ?? []).length > 1)).toEqual([]);
    },
  );

  it.each([
    ["init", "--config", "byoc.yaml"],
    ["init", "--region", "us-west-2"],
    ["init", "--sections", "project"],
    ["validate", "--config", "byoc.yaml"],
    ["synth", "--out", "cdktf.out"],
    ["check", "--format", "terminal"],
    ["check", "--fail-on", "error"],
    ["check", "--owner", "unassigned"],
    ["export", "--format", "all"],
    ["export", "--out", "review.out"],
    ["export", "--helm", "2"],
  ])("of %s says that %s is %s by default", async (command, option, standard) => {
    const { out } = await runInFolder([command, "--help"]);
    const text = out.slice(out.indexOf(`\n  ${option} `));
    const told = /\((?:choices: [^)]*, )?default:\s+"?([^")]*)"?\)/s.exec(
      text.replace(/\s+/g, " "),
    );
    expect(told?.[1]).toBe(standard);
  });
});

describe("byoc validate", () => {
  it("names every deployment, and writes nothing", async () => {
    const { code, out, error, written } = await runInFolder(["validate"], FILES);
    expect(out).toBe("byoc.yaml: acme in 111122223333, us-west-2: valid");
    expect([code, error, written]).toEqual([0, "", []]);
  });

  it("takes several files", async () => {
    const other = BASE.replace("name: acme", "name: other").replace("byoc-acme", "byoc-other");
    const { out } = await runInFolder(["validate", "--config", "a.yaml", "--config", "b.json"], {
      "a.yaml": BASE,
      "b.json": other,
    });
    expect(out).toBe(
      "a.yaml: acme in 111122223333, us-west-2: valid\nb.json: other in 111122223333, us-west-2: valid",
    );
  });

  it.each([["--quiet"], ["--no-color", "--quiet"]])("is silent with %s", async (...flags) => {
    expect(await runInFolder(["validate", ...flags], FILES)).toMatchObject({
      code: 0,
      out: "",
      error: "",
    });
  });
});

describe("a defect", () => {
  const broken = {
    out: () => {
      throw new Error("the printer is on fire");
    },
  };

  it("is told in one line, without a stack trace", async () => {
    const { code, error } = await runInFolder(["validate"], FILES, {}, broken);
    expect(code).toBe(70);
    expect(error).toBe(
      "defect in byoc: the printer is on fire\nrun again with --debug for the stack trace, and report it",
    );
  });

  it.each([[["--debug", "validate"]], [["validate", "--debug"]]])(
    "shows its stack trace with %j",
    async (args) => {
      const { code, error } = await runInFolder(args, FILES, {}, broken);
      expect(code).toBe(70);
      expect(error).toMatch(/^defect in byoc: Error: the printer is on fire\n {4}at /);
      expect(error).not.toContain("run again");
    },
  );

  it("that is no error is told all the same", async () => {
    const { code, error } = await runInFolder(
      ["validate"],
      FILES,
      {},
      {
        out: () => {
          // eslint-disable-next-line @typescript-eslint/only-throw-error -- what others may throw.
          throw "smoke";
        },
      },
    );
    expect(code).toBe(70);
    expect(error).toContain("defect in byoc: smoke");
  });
});
