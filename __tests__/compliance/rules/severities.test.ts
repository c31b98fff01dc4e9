import { SEVERITIES } from "../../../compliance/order";
import { severityWords } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";

// That rules find what they declare, and nothing else, is in mutations/mutations.test.ts.
test.each(RULES.filter(({ severities }) => severities).map((rule) => [rule.id, rule] as const))(
  "%s declares several, its own among them, worst first",
  (_, { severity, severities = [] }) => {
    expect(severities.length).toBeGreaterThan(1);
    expect(severities).toContain(severity);
    expect(severities).toEqual(SEVERITIES.filter((one) => severities.includes(one)));
  },
);

test.each([
  [{ severity: "error" }, "error"],
  [{ severity: "warning", severities: ["error", "warning"] }, "error or warning"],
  [{ severity: "error", severities: ["error", "warning", "info"] }, "error, warning or info"],
] as const)("%j is told as %s", (rule, words) => expect(severityWords(rule)).toBe(words));
