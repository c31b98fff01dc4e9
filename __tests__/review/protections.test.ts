import { RULES } from "../../compliance/rules";
import { reviewOf } from "../../review/facts";
import { EXAMPLES, factsOf } from "./facts-of";

const TITLES = new Map(RULES.map(({ id, title }) => [`${title}.`, id]));

/** Rule that judges what a review says to be added. */
function ruleOf(what: string): string | undefined {
  if (what.startsWith("Terraform refuses") || what.startsWith("Terraform leaves later changes")) {
    return "lifecycle-guards";
  }
  return what.startsWith("The role has a ceiling") ? "role-boundary" : TITLES.get(what);
}

describe.each(EXAMPLES)("protections that the review of %s names", (name) => {
  const { deviations, report } = reviewOf(factsOf(name));
  const told = (verdict: string, rule: string, subject: string, stack: string) =>
    report.findings.some(
      (one) =>
        one.verdict === verdict &&
        one.rule === rule &&
        (one.address ?? one.rule) === subject &&
        one.file?.split("/")[0] === stack,
    );

  it("are found by a rule", () => {
    const added = deviations.filter(({ kind }) => kind === "added");
    const unjudged = added.flatMap(({ what, subject, stacks }) =>
      stacks
        .filter((stack) => !told("PASS", ruleOf(what) ?? "", subject, stack))
        .map((stack) => `${what} ${subject} of ${stack}`),
    );
    expect(unjudged).toEqual([]);
  });

  it("and ways that are left open are findings that somebody has waived", () => {
    const rules = RULES.map(({ id }) => id);
    for (const { subject, stacks } of deviations.filter(({ kind }) => kind === "open")) {
      for (const stack of stacks) {
        expect(rules.some((rule) => told("WAIVED", rule, subject, stack))).toBe(true);
      }
    }
  });
});
