import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { runInFolder, type Files } from "../config/run-in-folder";

const MINIMAL = readFileSync("examples/minimal/byoc.yaml", "utf8");
const EXTERNAL_ID = "cid-7h3k9m2p5q8r1s4t6u0v2w5x8";
const FIXTURES = join(__dirname, "..", "compliance", "fixtures");
const fixture = (name: string) => readFileSync(join(FIXTURES, name), "utf8");
const good = fixture("acme-dev-project.plan.json");
/** A good plan whose cross-account trust lost its condition, wherever the plan repeats it. */
const open = good.replaceAll(
  /,?\\"Condition\\":\{\\"StringEquals\\":\{\\"sts:ExternalId\\":\\"[^"]*\\"\}\}/g,
  "",
);

/** Runs a command line; `contents` are the files that lie in its folder afterwards. */
async function run(args: readonly string[], files: Files = {}) {
  const contents: Record<string, string> = {};
  const outcome = await runInFolder(args, files, {}, {}, (folder) => {
    for (const entry of readdirSync(folder, { withFileTypes: true })) {
      if (entry.isFile()) contents[entry.name] = readFileSync(join(folder, entry.name), "utf8");
    }
  });
  return { ...outcome, contents };
}

describe("byoc check", () => {
  it("synthesizes and judges the config when no path is given", async () => {
    const { code, out, error } = await run(["check"], { "byoc.yaml": MINIMAL });
    expect(error).toBe("");
    expect(code).toBe(0);
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^PASS: \d+ notes; 0 unknown, \d+ waived/);
  });

  it("passes a good plan and says what it could not bind", async () => {
    const { code, error } = await run(["check", "plan.json"], { "plan.json": good });
    expect(code).toBe(0);
    expect(error).toContain("not bound: external IDs");
  });

  it("fails a plan whose trust lost the external ID, and shows rule and fix", async () => {
    expect(open).not.toBe(good);
    const { code, out } = await run(["check", "plan.json"], { "plan.json": open });
    expect(code).toBe(1);
    expect(out).toContain("FAIL error trust-external-id");
    expect(out).toContain("fix: ask for StringEquals sts:ExternalId");
    expect(out.trimEnd().split("\n").at(-1)).toMatch(/^FAIL: \d+ errors?/);
  });

  it("is undecided, not content, where values are unknown", async () => {
    const files = { "plan.json": fixture("rules-unknown.plan.json") };
    const { code, out } = await run(["check", "plan.json", "--fail-on", "error"], files);
    expect(code).toBe(3);
    expect(out).toContain("UNKNOWN");
  });

  it("fails on less when told to", async () => {
    const files = { "byoc.yaml": MINIMAL };
    expect((await run(["check", "--fail-on", "info"], files)).code).toBe(1);
    expect((await run(["check", "--fail-on", "warning"], files)).code).toBe(0);
  });

  it("writes several reports at once, each without the external ID", async () => {
    const formats =
      "sarif=out.sarif,junit=out.xml,json=out.json,markdown=out.md,github=out.txt,terminal=out.log";
    const { out, contents } = await run(["check", "--format", formats], {
      "byoc.yaml": MINIMAL.replace("bucket: {", "createKmsKey: true\n  bucket: {"),
    });
    expect(out).toBe("");
    for (const name of ["out.sarif", "out.xml", "out.json", "out.md", "out.txt", "out.log"]) {
      expect(contents[name]).toBeDefined();
      expect(contents[name]).not.toContain(EXTERNAL_ID);
    }
    const report = JSON.parse(contents["out.json"]!);
    expect(report.version).toBe(1);
    expect(report.summary.verdicts.PASS).toBeGreaterThan(50);
    expect(JSON.parse(contents["out.sarif"]!).version).toBe("2.1.0");
  });

  it("takes waivers that it wrote itself as a baseline", async () => {
    const first = await run(
      ["check", "plan.json", "--baseline", "waivers.yaml", "--owner", "security"],
      { "plan.json": fixture("rules-bad.plan.json") },
    );
    expect(first.code).toBe(1);
    const again = await run(
      ["check", "plan.json", "--waivers", "waivers.yaml", "--format", "json"],
      {
        "plan.json": fixture("rules-bad.plan.json"),
        "waivers.yaml": first.contents["waivers.yaml"]!,
      },
    );
    const { findings } = JSON.parse(again.out) as {
      findings: { verdict: string; waiver?: { owner?: string } }[];
    };
    expect(findings.filter(({ waiver }) => waiver?.owner === "security").length).toBeGreaterThan(
      10,
    );
    expect(findings.filter(({ verdict }) => verdict === "FAIL").length).toBeLessThan(
      first.out.split("FAIL ").length,
    );
  });

  /** Policies of an action that does not exist, a finding each. */
  const misspelt = (count: number) =>
    JSON.stringify({
      resource: {
        aws_iam_policy: Object.fromEntries(
          Array.from({ length: count }, (_, at) => [
            `p${at}`,
            {
              name: `p${at}`,
              policy:
                '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"s3:Nope","Resource":"*"}]}',
            },
          ]),
        ),
      },
    });
  const BASELINE = ["check", "main.tf.json", "--baseline", "waivers.yaml", "--owner", "security"];

  it("writes a baseline of more findings than a report tells, which waives them all", async () => {
    const files = { "main.tf.json": misspelt(600) };
    const { contents } = await run([...BASELINE, "--fail-on", "warning"], files);
    const again = await run(
      [...["check", "main.tf.json", "--waivers", "waivers.yaml"], "--format", "json"],
      { ...files, "waivers.yaml": contents["waivers.yaml"]! },
    );
    const { findings } = JSON.parse(again.out) as {
      findings: { rule: string; verdict: string }[];
    };
    const verdicts = findings
      .filter(({ rule }) => rule === "policy-unknown-action")
      .map(({ verdict }) => verdict);
    expect(verdicts).toEqual(Array(600).fill("WAIVED"));
  });

  it("writes no baseline that --waivers would not read", async () => {
    const { code, error, contents } = await run(BASELINE, { "main.tf.json": misspelt(1_500) });
    expect(code).toBe(2);
    expect(error).toMatch(/waivers\.yaml would have \d+ bytes/);
    expect(contents).not.toHaveProperty(["waivers.yaml"]);
  });

  it("asks questions of the user's own", async () => {
    const rows = (expected: string) =>
      `version: 1\nrows:\n  - { id: own, role: storage, action: "s3:PutBucketPolicy", resource: "arn:aws:s3:::{bucket}", expected: ${expected}, why: mine }\n`;
    const ask = (expected: string) =>
      run(["check", "--rows", "rows.yaml"], {
        "byoc.yaml": MINIMAL,
        "rows.yaml": rows(expected),
      });
    expect((await ask("denied")).code).toBe(0);
    const failed = await ask("allowed");
    expect(failed.code).toBe(1);
    expect(failed.out).toContain("simulation [own]");
  });

  it("counts what an organization denies", async () => {
    const deny = { Effect: "Deny", Action: "s3:*", Resource: "*" };
    const allow = { Effect: "Allow", Action: "*", Resource: "*" };
    const scp = JSON.stringify({ Version: "2012-10-17", Statement: [allow, deny] });
    const { code, out } = await run(["check", "--scp", "scp.json"], {
      "byoc.yaml": MINIMAL,
      "scp.json": scp,
    });
    expect(code).toBe(1);
    expect(out).toContain("FAIL error simulation");
  });

  it.each([
    [["check", "missing.json"], /missing\.json/],
    [["check", "broken.json"], /broken\.json/],
    [["check", "other.json"], /other\.json/],
    [["check", "new.json"], /is a plan of format version 9\.0; only 1\.x is supported/],
    [
      ["check", "--format", "sarf"],
      /^error\[usage\] --format\n {2}there is no format "sarf"\n.*\n {2}fix: use sarif$/m,
    ],
    [
      ["check", "--rows", "rows.yaml"],
      /^error\[value\] rows\.yaml:2:\d+\n {2}rows\[0\]\.expected = "maybe"\n/,
    ],
    [
      ["check", "--scp", "broken.json"],
      /^error\[file\] broken\.json:1:23\n {2}ends before its JSON does/,
    ],
    [
      ["check", "--fail-on", "fatal"],
      /^error\[usage\] --fail-on\n {2}"fatal" is not one of the choices\n {2}allowed: error, warning, info\n/,
    ],
    [["check", "--waivers", "none.yaml"], /none\.yaml/],
    [["explain", "trust-externalid"], /fix: use trust-external-id$/m],
  ])("ends %j with 2 and one clear message", async (args, said) => {
    const { code, out, error } = await run(args, {
      "byoc.yaml": MINIMAL,
      "broken.json": '{"resource_changes": [',
      "other.json": '{"a": 1}',
      "new.json": '{"format_version": "9.0", "resource_changes": []}',
      "rows.yaml":
        'version: 1\nrows: [{ id: x, role: storage, action: "s3:GetObject", expected: maybe, why: y }]\n',
    });
    expect(code).toBe(2);
    expect(out).toBe("");
    expect(error).toMatch(said);
    expect(error).not.toMatch(/^ {4}at /m);
  });

  it("explains a rule", async () => {
    const { code, out } = await run(["explain", "trust-external-id"]);
    expect(code).toBe(0);
    expect(out).toContain("trust-external-id (error or warning, cannot be waived)");
    expect(out).toContain("Fix: ");
  });
});
