import { cachedOf } from "../text/cache";
import { arnIsContained } from "./arn-glob";
import { holdsWithoutKey, type ConditionTest } from "./condition";
import { isContained, isPattern } from "./glob";
import { COMPARE, type Comparison } from "./operators";
import { hasVariable, withVariables, type Within } from "./variables";

/**
 * Whether one list of tests asks at least as much as another: whatever request meets the first
 * meets the second. True is always right; false may mean that it could not be shown.
 */
export function implies(
  stricter: readonly ConditionTest[],
  weaker: readonly ConditionTest[],
): boolean {
  return notImplied(stricter, weaker).length === 0;
}

/** The tests that `stricter` does not make sure of. */
export function notImplied(
  stricter: readonly ConditionTest[],
  weaker: readonly ConditionTest[],
): readonly ConditionTest[] {
  return weaker.filter((test) => !stricter.some((other) => testImplies(other, test)));
}

/** More cases than that are not looked at. */
const MOST = 64;

/**
 * Whether some of several lists of tests hold whenever `tests` do: "tag is a or b" where one
 * statement asks for a and another for b, or anything where one asks for a and another for all but
 * a. True is always right.
 */
export function impliesSome(
  tests: readonly ConditionTest[],
  others: readonly (readonly ConditionTest[])[],
): boolean {
  if (others.length === 0) return false;
  if (others.some((other) => implies(tests, other))) return true;
  const everyCase = [...tests.map(casesWithin), ...others.flat().flatMap(casesOfAll)];
  return variants(tests, everyCase).every((one) => others.some((other) => implies(one, other)));
}

/** Tests of which one holds whenever a test does: one value each where any of several will do. */
function casesWithin(test: ConditionTest): readonly ConditionTest[] {
  if (test.negated || test.set === "all" || test.values.length < 2) return [test];
  return test.values.map((value) => ({ ...test, values: [value] }));
}

/** By a test that says what a value must not be: of all requests, those it means, and each it does not. */
function casesOfAll(test: ConditionTest): readonly (readonly ConditionTest[])[] {
  // What a variable stands for may be nothing, and then neither holds.
  if (!test.negated || test.set !== undefined || test.values.some(hasVariable)) return [];
  const rest = test.values.map((value) => ({
    ...test,
    negated: false,
    ifExists: false,
    values: [value],
  }));
  return [[test, ...rest]];
}

/** Lists of tests of which one holds wherever the tests do, and one of each of the choices. */
function variants(
  tests: readonly ConditionTest[],
  choices: readonly (readonly ConditionTest[])[],
): readonly (readonly ConditionTest[])[] {
  let lists: readonly (readonly ConditionTest[])[] = [tests];
  for (const ways of choices) {
    // With fewer choices they say less, which is no mistake.
    if (lists.length * ways.length > MOST) continue;
    lists = lists.flatMap((list) => ways.map((way) => [...list, way]));
  }
  return lists;
}

/** Equal for lists of tests that ask the same in the same words, whatever their order. */
export const inSameWords = cachedOf((tests: readonly ConditionTest[]): string =>
  JSON.stringify(
    tests
      .map(({ operator, key, values }) =>
        JSON.stringify([operator.toLowerCase(), key.toLowerCase(), [...values].sort()]),
      )
      .sort(),
  ),
);

function testImplies(one: ConditionTest, other: ConditionTest): boolean {
  if (one.key.toLowerCase() !== other.key.toLowerCase()) return false;
  if (other.comparison === "Null") return impliesPresence(one, other);
  if (one.comparison === "Null" || one.negated !== other.negated || one.set !== other.set) {
    return false;
  }
  if (holdsWithoutKey(one) && !holdsWithoutKey(other)) return false;
  // "Is none of a, b" asks more than "is not a": what the weaker one forbids, the stricter one does.
  const [inner, outer] = one.negated ? [other, one] : [one, other];
  const within = WITHIN[family(inner)]?.[family(outer)];
  return (
    within !== undefined &&
    inner.values.every((value) => outer.values.some((wide) => within(value, wide)))
  );
}

/** Null "false" asks for the key; so does every test that fails without it. */
function impliesPresence(one: ConditionTest, { values }: ConditionTest): boolean {
  const absent = (value: string) => value.toLowerCase() === "true";
  const asked = new Set(values.map(absent));
  if (asked.size === 2) return true;
  if (one.comparison === "Null") return one.values.every((value) => asked.has(absent(value)));
  return asked.has(false) && !holdsWithoutKey(one);
}

/** StringLike without a wildcard is StringEquals. */
function family({ comparison, values }: ConditionTest): Comparison {
  return comparison === "StringLike" && !values.some(isPattern) ? "StringEquals" : comparison;
}

/** A value lies within the bounds that it meets; a bound within those that let as much through. */
function bounds(kind: "Numeric" | "Date") {
  const equals = `${kind}Equals` as const;
  const [below, atMost] = [`${kind}LessThan`, `${kind}LessThanEquals`] as const;
  const [above, atLeast] = [`${kind}GreaterThan`, `${kind}GreaterThanEquals`] as const;
  const outer = [equals, below, atMost, above, atLeast];
  return {
    [equals]: Object.fromEntries(outer.map((name) => [name, COMPARE[name]])),
    [below]: { [below]: COMPARE[atMost], [atMost]: COMPARE[atMost] },
    [atMost]: { [below]: COMPARE[below], [atMost]: COMPARE[atMost] },
    [above]: { [above]: COMPARE[atLeast], [atLeast]: COMPARE[atLeast] },
    [atLeast]: { [above]: COMPARE[above], [atLeast]: COMPARE[atLeast] },
  };
}

/** By what the inner test compares, then the outer one: each value must lie within one of the outer's. */
const WITHIN: Readonly<Partial<Record<string, Readonly<Partial<Record<string, Within>>>>>> = {
  StringEquals: {
    StringEquals: COMPARE.StringEquals,
    StringLike: withVariables(isContained),
    StringEqualsIgnoreCase: COMPARE.StringEqualsIgnoreCase,
  },
  StringLike: { StringLike: withVariables(isContained) },
  StringEqualsIgnoreCase: { StringEqualsIgnoreCase: COMPARE.StringEqualsIgnoreCase },
  ArnLike: { ArnLike: withVariables(arnIsContained) },
  Bool: { Bool: COMPARE.Bool },
  BinaryEquals: { BinaryEquals: COMPARE.StringEquals },
  IpAddress: { IpAddress: COMPARE.IpAddress },
  ...bounds("Numeric"),
  ...bounds("Date"),
};
