import { createHash } from "node:crypto";
import { exitCode } from "../../../compliance/engine";
import type { Report, RuleResult, Severity } from "../../../compliance/finding";
import { reportSchema } from "../../../compliance/report-schema";
import { evaluate, input, resource, rule, shuffled } from "./material";

const bucket = resource("aws_s3_bucket.data", { constructPath: "acme-project/data/bucket" });

const fails: RuleResult = { verdict: "FAIL", resource: bucket, message: "is public", key: "acl" };

describe("verdicts", () => {
  test("a failing result carries everything a reader needs", () => {
    const report = evaluate([rule("s3-private", [fails])], [input([bucket])]);
    expect(report.findings).toEqual([
      {
        rule: "s3-private",
        severity: "error",
        verdict: "FAIL",
        address: "aws_s3_bucket.data",
        constructPath: "acme-project/data/bucket",
        file: "stacks/acme-project/cdk.tf.json",
        line: 10,
        key: "acl",
        message: "is public",
        fix: "the fix of s3-private",
        fingerprint: createHash("sha256")
          .update("s3-private\0aws_s3_bucket.data\0acl")
          .digest("hex")
          .slice(0, 32),
      },
    ]);
    expect(report.tool).toEqual({ name: "byoc", version: "1.2.3" });
    expect(report.inputs).toEqual([{ file: "stacks/acme-project/cdk.tf.json", kind: "synth" }]);
  });

  test("a result may be less severe than its rule, and know a better fix", () => {
    const [finding] = evaluate(
      [rule("s3-private", [{ ...fails, severity: "info", fix: "set the block" }])],
      [input([bucket])],
    ).findings;
    expect(finding).toMatchObject({ severity: "info", fix: "set the block" });
  });

  test("a rule without results does not apply", () => {
    const report = evaluate([rule("kms-rotation", [])], [input([bucket])]);
    expect(report.findings).toMatchObject([{ rule: "kms-rotation", verdict: "NOT_APPLICABLE" }]);
    expect(report.summary.verdicts).toEqual({
      FAIL: 0,
      UNKNOWN: 0,
      WAIVED: 0,
      PASS: 0,
      NOT_APPLICABLE: 1,
    });
  });

  test("counts go by verdict and by severity", () => {
    const say = (verdict: RuleResult["verdict"], key: string, severity?: Severity): RuleResult => ({
      verdict,
      resource: bucket,
      key,
      severity,
      message: "m",
    });
    const { summary } = evaluate(
      [
        rule("a", [say("FAIL", "1"), say("FAIL", "2", "warning"), say("PASS", "3")]),
        rule("b", [say("UNKNOWN", "1", "info"), say("UNKNOWN", "2")]),
      ],
      [input([bucket])],
    );
    expect(summary).toEqual({
      verdicts: { FAIL: 2, UNKNOWN: 2, WAIVED: 0, PASS: 1, NOT_APPLICABLE: 0 },
      fail: { error: 1, warning: 1, info: 0 },
      unknown: { error: 1, warning: 0, info: 1 },
      rules: 2,
    });
  });

  test("the same result twice is one finding, and two that differ are two", () => {
    const report = evaluate(
      [rule("s3-private", [fails, { ...fails }, { ...fails, message: "is public too" }])],
      [input([bucket])],
    );
    expect(report.findings.map(({ message }) => message)).toEqual(["is public", "is public too"]);
  });
});

describe("a rule that throws", () => {
  const thrower = rule(
    "s3-thrower",
    function* () {
      yield { ...fails, severity: "warning" as const };
      throw new TypeError("values is not iterable\n    at somewhere");
    },
    { severity: "info" },
  );

  test("fails with severity error, keeps what it said, and stops nobody", () => {
    const { findings } = evaluate(
      [thrower, rule("z-last", [{ ...fails, verdict: "PASS" }])],
      [input([bucket])],
    );
    expect(
      findings.map(({ rule: id, verdict, severity, message }) => [id, verdict, severity, message]),
    ).toEqual([
      ["s3-thrower", "FAIL", "error", "rule threw: TypeError: values is not iterable"],
      ["s3-thrower", "FAIL", "warning", "is public"],
      ["z-last", "PASS", "error", "is public"],
    ]);
  });

  test.each([
    [
      "a thrown text",
      () => {
        // eslint-disable-next-line @typescript-eslint/only-throw-error
        throw "text";
      },
      "rule threw: text",
    ],
    ["nothing to iterate", () => undefined, "rule threw: TypeError"],
    [
      "a verdict of its own",
      () => [{ ...fails, verdict: "OK" }],
      'rule threw: Error: "OK" is no verdict',
    ],
    [
      "WAIVED by itself",
      () => [{ ...fails, verdict: "WAIVED" }],
      'rule threw: Error: "WAIVED" is no verdict',
    ],
    [
      "a severity of its own",
      () => [{ ...fails, severity: "low" }],
      'rule threw: Error: "low" is no severity',
    ],
  ])("%s is no pass", (_, check, message) => {
    const report = evaluate([rule("odd", check as never)], [input([bucket])]);
    expect(report.findings).toHaveLength(1);
    expect(report.findings[0]).toMatchObject({ verdict: "FAIL", severity: "error" });
    expect(report.findings[0]?.message).toContain(message);
    expect(exitCode(report, "error")).toBe(1);
  });

  test("the text of the exception is masked", () => {
    const report = evaluate(
      [
        rule("odd", () => {
          throw new Error("no match for acme-external-77");
        }),
      ],
      [input([bucket])],
      [],
      ["acme-external-77"],
    );
    expect(report.findings[0]?.message).toBe("rule threw: Error: no match for (masked)");
  });
});

describe("lines", () => {
  const lines: Readonly<Record<string, number>> = {
    "/resource/aws_s3_bucket/data/policy": 42,
    "/resource/aws_s3_bucket/data/inline_policy/0/policy": 51,
    "/resource/aws_s3_bucket/data/tags/a~1b": 60,
    "/resource/aws_s3_bucket/data": 11,
    "/terraform/backend": 3,
  };
  const lineOf = (result: Partial<RuleResult>): number | undefined => {
    const report = evaluate(
      [rule("r", [{ ...fails, ...result }])],
      [input([bucket], { lineOf: (pointer) => lines[pointer] })],
    );
    return report.findings[0]?.line;
  };

  test.each([
    ["an attribute", { attribute: "policy" }, 42],
    ["an attribute in a list", { attribute: "inline_policy[0].policy" }, 51],
    ["a key with a slash", { attribute: "tags.a/b" }, 60],
    ["what an attribute that is not set would lie in", { attribute: "policy.Statement" }, 42],
    ["an attribute that is not set: the resource", { attribute: "acl" }, 10],
    ["no attribute: the resource", {}, 10],
    [
      "a pointer into a file",
      { resource: undefined, file: bucket.file, attribute: "/terraform/backend" },
      3,
    ],
    ["a file alone: none", { resource: undefined, file: bucket.file }, undefined],
    ["a file that was not read: none", { resource: undefined, file: "other" }, undefined],
  ] as const)("%s", (_, result, line) => expect(lineOf(result)).toBe(line));
});

describe("order", () => {
  const files = ["stacks/b/cdk.tf.json", "stacks/a/cdk.tf.json", "plan.json"];
  const inputs = files.map((file) =>
    input([resource("aws_iam_role.b", { file }), resource("aws_iam_role.a", { file })], { file }),
  );
  const check = (id: string) =>
    rule(
      id,
      shuffled(
        inputs.flatMap(({ resources }) =>
          resources.flatMap((of) =>
            ["k2", "k1"].map((key): RuleResult => ({
              verdict: "FAIL",
              resource: of,
              key,
              message: `${id} ${key}`,
            })),
          ),
        ),
        id.length,
      ),
    );
  const rules = ["rule-c", "rule-a", "rule-bb"].map(check);

  test("is by file, address, rule and key, whatever came first", () => {
    const expected = evaluate(rules, inputs);
    expect(
      expected.findings
        .slice(0, 4)
        .map(({ file, address, rule: id, key }) => [file, address, id, key]),
    ).toEqual([
      ["plan.json", "aws_iam_role.a", "rule-a", "k1"],
      ["plan.json", "aws_iam_role.a", "rule-a", "k2"],
      ["plan.json", "aws_iam_role.a", "rule-bb", "k1"],
      ["plan.json", "aws_iam_role.a", "rule-bb", "k2"],
    ]);
    for (let seed = 1; seed <= 20; seed += 1) {
      const mixed = evaluate(shuffled(rules, seed), shuffled(inputs, seed * 7));
      expect(JSON.stringify(mixed)).toBe(JSON.stringify(expected));
    }
  });
});

describe("exit code", () => {
  const report = (
    fail: Partial<Report["summary"]["fail"]>,
    unknown: Partial<Report["summary"]["fail"]>,
  ) => {
    const none = { error: 0, warning: 0, info: 0 };
    const empty = evaluate([], []);
    return {
      ...empty,
      summary: { ...empty.summary, fail: { ...none, ...fail }, unknown: { ...none, ...unknown } },
    };
  };

  test.each<[string, Report, readonly [number, number, number]]>([
    ["nothing", report({}, {}), [0, 0, 0]],
    ["an error", report({ error: 1 }, {}), [1, 1, 1]],
    ["a warning", report({ warning: 1 }, {}), [0, 1, 1]],
    ["a note", report({ info: 1 }, {}), [0, 0, 1]],
    ["an undecided error", report({}, { error: 1 }), [3, 3, 3]],
    ["an undecided warning", report({}, { warning: 1 }), [0, 3, 3]],
    ["a warning and an undecided error", report({ warning: 1 }, { error: 1 }), [3, 1, 1]],
    ["an error and an undecided error", report({ error: 1 }, { error: 9 }), [1, 1, 1]],
  ])("%s", (_, of, codes) => {
    expect((["error", "warning", "info"] as const).map((failOn) => exitCode(of, failOn))).toEqual(
      codes,
    );
  });
});

describe("schema of the JSON report", () => {
  test("accepts a report with every kind of finding, and nothing else", () => {
    const report = evaluate(
      [
        rule("a", [fails]),
        rule("b", []),
        rule("c", () => {
          throw new Error("x");
        }),
      ],
      [input([bucket])],
    );
    expect(reportSchema.parse(report)).toEqual(report);
    expect(reportSchema.safeParse({ ...report, more: 1 }).success).toBe(false);
    expect(reportSchema.safeParse({ ...report, version: 2 }).success).toBe(false);
  });
});
