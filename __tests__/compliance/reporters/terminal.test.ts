import { render } from "../../../compliance/reporters";
import { verdictLine } from "../../../compliance/reporters/reporter";
import { evaluate, input, resource, rule } from "../engine/material";
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
