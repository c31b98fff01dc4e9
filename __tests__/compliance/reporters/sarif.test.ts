import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Log, Result } from "sarif";
import { z } from "zod";
import { render } from "../../../compliance/reporters";
import { evaluate, input, resource, rule } from "../engine/material";
import { options, sample } from "./sample";

// The schema as Microsoft's validator ships it (@microsoft/sarif-multitool-linux 5.7.0, MIT).
const schema = readFileSync(join(__dirname, "sarif-2.1.0.schema.json"), "utf8");
// zod reads references to $defs, the name that they have had since draft 2019-09, and takes relative
// references for broken URLs; those are looked at below.
const official = z.fromJSONSchema(
  JSON.parse(
    schema
      .replaceAll("#/definitions/", "#/$defs/")
      .replace('"definitions":', '"$defs":')
      .replaceAll('"format": "uri-reference"', '"minLength": 1'),
  ) as z.core.JSONSchema.BaseSchema,
);

const logOf = (report = sample(), more = {}): Log => {
  const log: unknown = JSON.parse(render("sarif", report, { ...options, ...more }));
  expect(official.safeParse(log).error?.issues).toBeUndefined();
  return log as Log;
};
const resultsOf = (...given: Parameters<typeof logOf>): Result[] =>
  logOf(...given).runs[0]!.results!;

test("the schema refuses what is wrong", () => {
  const log = logOf();
  expect(official.safeParse({ ...log, version: "2.0.0" }).success).toBe(false);
  expect(official.safeParse({ ...log, more: true }).success).toBe(false);
});

test("results are what fails, what is undecided and what is waived", () => {
  expect(
    resultsOf().map(({ ruleId, level, properties }) => [ruleId, level, properties?.["verdict"]]),
  ).toEqual([
    ["plan-destroy", "error", "FAIL"],
    ["s3-private", "warning", "FAIL"],
    ["trust-external-id", "error", "FAIL"],
    ["s3-logging", "error", "WAIVED"],
    ["s3-private", "error", "UNKNOWN"],
  ]);
});

test("a result says where, what and how to mend it", () => {
  const result = resultsOf()[2]!;
  expect(result.message.text).toBe(
    "aws_iam_role.cross_account [965570967084]: the trust of account 965570967084 asks for no external ID, so any customer of the vendor can have it assume the role. Fix: add a condition StringEquals on sts:ExternalId to the statement.",
  );
  expect(result.locations).toEqual([
    {
      physicalLocation: {
        artifactLocation: { uri: "stacks/acme-project/cdk.tf.json" },
        region: { startLine: 14 },
      },
      logicalLocations: [
        { fullyQualifiedName: "aws_iam_role.cross_account", kind: "resource" },
        { fullyQualifiedName: "acme-project/cross-account/role", kind: "object" },
      ],
    },
  ]);
  expect(result.suppressions).toEqual([]);
  expect(result.partialFingerprints).toEqual({
    "byoc/v2": expect.stringMatching(/^[0-9a-f]{16}$/),
    primaryLocationLineHash: expect.stringMatching(/^[0-9a-f]{16}:1$/),
  });
});

test("what is waived is suppressed, with the reason", () => {
  expect(resultsOf()[3]?.suppressions).toEqual([
    {
      kind: "external",
      status: "accepted",
      justification: "nobody reads this bucket from outside",
    },
  ]);
});

test("rules carry what GitHub shows of them, and results point to them", () => {
  const [run] = logOf().runs;
  const { rules = [] } = run!.tool.driver;
  for (const result of run!.results!) expect(rules[result.ruleIndex!]?.id).toBe(result.ruleId);
  expect(rules.find(({ id }) => id === "s3-logging")).toEqual({
    id: "s3-logging",
    name: "S3Logging",
    shortDescription: { text: "The title of s3-logging." },
    fullDescription: { text: "The reason of s3-logging." },
    help: {
      text: "The reason of s3-logging. The fix of s3-logging. See docs/rules.md#s3-logging.",
      markdown:
        "The reason of s3-logging.\n\n**Fix:** The fix of s3-logging.\n\nFrom: create-bucket-and-role, step 2; FSBP S3.8. See docs/rules.md#s3-logging.",
    },
    defaultConfiguration: { level: "error" },
    properties: {
      tags: ["security", "create-bucket-and-role, step 2", "FSBP S3.8"],
      precision: "high",
      "problem.severity": "error",
      "security-severity": "8.0",
    },
  });
});

test("runs over different things are kept apart", () => {
  expect(logOf().runs[0]?.automationDetails?.id).toBe("byoc-check/plan-synth/");
  expect(logOf(sample(), { category: "production" }).runs[0]?.automationDetails?.id).toBe(
    "byoc-check/production/",
  );
});

test("every result has a place in the repository, whatever its file", () => {
  const files = [
    "/abs/a b.json",
    "C:\\x\\y.json",
    "./z.json",
    "../../up.json",
    "a/../b/./c.json",
    "ä%.json",
    undefined,
  ];
  const report = evaluate(
    [
      rule(
        "r",
        files.map((file, index) => ({ verdict: "FAIL", file, key: String(index), message: "m" })),
      ),
    ],
    [input([], { file: "first.json" })],
  );
  const places = resultsOf(report).map(
    ({ locations }) => locations![0]!.physicalLocation!.artifactLocation!.uri,
  );
  expect([...places].sort()).toEqual(
    [
      "%C3%A4%25.json",
      "b/c.json",
      "abs/a%20b.json",
      "first.json",
      "up.json",
      "x/y.json",
      "z.json",
    ].sort(),
  );
});

test("the same address in two files, or the same key twice, has fingerprints of its own", () => {
  const resources = ["a.json", "b.json"].map((file) => resource("aws_x.y", { file }));
  const report = evaluate(
    [
      rule(
        "r",
        resources.flatMap((of) =>
          ["one", "two"].map((message) => ({ verdict: "FAIL" as const, resource: of, message })),
        ),
      ),
    ],
    resources.map((of) => input([of])),
  );
  const hashes = resultsOf(report).map(
    ({ partialFingerprints }) => partialFingerprints!["primaryLocationLineHash"],
  );
  expect(new Set(hashes).size).toBe(4);
});

test("the tool has its version, and the address of its page or package", () => {
  const { driver } = logOf(sample(), { toolUri: "pkg:npm/byoc@1.0.0" }).runs[0]!.tool;
  const { version } = sample().tool;
  expect(driver).toMatchObject({ version, semanticVersion: version });
  expect(driver.informationUri).toBe("pkg:npm/byoc@1.0.0");
});

test("a fingerprint is of the files, and not of the line", () => {
  const finding = sample().findings.find(({ rule: id }) => id === "trust-external-id")!;
  const of = (more: Partial<typeof finding>) => {
    const [result] = resultsOf({ ...sample(), findings: [{ ...finding, ...more }] });
    return JSON.stringify(result!.partialFingerprints);
  };
  expect(of({ line: 99 })).toBe(of({}));
  const source = { file: "main.tf", input: "prod.json" };
  expect(of({ ...source, line: 7 })).toBe(of({ ...source, line: 8 }));
  const different = [
    of({}),
    of({ file: "other.json" }),
    of(source),
    of({ ...source, input: "dev.json" }),
    of({ ...source, file: "other.tf" }),
  ];
  expect(new Set(different).size).toBe(different.length);
  const hashes = resultsOf().map(({ partialFingerprints }) => partialFingerprints!["byoc/v2"]);
  expect(new Set(hashes).size).toBe(hashes.length);
});

test("what looks like a link in a message is none", () => {
  const of = resource("aws_x.y");
  const [result] = resultsOf(
    evaluate(
      [rule("r", [{ verdict: "FAIL", resource: of, message: "see [a](1)" }])],
      [input([of])],
    ),
  );
  expect(result?.message.text).toContain("see [a] (1).");
});
