import { readdirSync } from "node:fs";
import { join } from "node:path";
import { evaluateRules } from "../../../compliance/engine";
import type { Finding } from "../../../compliance/finding";
import { parametersFrom } from "../../../compliance/parameters";
import { RULES } from "../../../compliance/rules";
import { readInputs } from "../../../terraform/files";
import { joinInputs } from "../../../terraform/join";
import { BASE_NAMES } from "./bases";
import { CATALOGUE } from "./catalogue";
import { badAfter, badInBase, linesOf, serious, type Mutation } from "./judging";

const ALL = Object.values(CATALOGUE).flat();
/** Rules that hardly ever say more than that something could be better. */
const HINTS = ["bucket-kms", "bucket-logging", "bucket-versioning", "lifecycle-guards"];

describe("the catalogue", () => {
  test("has 150 changes and more, a third of them to plans", () => {
    expect(ALL.length).toBeGreaterThanOrEqual(150);
    expect(ALL.filter(({ base }) => base.endsWith(" plan")).length * 3).toBeGreaterThanOrEqual(
      ALL.length,
    );
  });

  test("says each change once", () => {
    const names = ALL.map(({ base, rule, name }) => `${base}, ${rule}: ${name}`);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  });

  test("changes are errors or warnings, but for the hints", () => {
    const mild = ALL.filter(({ severity }) => severity === "info").map(({ rule }) => rule);
    expect([...new Set(mild)].sort()).toEqual(HINTS);
  });
});

// What Terraform wrote for other tests has findings of its own; a change must add to them.
test.each(BASE_NAMES.filter((name) => name !== "hardened plan"))("%s is good", (name) => {
  expect(linesOf(serious(badInBase(name)))).toEqual([]);
});

describe.each(Object.entries(CATALOGUE))("%s", (_theme, mutations) => {
  test.each(mutations.map((one) => [one.base, one.rule, one.name, one] as const))(
    "%s: %s sees that %s",
    (_base, _rule, _name, mutation) => {
      expect(found(mutation)).not.toEqual([]);
    },
  );
});

/** Findings of the rule that were not there before, of the severity that is asked for. */
function found(mutation: Mutation): string[] {
  const { base, rule, severity } = mutation;
  const before = new Set(linesOf(badInBase(base, rule)));
  const after = badBy(mutation).filter((finding) =>
    severity === undefined ? finding.severity !== "info" : finding.severity === severity,
  );
  return linesOf(after).filter((line) => !before.has(line));
}

const judged = new Map<Mutation, Finding[]>();

/** What the rule of a mutation finds bad after it; asked for twice, and judged once. */
function badBy(mutation: Mutation): Finding[] {
  const found = judged.get(mutation) ?? badAfter(mutation, mutation.rule);
  judged.set(mutation, found);
  return found;
}

describe("the severities that rules declare", () => {
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
    for (const mutation of ALL) note(badBy(mutation));
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
      [
        "policy-size: info",
        "backend-state: info",
        "escalation-path: info",
        "trust-account: warning",
        "trust-oidc: warning",
      ].sort(),
    );
  });
});
