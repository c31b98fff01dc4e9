import type { ConditionTest } from "../iam/condition";
import { list } from "../iam/policy";
import type { Statement } from "../iam/statement";
import { refusedWords } from "../iam/words/action";
import { patternsOf } from "../iam/words/difference";
import { enumerate } from "../iam/words/enumerate";
import { principalWords } from "../iam/words/principal";
import { namesOf, wholeWords, whoWords } from "../iam/words/statement";
import { own } from "../text/own";
import { clauseOf, conditionList, otherSide, sideOf, wordsOf, type Told } from "./clause";
import type { PermissionChange } from "./diff";
import type { AtomGroup } from "./group-atoms";
import { technicalWords, type Voice } from "./voice";

/** One change with its sentence. */
export function changeOf(direction: Told, group: AtomGroup, voice: Voice): PermissionChange {
  const { effect, principal, tests, otherwise, whole, because } = group;
  const side = sideOf(direction, effect);
  const ofSide = conditionList(tests, side);
  const other = otherwise ? conditionList(otherwise, otherSide(side)) : null;
  const { actions, resources } = whole ? patternsOf(whole) : group;
  const kind = effect === "Deny" && voice.kind !== "ceiling" ? "refusal" : voice.kind;
  const technical = whole ? wholeTechnical(whole) : technicalWords(actions, resources);
  return {
    direction,
    kind,
    text: `${plainWords(direction, group, voice)} ${technical}`,
    principals: principal ? [principal.name] : whole ? namesOf(whole) : [],
    actions,
    resources,
    conditions:
      side === "new" ? { before: other, after: ofSide } : { before: ofSide, after: other },
    because,
  };
}

/** Who may do what, when; for everybody. */
function plainWords(direction: Told, group: AtomGroup, voice: Voice): string {
  const { effect, principal, tests, otherwise, isFurther, whole } = group;
  const isOpen = principal?.name === "*";
  const named = isOpen && effect === "Allow" && !otherwise ? someOf(tests) : undefined;
  const who =
    named?.who ??
    (whole?.principals
      ? whoWords(whole)
      : isOpen
        ? openWords(direction, effect)
        : voice.who(principal));
  const conditions = clauseOf({
    direction,
    effect,
    tests: named?.tests ?? tests,
    otherwise,
    isFurther,
    isOpen: isOpen && named === undefined,
  });
  // "Except in IAM, when …": the condition is not of what is left out.
  const clause = whole && /^ (also )?when/.test(conditions) ? `,${conditions}` : conditions;
  const deed = inFull(direction, group, deedOf(group, voice));
  if (effect === "Allow") return `${who} ${voice.verbs[direction]} ${deed}${clause}`;
  const verb = direction === "gained" ? voice.verbs.freed : voice.verbs.forbidden;
  if (direction === "lost") return `${who} ${verb} ${deed}${clause}`;
  // "No longer forbidden, except when there is no" is one "no" too many.
  if (otherwise && tests.length === 0) {
    const still = isOpen ? "it is now forbidden to" : `${who} ${voice.verbs.forbidden}`;
    return `${still} ${refusedWords(deed)} only when ${wordsOf(otherwise, "new")}; before, in every case`;
  }
  // Nobody says that "everybody is no longer forbidden": somebody may still be.
  const subject = isOpen ? "it is no longer forbidden to" : `${who} ${verb}`;
  return `${subject} ${refusedWords(deed)}${clause}`;
}

/** "May no longer stop every instance" could mean that some are left. */
function inFull(direction: Told, { effect, isLeft, isFurther }: AtomGroup, deed: string): string {
  const isPart = effect === "Allow" && (isLeft === true || isFurther === true);
  return direction === "lost" && !isPart ? deed.replace(/\bevery\b/g, "any") : deed;
}

function deedOf({ told, resources, whole }: AtomGroup, voice: Voice): string {
  if (!whole) return voice.deed(told, resources);
  const { Action, NotResource, Resource } = whole.source;
  if (!Action || NotResource) return wholeWords(whole);
  return voice.deed(list(Action), list(Resource));
}

function openWords(direction: Told, effect: Statement["effect"]): string {
  // "Everybody may no longer" could mean that some still may.
  return effect === "Allow" && direction === "lost" ? "the public" : "everybody";
}

/** Keys that say who everybody is. */
const CALLERS: Readonly<Record<string, (value: string) => string>> = {
  "aws:principalorgid": (value) => `everybody in organization ${value}`,
  "aws:principalaccount": (value) => `everybody in account ${value}`,
  "aws:principalarn": (value) => principalWords({ type: "AWS", name: value }),
};

/** Whom conditions let in of everybody, and the tests that are left then. */
function someOf(
  tests: readonly ConditionTest[],
): { readonly who: string; readonly tests: readonly ConditionTest[] } | undefined {
  const test = tests.find(
    ({ key, negated, ifExists, set, comparison }) =>
      own(CALLERS, key.toLowerCase()) !== undefined &&
      !negated &&
      !ifExists &&
      set === undefined &&
      /^(StringEquals|StringLike|ArnLike)$/.test(comparison),
  );
  const callerWords = test && own(CALLERS, test.key.toLowerCase());
  if (!test || !callerWords || test.values.includes("*")) return undefined;
  const who = enumerate(test.values.map(callerWords));
  return { who, tests: tests.filter((one) => one !== test) };
}

function wholeTechnical({ source: { Action, NotAction } }: Statement): string {
  const [element, named] = Action ? ["Action", Action] : ["NotAction", NotAction];
  return `(${element} ${list(named).join(", ")})`;
}
