import { readdirSync } from "node:fs";
import { join } from "node:path";
import { RULES } from "../../../compliance/rules";
import { judgeFiles } from "./judging";

const ROOT = join(__dirname, "..", "..", "..");
const FIXTURES = join(ROOT, "__tests__", "compliance", "fixtures");
const THEMES = /^(bucket|key|policy|role|oidc|provider|backend|synth|plan|release)-/;
const rules = RULES.filter(({ id }) => THEMES.test(id));
// What the document itself leads to is waived beside the release, which single rules do not see.
const examples = readdirSync(join(ROOT, "examples")).filter((name) => name !== "milvus-documented");

test.each(rules.map((rule) => [rule.id, rule] as const))("%s is complete", (_, rule) => {
  expect(rule.title).not.toMatch(/\.$/);
  expect(rule.why).toMatch(/\.$/);
  expect(rule.fix).toMatch(/^[a-z].*[^.]$/);
  const standard =
    /^(CIS AWS [35]\.0 \d(\.\d+)+|(FSBP|Security Hub) [A-Z0-9]+\.\d+|CKV2?_AWS_\d+|AWS-\d{4})$/;
  for (const one of rule.standards ?? []) expect(one).toMatch(standard);
});

test.each(examples)("our own output of %s has no error and no warning", (example) => {
  for (const rule of rules) {
    const { fails, unknowns } = judgeFiles(rule, [join(ROOT, "examples", example, "golden")]);
    expect([rule.id, fails.filter((line) => !line.startsWith("info "))]).toEqual([rule.id, []]);
    expect([rule.id, unknowns]).toEqual([rule.id, []]);
  }
});

test.each(readdirSync(FIXTURES).filter((name) => /^acme-.*\.plan\.json$/.test(name)))(
  "nor has the plan %s",
  (name) => {
    for (const rule of rules) {
      const { fails, unknowns } = judgeFiles(rule, [join(FIXTURES, name)]);
      expect([rule.id, fails.filter((line) => !line.startsWith("info "))]).toEqual([rule.id, []]);
      expect([rule.id, unknowns]).toEqual([rule.id, []]);
    }
  },
);
