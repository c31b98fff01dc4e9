import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import type { Report } from "../../compliance/finding";
import { readPiped } from "../../cli/standard-input";
import { runInFolder, type Files } from "../config/run-in-folder";

const FIXTURES = join(__dirname, "..", "compliance", "fixtures");
const fixture = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
const BAD = fixture("rules-bad.plan.json");
const ROLE = JSON.stringify({ resource: { aws_iam_role: { reader: { name: "reader" } } } });

const piped = (...pieces: (string | Buffer)[]) => ({
  input: Readable.from(pieces.map((piece) => Buffer.from(piece))),
});
const check = (text: string | Buffer, args: readonly string[] = [], files: Files = {}) =>
  runInFolder(["check", "-", ...args], files, {}, piped(text));
const inputsOf = (out: string) => (JSON.parse(out) as Report).inputs.map(({ file }) => file);

describe("byoc check -", () => {
  it.each([
    ["a plan", BAD],
    ["a state", fixture("rules-drift.tfstate.json")],
    ["a synthesized file", fixture("rules-bad/main.tf.json")],
    ["what PowerShell pipes", Buffer.from(`\uFEFF${BAD}`, "utf16le")],
  ])("says of %s what it says of the file", async (_, text) => {
    const ofPipe = await check(text, ["--format", "json"]);
    const ofFile = await runInFolder(["check", "x.json", "--format", "json"], { "x.json": text });
    expect(ofPipe.code).toBe(ofFile.code);
    expect(ofPipe.out).toBe(ofFile.out.replaceAll("x.json", "standard input"));
    expect(inputsOf(ofPipe.out)).toEqual(["standard input"]);
  });

  it("stands beside files, whose folder is not its own", async () => {
    const files = { "x.json": BAD, "main.tf.json": ROLE };
    const { out } = await check(ROLE, ["x.json", "main.tf.json", "--format", "json"], files);
    expect(inputsOf(out)).toEqual(["main.tf.json", "standard input", "x.json"]);
    const beside = await check(ROLE, ["--format", "json"], { "main.tf": "" });
    expect(beside.out).not.toContain("main.tf");
  });

  it("is read once, however often it is named", async () => {
    const { out } = await check(BAD, ["-", "--format", "json"]);
    expect(inputsOf(out)).toHaveLength(1);
  });

  it("has a relative URI in SARIF", async () => {
    const { out } = await check(BAD, ["--format", "sarif"]);
    expect(out).toContain('"uri": "standard%20input"');
  });

  it.each([
    ["nothing", "", ["is empty", "see what the command before the pipe says"]],
    ["no JSON", "[command]/usr/bin/terraform show\n{}", ["terraform_wrapper: false"]],
    ["half of a plan", BAD.slice(0, 5000), ["ends before its JSON does"]],
  ])("says what is wrong with %s", async (_, text, said) => {
    const { code, error } = await check(text);
    expect(code).toBe(2);
    for (const part of ["error[input] standard input", ...said]) expect(error).toContain(part);
  });

  it("does not wait for somebody to type a plan", async () => {
    const input = Object.assign(Readable.from([]), { isTTY: true });
    const { code, error } = await runInFolder(["check", "-"], {}, {}, { input });
    expect(code).toBe(2);
    expect(error).toContain("error[usage] -\n  standard input is a terminal");
    expect(error).toContain("fix: terraform show -json PLAN | byoc check -");
  });

  it("takes no more than one text holds, and what fails is told", async () => {
    const { input } = piped("12345", "6");
    await expect(readPiped(["-"], { input }, 5)).rejects.toThrow("is larger than the 512 MB");
    expect((await readPiped(["-", "a"], piped("123", "45"), 5)).piped?.toString()).toBe("12345");
    const failing = new Readable({
      read() {
        this.destroy(Object.assign(new Error("EISDIR"), { code: "EISDIR", syscall: "read" }));
      },
    });
    await expect(readPiped(["-"], { input: failing })).rejects.toThrow("is a folder");
  });
});

describe("byoc export --diff", () => {
  const files = { "x.json": BAD };
  const diff = (...sides: string[]) =>
    runInFolder(["export", "--diff", ...sides], files, {}, piped(fixture("rules-good.plan.json")));

  it("takes standard input for either side", async () => {
    const good = { ...files, "-.json": fixture("rules-good.plan.json") };
    const want = await runInFolder(["export", "--diff", "-.json", "x.json"], good);
    expect(want.code).toBe(1);
    expect(await diff("-", "x.json")).toMatchObject({ code: 1, error: "" });
    expect((await diff("x.json", "-")).error).toBe("");
  });

  it("cannot read it for both", async () => {
    const { code, error } = await diff("-", "-");
    expect(code).toBe(2);
    expect(error).toContain("both sides are standard input, which can be read once");
  });
});
