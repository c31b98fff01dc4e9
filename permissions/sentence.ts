import type { ConditionTest } from "../iam/condition";
import { list } from "../iam/policy";
import { implies } from "../iam/implication";
import type { Statement } from "../iam/statement";
import { conditionWords } from "../iam/words/condition";
import { namesOf, wholeWords, whoWords } from "../iam/words/statement";
import { compareText } from "../text/order";
import type { ChangeDirection, PermissionChange } from "./diff";
import type { AtomGroup } from "./group-atoms";
import { technicalWords, type Voice } from "./voice";

type Told = Exclude<ChangeDirection, "undecided">;

/** Which side a statement stands on: a right that is gained is new, a refusal that is gone is old. */
function sideOf(direction: Told, effect: Statement["effect"]): "old" | "new" {
  return (direction === "gained") === (effect === "Allow") ? "new" : "old";
}

/** One change with its sentence. */
export function changeOf(direction: Told, group: AtomGroup, voice: Voice): PermissionChange {
  const { effect, principal, actions, resources, tests, otherwise, whole, because } = group;
  const side = sideOf(direction, effect);
  const own = conditionList(tests, side);
  const other = otherwise ? conditionList(otherwise, side === "old" ? "new" : "old") : null;
  const kind = effect === "Deny" && voice.kind !== "ceiling" ? "refusal" : voice.kind;
  const deed = whole ? wholeWords(whole) : voice.deed(group.told, resources);
  const technical = whole ? wholeTechnical(whole) : technicalWords(actions, resources);
  const verb = verbOf(direction, effect, voice);
  const who = whole?.principals ? whoWords(whole) : voice.who(principal);
  return {
    direction,
    kind,
    text: `${who} ${verb} ${deed}${clause(direction, group)} ${technical}`,
    principals: principal ? [principal.name] : whole ? namesOf(whole) : [],
    actions,
    resources,
    conditions: side === "new" ? { before: other, after: own } : { before: own, after: other },
    because,
  };
}

function verbOf(direction: Told, effect: Statement["effect"], { verbs }: Voice): string {
  if (effect === "Allow") return verbs[direction];
  return direction === "gained" ? verbs.freed : verbs.forbidden;
}

/** Under which conditions; where they have changed, only what has. */
function clause(direction: Told, { effect, tests, otherwise }: AtomGroup): string {
  const side = sideOf(direction, effect);
  const all = words(tests, side);
  const always = all === "" ? "" : `, when ${all}`;
  if (!otherwise) return always;
  const own = words(only(tests, otherwise), side);
  const other = words(only(otherwise, tests), side === "old" ? "new" : "old");
  if (own === "" && other === "") return always;
  if (own === "")
    return side === "new" ? `, no longer only when ${other}` : `, except when ${other}`;
  if (side === "new") {
    return other === "" ? `, now also when ${own}` : `, when ${own}; before only when ${other}`;
  }
  return `, when ${own}${other === "" ? "" : `; now only when ${other}`}`;
}

/** Leaves out the tests that others have too, and of two lists of values what both have. */
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

/** Whether two tests ask one question, with values of which any one will do. */
function isAlike(one: ConditionTest, other: ConditionTest): boolean {
  return (
    !one.negated &&
    one.set !== "all" &&
    one.operator.toLowerCase() === other.operator.toLowerCase() &&
    one.key.toLowerCase() === other.key.toLowerCase()
  );
}

/** Without the external ID: which side it is of is all that may be said. */
function words(tests: readonly ConditionTest[], side: "old" | "new"): string {
  return conditionWords(sorted(tests), `${side} policy`);
}

function conditionList(tests: readonly ConditionTest[], side: "old" | "new"): string[] {
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

function wholeTechnical({ source: { Action, NotAction } }: Statement): string {
  const [element, named] = Action ? ["Action", Action] : ["NotAction", NotAction];
  return `(${element} ${list(named).join(", ")})`;
}
