import { readdirSync } from "node:fs";
import { join } from "node:path";
import { evaluateRules } from "../../../compliance/engine";
import type { Finding } from "../../../compliance/finding";
import { SEVERITIES } from "../../../compliance/order";
import { parametersFrom } from "../../../compliance/parameters";
import { readInputs } from "../../../terraform/files";
import { joinInputs } from "../../../terraform/join";
import { severityWords } from "../../../compliance/rule";
import { RULES } from "../../../compliance/rules";
import { CATALOGUE } from "../mutations/catalogue";
import { badAfter } from "../mutations/judging";

const FIXTURES = join(__dirname, "..", "fixtures");

/** Severities by rule, of everything that fails or is undecided in what tests have at hand. */
const seen = new Map<string, Set<string>>();

function note(findings: readonly Finding[]): void {
  for (const { rule, severity, verdict } of findings) {
    if (verdict === "PASS" || verdict === "NOT_APPLICABLE") continue;
    seen.set(rule, (seen.get(rule) ?? new Set()).add(severity));
  }
}

beforeAll(() => {
  for (const mutation of Object.values(CATALOGUE).flat()) note(badAfter(mutation, mutation.rule));
  for (const name of readdirSync(FIXTURES).filter((file) =>
    /\.(plan|tfstate)\.json$|^backend-(bad|good)$/.test(file),
  )) {
    const model = joinInputs(readInputs([join(FIXTURES, name)]));
    const parameters = parametersFrom(model, []);
    const options = { today: "2026-11-22", toolVersion: "0.0.0" };
    note(evaluateRules(RULES, { model, parameters, scp: [] }, [], options).findings);
  }
}, 120_000);

test("no rule finds anything of a severity that it does not declare", () => {
  const undeclared = RULES.flatMap(({ id, severity, severities = [severity] }) =>
    [...(seen.get(id) ?? [])]
      .filter((one) => !(severities as readonly string[]).includes(one))
      .map((one) => `${id}: ${one}`),
  );
  expect(undeclared).toEqual([]);
});

test("what rules declare happens", () => {
  const varying = RULES.filter(({ severities }) => severities !== undefined);
  expect(varying.length).toBeGreaterThanOrEqual(18);
  const unseen = varying.flatMap(({ id, severities = [] }) =>
    severities.filter((one) => !seen.get(id)?.has(one)).map((one) => `${id}: ${one}`),
  );
  // Shown to happen beside their rules.
  expect(unseen).toEqual(
    ["policy-size: info", "backend-state: info", "trust-oidc: warning"].sort(),
  );
});

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
