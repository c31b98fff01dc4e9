import { render } from "../../../compliance/reporters";
import { verdictLine } from "../../../compliance/reporters/reporter";
import { evaluate, input, resource, rule, waiver } from "../engine/material";
import { options, sample } from "./sample";

const terminal = (more = {}, report = sample()) =>
  render("terminal", report, { ...options, ...more });

test("tells by resource what is wrong and how to mend it, and the verdict last", () => {
  expect(terminal()).toBe(`aws_kms_key.data  plan.json:1
  FAIL error plan-destroy
    is deleted with everything it encrypts
    fix: the fix of plan-destroy

aws_iam_role.cross_account  stacks/acme-project/cdk.tf.json:14
  FAIL error trust-external-id [965570967084]
    the trust of account 965570967084 asks for no external ID, so any customer of the vendor can
    have it assume the role
    fix: add a condition StringEquals on sts:ExternalId to the statement
  warning s3-private [path]  line 12
    has no path
    fix: the fix of s3-private

aws_s3_bucket.data  stacks/acme-project/cdk.tf.json:40
  UNKNOWN error s3-private
    block_public_acls is known after apply only
    fix: the fix of s3-private
  WAIVED s3-logging: nobody reads this bucket from outside (platform, until 2027-01-31, SEC-1)

FAIL: 2 errors, 1 warning; 1 unknown, 1 waived, 1 passed (6 rules, 1 not applicable, 2 files)
`);
});

test("has colours only where they are wanted", () => {
  const plain = terminal();
  const coloured = terminal({ colour: true });
  expect(plain).not.toContain("\u001b");
  expect(coloured).toContain("\u001b[31mFAIL error\u001b[39m");
  // eslint-disable-next-line no-control-regex
  expect(coloured.replace(/\u001b\[\d+m/g, "")).toBe(plain);
});

test.each([40, 60, 100])("keeps its sentences within %i columns", (width) => {
  const long = terminal({ width })
    .split("\n")
    .filter((line) => line.startsWith("   ") || line.includes("WAIVED "))
    .filter((line) => line.length > width && !/waived,/.test(line));
  expect(long).toEqual([]);
});

test("does not tear apart what is copied", () => {
  const arn = `arn:aws:iam::111122223333:role/${"x".repeat(120)}`;
  const of = resource("aws_iam_role.a");
  const report = evaluate(
    [rule("r", [{ verdict: "FAIL", resource: of, message: `trusts ${arn} without a condition` }])],
    [input([of])],
  );
  expect(terminal({ width: 60 }, report)).toContain(`\n    ${arn}\n    without a condition\n`);
});

test("shows nothing that a terminal obeys", () => {
  const of = resource("aws_iam_role.a\u001b[2J");
  const report = evaluate(
    [rule("r", [{ verdict: "FAIL", resource: of, message: "a\r\n\u001b]0;title\u0007b\u202e" }])],
    [input([of])],
  );
  // eslint-disable-next-line no-control-regex
  expect(terminal({}, report)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f\u202e]/);
});

test.each([
  ["error", "PASS: 1 warning; 0 unknown, 0 waived, 1 passed (1 rule, 1 file)"],
  ["warning", "FAIL: 1 warning; 0 unknown, 0 waived, 1 passed (1 rule, 1 file)"],
] as const)("the verdict goes by the threshold %s", (failOn, line) => {
  const of = resource("aws_iam_role.a");
  const results = (["FAIL", "PASS"] as const).map((verdict) => ({
    verdict,
    resource: of,
    message: "m",
    severity: "warning" as const,
  }));
  expect(verdictLine(evaluate([rule("r", results)], [input([of])]), failOn)).toBe(line);
});

test("what is undecided is neither", () => {
  const of = resource("aws_iam_role.a");
  const report = evaluate(
    [rule("r", [{ verdict: "UNKNOWN", resource: of, message: "m" }])],
    [input([of])],
  );
  expect(verdictLine(report, "error")).toBe(
    "UNDECIDED: nothing fails; 1 unknown, 0 waived, 0 passed (1 rule, 1 file)",
  );
  expect(verdictLine(evaluate([], []), "info")).toBe(
    "PASS: nothing fails; 0 unknown, 0 waived, 0 passed (0 rules, 0 files)",
  );
});

describe("on a terminal", () => {
  const bucket = resource("aws_s3_bucket.data", { line: 4 });
  const role = resource("aws_iam_role.a", { line: 9 });
  const of = (
    verdict: "FAIL" | "UNKNOWN",
    on: typeof role,
    severity: "error" | "warning" | "info",
  ) => ({ verdict, resource: on, severity, message: `${severity} of ${on.address}` }) as const;
  const rules = [
    rule("bucket-logging", [of("FAIL", bucket, "info"), of("FAIL", role, "info")]),
    rule("role-path", [of("UNKNOWN", role, "info")]),
    rule("role-name", [of("FAIL", role, "warning"), of("FAIL", bucket, "warning")]),
    rule("accepted", [of("FAIL", bucket, "error"), of("FAIL", role, "error")]),
  ];
  const report = evaluate(
    rules,
    [input([bucket, role])],
    [
      waiver({ rule: "accepted", address: bucket.address }),
      waiver({ rule: "accepted", address: role.address }),
    ],
  );
  const shown = (more = {}) => render("terminal", report, { rules, failOn: "error", ...more });

  test("warnings are in full, notes and what was accepted a line by rule, equal fixes once", () => {
    expect(shown({ fold: true })).toBe(`aws_iam_role.a  stacks/acme-project/cdk.tf.json:9
  warning role-name
    warning of aws_iam_role.a
    fix: the fix of role-name

aws_s3_bucket.data  stacks/acme-project/cdk.tf.json:4
  warning role-name
    warning of aws_s3_bucket.data
    fix: as at aws_iam_role.a

notes; --notes shows each
  bucket-logging  2  the title of bucket-logging
  role-path       1  the title of role-path

accepted; --notes shows each
  accepted  2  the title of accepted

PASS: 2 warnings, 2 notes; 1 unknown, 2 waived, 0 passed (4 rules, 1 file)
`);
  });

  test("off it, or with --notes, nothing is left out", () => {
    const text = shown();
    for (const { message, fix, verdict } of report.findings) {
      if (verdict !== "WAIVED") expect(text).toContain(`    ${message}\n    fix: ${fix}\n`);
    }
    expect(text.match(/WAIVED accepted: /g)).toHaveLength(2);
    expect(text).not.toContain("as at");
  });

  test("a note that fails the run is shown in full", () => {
    const text = shown({ fold: true, failOn: "info" });
    expect(text.match(/FAIL info bucket-logging/g)).toHaveLength(2);
    expect(text).toContain("UNKNOWN info role-path");
    expect(text).not.toContain("\nnotes;");
  });

  test("quiet shows what decides, and the verdict", () => {
    expect(shown({ quiet: true, fold: true })).toMatch(/^PASS: [^\n]*\n$/);
    const text = shown({ quiet: true, failOn: "warning" });
    expect(text.match(/FAIL warning role-name/g)).toHaveLength(2);
    expect(text).not.toMatch(/WAIVED|bucket-logging|role-path/);
  });
});

test.each(["error", "warning", "info"] as const)(
  "nothing is called a failure that %s does not make one",
  (failOn) => {
    const of = resource("aws_iam_role.a");
    const results = (["error", "warning", "info"] as const).map((severity) => ({
      verdict: "FAIL" as const,
      resource: of,
      key: severity,
      severity,
      message: "m",
    }));
    const text = terminal({ failOn }, evaluate([rule("r", results)], [input([of])]));
    const called = [...text.matchAll(/^ {2}(FAIL )?(error|warning|info|note) r/gm)].map(
      ([, fail, word]) => [fail === undefined ? "" : "FAIL", word].join(" ").trim(),
    );
    expect(called).toEqual(
      {
        error: ["FAIL error", "warning", "note"],
        warning: ["FAIL error", "FAIL warning", "note"],
        info: ["FAIL error", "FAIL warning", "FAIL info"],
      }[failOn],
    );
  },
);
