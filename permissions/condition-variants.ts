import type { ConditionTest } from "../iam/condition";
import { implies } from "../iam/implication";

/** More than that are not taken apart; what they ask is then compared as a whole. */
const MOST = 64;

/**
 * Whether some of several lists of tests hold whenever `tests` do: "tag is a or b" where one
 * statement asks for a and another for b. True is always right.
 */
export function impliesSome(
  tests: readonly ConditionTest[],
  others: readonly (readonly ConditionTest[])[],
): boolean {
  if (others.length === 0) return false;
  if (others.some((other) => implies(tests, other))) return true;
  return variants(tests).every((one) => others.some((other) => implies(one, other)));
}

/** The same as several lists, of which one holds: with one value each where any of several will do. */
function variants(tests: readonly ConditionTest[]): readonly (readonly ConditionTest[])[] {
  const choices = tests.map((test) =>
    test.negated || test.set === "all" || test.values.length < 2
      ? [test]
      : test.values.map((value) => ({ ...test, values: [value] })),
  );
  if (choices.reduce((product, { length }) => product * length, 1) > MOST) return [tests];
  return choices.reduce<readonly (readonly ConditionTest[])[]>(
    (lists, ways) => lists.flatMap((list) => ways.map((way) => [...list, way])),
    [[]],
  );
}
