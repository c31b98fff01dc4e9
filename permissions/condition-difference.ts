import type { ConditionTest } from "../iam/condition";
import { implies } from "../iam/implication";

/** What two lists of tests do not have in common. */
export interface ConditionDifference {
  readonly own: readonly ConditionTest[];
  readonly other: readonly ConditionTest[];
}

/** Leaves out the tests that say the same, and of two lists of values what both have. */
export function conditionDifference(
  own: readonly ConditionTest[],
  other: readonly ConditionTest[],
): ConditionDifference {
  return { own: only(own, other), other: only(other, own) };
}

function only(tests: readonly ConditionTest[], others: readonly ConditionTest[]): ConditionTest[] {
  return tests
    .filter((test) => !others.some((one) => implies([one], [test]) && implies([test], [one])))
    .flatMap((test) => {
      const twin = others.find((one) => isAlike(one, test));
      if (!twin) return [test];
      const values = test.values.filter((value) => !twin.values.includes(value));
      return values.length === 0 ? [] : [{ ...test, values }];
    });
}

/** The same question with other values, of which any one will do. */
function isAlike(one: ConditionTest, other: ConditionTest): boolean {
  return (
    !one.negated &&
    one.set !== "all" &&
    one.operator.toLowerCase() === other.operator.toLowerCase() &&
    one.key.toLowerCase() === other.key.toLowerCase()
  );
}
