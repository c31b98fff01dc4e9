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
  const after = badAfter(mutation, rule).filter((finding) =>
    severity === undefined ? finding.severity !== "info" : finding.severity === severity,
  );
  return linesOf(after).filter((line) => !before.has(line));
}
