import { evaluateRules, exitCode } from "../../../compliance/engine";
import type { RuleResult } from "../../../compliance/finding";
import { context, evaluate, input, resource, rule, TODAY, waiver } from "./material";

const bucket = resource("aws_s3_bucket.data");

/** So many findings, and how many of them were asked for. */
function endless(verdict: RuleResult["verdict"]) {
  const asked = { count: 0 };
  const results = function* (): Iterable<RuleResult> {
    for (;;) {
      if (asked.count === 10_000) return;
      asked.count += 1;
      yield { verdict, resource: bucket, key: `k${asked.count}`, message: "m", severity: "info" };
    }
  };
  return { asked, results };
}

const rest = (findings: ReturnType<typeof evaluate>["findings"]) =>
  findings.filter(({ key }) => key === "(rest)");

test("of more than 500 findings of a rule the rest is not asked for, and not passed", () => {
  const { asked, results } = endless("FAIL");
  const report = evaluate([rule("much", results)], [input([bucket])]);
  expect(asked.count).toBe(501);
  expect(report.findings).toHaveLength(501);
  expect(rest(report.findings)).toMatchObject([
    {
      severity: "error",
      verdict: "UNKNOWN",
      message: "more than 500 findings of this rule: the rest was not judged",
    },
  ]);
  expect(exitCode(report, "error")).toBe(3);
});

test("several files have as many each", () => {
  const { asked, results } = endless("UNKNOWN");
  const others = ["b", "c"].map((file) => input([], { file }));
  evaluate([rule("much", results)], [input([bucket]), ...others]);
  expect(asked.count).toBe(1_501);
});

test("what waivers are for is not counted, and the rest cannot be waived", () => {
  const { asked, results } = endless("FAIL");
  const waivers = [
    waiver({ rule: "much", address: "aws_s3_bucket.*", max: 2_000 }),
    waiver({ rule: "much", address: "(run)", finding: "(rest)" }),
  ];
  const report = evaluate([rule("much", results)], [input([bucket])], waivers);
  expect(asked.count).toBe(2_502);
  expect(rest(report.findings)).toMatchObject([{ verdict: "UNKNOWN" }]);
});

test("as many as are told are no reason to speak of a rest, whatever passes besides", () => {
  const results: RuleResult[] = [
    ...Array.from({ length: 500 }, (_, at) => ({
      verdict: "FAIL" as const,
      resource: bucket,
      key: `k${at}`,
      message: "m",
    })),
    { verdict: "PASS", resource: bucket, key: "last", message: "m" },
  ];
  const report = evaluate([rule("much", results)], [input([bucket])]);
  expect(report.findings).toHaveLength(501);
  expect(rest(report.findings)).toEqual([]);
});

test("a baseline gets all of them", () => {
  const { asked, results } = endless("FAIL");
  const { findings } = evaluateRules([rule("much", results)], context([input([bucket])]), [], {
    today: TODAY,
    toolVersion: "1.2.3",
    all: true,
  });
  expect([asked.count, findings.length]).toEqual([10_000, 10_000]);
});

test("what passes is told whole", () => {
  const { asked, results } = endless("PASS");
  const report = evaluate([rule("much", results)], [input([bucket])]);
  expect(asked.count).toBe(10_000);
  expect(rest(report.findings)).toEqual([]);
});
