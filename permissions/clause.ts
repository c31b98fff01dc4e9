import type { ConditionTest } from "../iam/condition";
import { implies } from "../iam/implication";
import type { Statement } from "../iam/statement";
import { conditionWords } from "../iam/words/condition";
import { compareText } from "../text/order";
import type { ChangeDirection } from "./diff";

export type Told = Exclude<ChangeDirection, "undecided">;
type Side = "old" | "new";

interface Conditions {
  readonly direction: Told;
  readonly effect: Statement["effect"];
  readonly tests: readonly ConditionTest[];
  /** Tests of the other side, where it says the same under other conditions. */
  readonly otherwise?: readonly ConditionTest[] | undefined;
  /** Its own side says what the other says as well. */
  readonly isFurther?: boolean | undefined;
  /** For everybody: what keeps most of them out must not be missed. */
  readonly isOpen: boolean;
}

/** Which side a statement stands on: a right that is gained is new, a refusal that is gone is old. */
export function sideOf(direction: Told, effect: Statement["effect"]): Side {
  return (direction === "gained") === (effect === "Allow") ? "new" : "old";
}

export const otherSide = (side: Side): Side => (side === "old" ? "new" : "old");

/** Under which conditions; where they have changed, what they were before or are now. */
export function clauseOf(conditions: Conditions): string {
  const { direction, effect, tests, otherwise, isFurther, isOpen } = conditions;
  const side = sideOf(direction, effect);
  const own = wordsOf(tests, side);
  if (otherwise && isFurther && own !== "") return ` ${side === "new" ? "also " : ""}when ${own}`;
  if (otherwise) return side === "new" ? grown(tests, otherwise) : shrunk(tests, otherwise, effect);
  if (own === "") return "";
  if (effect === "Deny") return ` when ${own}`;
  if (side === "old") return `; before, this was allowed when ${own}`;
  return isOpen ? `, but only when ${own}` : ` when ${own}`;
}

/** The newer side says it in more cases than the older one. */
function grown(now: readonly ConditionTest[], before: readonly ConditionTest[]): string {
  if (now.length === 0) return ` in every case; before, only when ${wordsOf(before, "old")}`;
  const part = partBeyond(now, before);
  if (part) return ` also when ${wordsOf(part, "new")}`;
  const [added, dropped] = [beyond(now, before), beyond(before, now)];
  const is = wordsOf(now, "new");
  if (added.length === 0)
    return ` when ${is}; before, only when ${wordsOf(dropped, "old")} as well`;
  return ` when ${distinct(now, before, "new")}; before, only when ${distinct(before, now, "old")}`;
}

/** The newer side says it in fewer cases than the older one. */
function shrunk(
  before: readonly ConditionTest[],
  now: readonly ConditionTest[],
  effect: Statement["effect"],
): string {
  if (before.length === 0) return `, except when ${wordsOf(now, "new")}`;
  const part = partBeyond(before, now);
  if (part) return ` when ${wordsOf(part, "old")}`;
  const [dropped, added] = [beyond(before, now), beyond(now, before)];
  const was = wordsOf(before, "old");
  if (dropped.length === 0) return ` when ${was}, except when ${wordsOf(added, "new")} as well`;
  const still = effect === "Allow" ? "now only when" : "still when";
  return ` when ${distinct(before, now, "old")}; ${still} ${distinct(now, before, "new")}`;
}

/** The tests that others do not have too. */
function beyond(
  tests: readonly ConditionTest[],
  others: readonly ConditionTest[],
): readonly ConditionTest[] {
  return tests.filter((test) => !others.some((one) => isSame(one, test)));
}

function isSame(one: ConditionTest, other: ConditionTest): boolean {
  return implies([one], [other]) && implies([other], [one]);
}

/**
 * What tests let through and others do not, where they differ in the values of one test: "a" of "a
 * or b" beside "b", and "b" of "not a" beside "neither a nor b".
 */
function partBeyond(
  tests: readonly ConditionTest[],
  others: readonly ConditionTest[],
): readonly ConditionTest[] | undefined {
  const [[test, ...more], [twin, ...rest]] = [beyond(tests, others), beyond(others, tests)];
  if (!test || !twin || more.length > 0 || rest.length > 0 || !isAlike(test, twin))
    return undefined;
  const [wide, narrow] = test.negated ? [twin, test] : [test, twin];
  const values = wide.values.filter((value) => !narrow.values.includes(value));
  if (values.length === 0 || narrow.values.some((value) => !wide.values.includes(value))) {
    return undefined;
  }
  return tests.map((one) => (one === test ? { ...test, negated: false, values } : one));
}

/** Whether two tests ask one question of one value, of which any one will do. */
function isAlike(one: ConditionTest, other: ConditionTest): boolean {
  return (
    one.set === undefined &&
    one.comparison !== "Null" &&
    one.operator.toLowerCase() === other.operator.toLowerCase() &&
    one.key.toLowerCase() === other.key.toLowerCase()
  );
}

/** Tests that read like those of the other side are told with their operators. */
function distinct(
  tests: readonly ConditionTest[],
  others: readonly ConditionTest[],
  side: Side,
): string {
  const own = wordsOf(tests, side);
  if (own !== wordsOf(others, side)) return own;
  return `${own} (${sorted(tests)
    .map(({ operator, key }) => `${operator} of ${key}`)
    .join(", ")})`;
}

/** Without the external ID: which side it is of is all that may be said. */
export function wordsOf(tests: readonly ConditionTest[], side: Side): string {
  return conditionWords(sorted(tests), `${side} policy`);
}

/** Each test in words. */
export function conditionList(tests: readonly ConditionTest[], side: Side): string[] {
  return sorted(tests).map((test) => conditionWords([test], `${side} policy`));
}

/** The order in which a condition is written says nothing. */
function sorted(tests: readonly ConditionTest[]): ConditionTest[] {
  return tests
    .map((test) => ({ ...test, values: [...test.values].sort(compareText) }))
    .sort(
      (a, b) =>
        compareText(a.key.toLowerCase(), b.key.toLowerCase()) ||
        compareText(a.operator.toLowerCase(), b.operator.toLowerCase()),
    );
}
