import fc from "fast-check";
import type { RuleResult } from "../../../compliance/finding";
import { baseline } from "../../../compliance/waivers/baseline";
import { parseWaivers } from "../../../compliance/waivers/load";
import { evaluate, input, resource, rule, TODAY } from "../engine/material";
import { runs } from "../../support/runs";

const data = resource("aws_s3_bucket.data");
const options = { owner: "platform", today: TODAY };

const result = (verdict: RuleResult["verdict"], key?: string, of = data): RuleResult => ({
  verdict,
  resource: of,
  key,
  message: "m",
});

test("is a file with a waiver for everything that fails and may be waived", () => {
  const rules = [
    rule("s3-private", [
      result("FAIL", "policy"),
      result("FAIL", "acl"),
      result("PASS", "block"),
      result("UNKNOWN", "website"),
    ]),
    rule("iam-key", [result("FAIL")], { waivable: false }),
    rule("odd", () => {
      throw new Error("x");
    }),
    rule("kms", [result("FAIL")], { severity: "info" }),
  ];
  expect(baseline(evaluate(rules, [input([data])]), { ...options, rules }))
    .toBe(`# What byoc check found on 2026-11-22. Each finding is to be mended, or its reason written here, by
# the day it expires.

version: 1
waivers:
  - rule: kms
    address: aws_s3_bucket.data
    reason: found on 2026-11-22, when the baseline was written
    owner: platform
    expires: 2027-02-20
  - rule: s3-private
    address: aws_s3_bucket.data
    finding: acl
    reason: found on 2026-11-22, when the baseline was written
    owner: platform
    expires: 2027-02-20
  - rule: s3-private
    address: aws_s3_bucket.data
    finding: policy
    reason: found on 2026-11-22, when the baseline was written
    owner: platform
    expires: 2027-02-20
`);
});

test("of a clean report is an empty list, which can be read", () => {
  const rules = [rule("s3-private", [result("PASS")])];
  const text = baseline(evaluate(rules, [input([data])]), { ...options, rules });
  expect(parseWaivers("w.yaml", text)).toEqual([]);
});

test("names the file where another one has the same address, which is right today", () => {
  const dev = resource("aws_s3_bucket.data", { file: "stacks/dev/cdk.tf.json" });
  const production = resource("aws_s3_bucket.data", { file: "stacks/production/cdk.tf.json" });
  const inputs = [input([dev]), input([production])];
  const today = rule("s3-private", [result("FAIL", "acl", dev), result("PASS", "acl", production)]);
  const text = baseline(evaluate([today], inputs), { ...options, rules: [today] });
  const waivers = parseWaivers("w.yaml", text);
  const later = rule("s3-private", [result("FAIL", "acl", dev), result("FAIL", "acl", production)]);
  expect(evaluate([later], inputs, waivers).findings.map(({ verdict }) => verdict)).toEqual([
    "WAIVED",
    "FAIL",
  ]);
});

test("a finding that is new later is not covered", () => {
  const today = rule("s3-private", [result("FAIL", "acl")]);
  const text = baseline(evaluate([today], [input([data])]), { ...options, rules: [today] });
  const later = rule("s3-private", [result("FAIL", "acl"), result("FAIL", "policy")]);
  const report = evaluate([later], [input([data])], parseWaivers("w.yaml", text));
  expect(report.summary.verdicts).toMatchObject({ FAIL: 1, WAIVED: 1 });
});

test("round trip: with it, nothing fails that may be waived, whatever addresses and keys hold", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 12 }),
    fc.constantFrom(
      "*",
      "a?b",
      "${env:HOME}",
      "yes",
      "2027-01-01",
      "a: b # c",
      "- x",
      "\ta",
      "'\"",
    ),
    fc.constantFrom("acme-external-77", 'sts:ExternalId "abc"'),
  );
  const finding = fc.record({
    address: fc.option(
      text.filter((value) => value.trim() !== ""),
      { nil: undefined },
    ),
    file: fc.constantFrom("a.json", "b/a.json", undefined),
    key: fc.option(text, { nil: undefined }),
    verdict: fc.constantFrom("FAIL" as const, "UNKNOWN" as const, "PASS" as const),
    rule: fc.constantFrom("one", "two", "fixed"),
  });
  fc.assert(
    fc.property(fc.array(finding, { maxLength: 12 }), (findings) => {
      const rules = ["one", "two", "fixed"].map((id) =>
        rule(
          id,
          findings
            .filter((given) => given.rule === id)
            .map(({ address, file, key, verdict }) => ({
              verdict,
              key,
              message: "m",
              ...(address === undefined
                ? { file }
                : { resource: resource(address, { file: file ?? "c.json" }) }),
            })),
          { waivable: id !== "fixed" },
        ),
      );
      const resources = findings.flatMap(({ address, file }) =>
        address === undefined ? [] : [resource(address, { file: file ?? "c.json" })],
      );
      const inputs = ["a.json", "b/a.json", "c.json"].map((file) =>
        input(
          resources.filter((of) => of.file === file),
          { file },
        ),
      );
      const ids = ["acme-external-77"];
      const before = evaluate(rules, inputs, [], ids);
      const waivers = parseWaivers("w.yaml", baseline(before, { ...options, rules }));
      const after = evaluate(rules, inputs, waivers, ids);
      expect(after.findings.filter((f) => f.verdict === "FAIL" && f.rule !== "fixed")).toEqual([]);
      expect(after.summary.verdicts.PASS).toBe(before.summary.verdicts.PASS);
    }),
    { numRuns: runs(300) },
  );
});

test("what a rule says twice counts once: an address that looks like a pattern is covered", () => {
  const star = resource("*");
  const other = resource("aws_s3_bucket.b");
  const rules = [
    rule("two", [
      result("UNKNOWN", "k", other),
      result("FAIL", undefined, star),
      result("UNKNOWN", "k", other),
    ]),
  ];
  const inputs = [input([star, other])];
  const text = baseline(evaluate(rules, inputs), { ...options, rules });
  const after = evaluate(rules, inputs, parseWaivers("w.yaml", text));
  expect(after.findings.map(({ verdict }) => verdict)).toEqual(["WAIVED", "WAIVED"]);
});
