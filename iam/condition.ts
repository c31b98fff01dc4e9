import type { KeyValues } from "./context";
import { COMPARE, OPERATORS, takesWildcards, type Comparison } from "./operators";
import { list, PolicyShapeError, type IamCondition } from "./policy";
import { hasVariable, resolveVariables } from "./variables";

/** One key of a condition with its operator taken apart. */
export interface ConditionTest {
  /** As the policy has it: `ForAllValues:StringLikeIfExists`. */
  readonly operator: string;
  readonly comparison: Comparison;
  readonly negated: boolean;
  readonly ifExists: boolean;
  /** How several values of a request count: all of them, any of them, or not said. */
  readonly set: "all" | "any" | undefined;
  /** As the policy has it; keys have no case. */
  readonly key: string;
  readonly values: readonly string[];
}

const SETS = { forallvalues: "all", foranyvalue: "any" } as const;

/**
 * Takes a condition apart; all its tests must hold for the statement to apply.
 *
 * @throws PolicyShapeError for an operator that IAM does not have.
 */
export function testsOf(condition: IamCondition = {}): readonly ConditionTest[] {
  return Object.entries(condition).flatMap(([operator, keys]) => {
    const [, set, name = "", ifExists] =
      /^(?:(forallvalues|foranyvalue):)?(.*?)(ifexists)?$/.exec(operator.toLowerCase()) ?? [];
    const known = OPERATORS.get(name);
    if (!known || (known.comparison === "Null" && ifExists !== undefined)) {
      throw new PolicyShapeError(`IAM has no condition operator "${operator}"`);
    }
    return Object.entries(keys).map(([key, values]) => ({
      operator,
      ...known,
      ifExists: ifExists !== undefined,
      set: set === undefined ? undefined : SETS[set as keyof typeof SETS],
      key,
      values: list(values).map(String),
    }));
  });
}

/** Whether a test holds for a request that has no such key. */
export function holdsWithoutKey({ ifExists, negated, set }: ConditionTest): boolean {
  return ifExists || set === "all" || (negated && set !== "any");
}

/**
 * Whether one test holds for a request.
 *
 * @param variables whether `${…}` is a policy variable: not in policies of the version 2008-10-17.
 */
export function testHolds(test: ConditionTest, context: KeyValues, variables: boolean): boolean {
  const { comparison, negated, set } = test;
  const actual = context.values(test.key);
  if (comparison === "Null") {
    return test.values.some((value) => (value.toLowerCase() === "true") === (actual === undefined));
  }
  if (actual === undefined) return holdsWithoutKey(test);

  const compare = COMPARE[comparison];
  const wanted = resolved(test, context, variables);
  // "Is not the caller's name" cannot be said of a caller without a name.
  if (negated && wanted.length < test.values.length) return false;
  const fits = (value: string) => wanted.some((one) => compare(value, one)) !== negated;
  // Several values without a word for sets: one that fits is enough, but none may be forbidden.
  const all = set === "all" || (negated && set !== "any");
  return all ? actual.every(fits) : actual.some(fits);
}

/** The values that a test asks for; one whose variable the request does not set equals nothing. */
function resolved(test: ConditionTest, context: KeyValues, variables: boolean): readonly string[] {
  if (!variables || !test.values.some(hasVariable)) return test.values;
  const pattern = takesWildcards(test.comparison);
  return test.values
    .map((value) => resolveVariables(value, context, { pattern }))
    .filter((value) => value !== undefined);
}
