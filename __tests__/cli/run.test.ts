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

  it.each([
    [["sinth"], "error: unknown command 'sinth'\n(Did you mean synth?)"],
    [["synth", "--outt", "x"], "error: unknown option '--outt'\n(Did you mean --out?)"],
    [["synth", "--out"], "error: option '--out <folder>' argument missing"],
    [["--nonsense"], "error: unknown option '--nonsense'"],
  ])("says what is wrong with %j", async (args, said) => {
    const { code, out, error, written } = await runInFolder(args, FILES);
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(error).toContain(said);
    expect(error).toContain("(byoc --help lists the commands)");
    expect(written).toEqual([]);
  });

  it("without a command says how it is used", async () => {
    const { code, out, error } = await runInFolder([]);
    expect(code).toBe(2);
    expect(`${out}${error}`).toContain("Usage: byoc");
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
