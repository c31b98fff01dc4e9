import { cachedOf } from "../text/cache";
import { groupParts, isWider, uncovered, type Uncovered } from "./coverage";
import type { Difference, DifferenceKind } from "./difference";
import { inSameWords } from "./implication";
import { PolicyShapeError, type IamPolicy } from "./policy";
import { statementsOf, type Selection, type Statement } from "./statement";
import { describeDifference } from "./words/difference";

/**
 * How a policy differs from a reference in what it means; nothing when it means the same. Order,
 * Sids, the splitting of statements, scalars for lists of one, the case of actions and condition
 * keys, `12 digits` for `:root`, StringLike without a wildcard and ArnEquals make no difference.
 *
 * Sound, not complete: whatever goes beyond the reference is reported, but so is a grant that only
 * several statements of the reference allow together.
 */
export function compare(policy: IamPolicy, reference: IamPolicy): readonly Difference[] {
  try {
    return compareStatements(statementsOf(policy), statementsOf(reference));
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    const text = `cannot be compared: ${error.message}`;
    return [{ kind: "UNSUPPORTED", sid: "", actions: [], resources: [], principals: [], text }];
  }
}

/** Rules ask of one pair several times, and most of a fleet's policies are the same text. */
function compareStatements(
  policy: readonly Statement[],
  reference: readonly Statement[],
): readonly Difference[] {
  const pair = `${numbersOf(policy)}|${numbersOf(reference)}`;
  const before = compared.get(pair);
  if (before) return before;
  const differences = allDifferences(policy, reference);
  if (compared.size >= MOST_PAIRS) compared.clear();
  compared.set(pair, differences);
  return differences;
}

const MOST_PAIRS = 1_000;
const compared = new Map<string, readonly Difference[]>();

let statements = 0;
const numberOf: (statement: Statement) => number = cachedOf(() => (statements += 1));
const numbersOf = cachedOf((all: readonly Statement[]) => all.map(numberOf).join());

function allDifferences(
  policy: readonly Statement[],
  reference: readonly Statement[],
): readonly Difference[] {
  // Most statements stand in both word for word; those need no closer look.
  const own = new Set(policy.map(identity));
  const theirs = new Set(reference.map(identity));
  const changed = policy.filter((statement) => !theirs.has(identity(statement)));
  const gone = reference.filter((statement) => !own.has(identity(statement)));

  return [
    ...differences(changed, reference, "Allow", EXTRA),
    ...differences(gone, policy, "Allow", MISSING),
    ...differences(changed, reference, "Deny", () => "EXTRA_DENY"),
    ...differences(gone, policy, "Deny", () => "MISSING_DENY"),
  ];
}

type KindOf = (found: Uncovered, others: readonly Statement[]) => DifferenceKind;

const EXTRA: KindOf = (found, others) => {
  const wider = isWider(found, others);
  if (found.lacks === "action") return wider ? "WIDER_ACTION" : "EXTRA_ACTION";
  if (found.lacks === "resource") return wider ? "WIDER_RESOURCE" : "EXTRA_RESOURCE";
  return found.lacks === "principal" ? "EXTRA_PRINCIPAL" : "WEAKER_CONDITION";
};

const MISSING: KindOf = ({ lacks }) =>
  (
    ({
      action: "MISSING_ACTION",
      principal: "MISSING_PRINCIPAL",
      resource: "NARROWER_RESOURCE",
      condition: "STRICTER_CONDITION",
    }) as const
  )[lacks];

/** What statements of one effect say that those of the other policy do not. */
function differences(
  statements: readonly Statement[],
  others: readonly Statement[],
  effect: Statement["effect"],
  kindOf: KindOf,
): readonly Difference[] {
  const comparable = others.filter((other) => other.effect === effect);
  const kinds = cachedOf((found: Uncovered) => kindOf(found, comparable));
  return statements
    .filter((statement) => statement.effect === effect)
    .flatMap((statement) =>
      groupParts(uncovered(statement, comparable), kinds).map((found) =>
        describeDifference(kinds(found[0]!), found),
      ),
    );
}

/** Equal for statements that say the same in the same words, whatever their order. */
const identity = cachedOf(({ effect, actions, resources, principals, tests }: Statement): string =>
  JSON.stringify([
    effect,
    inAnyOrder(actions),
    inAnyOrder(resources),
    inAnyOrder(principals),
    inSameWords(tests),
  ]),
);

function inAnyOrder(selection: Selection<unknown> | undefined) {
  return (
    selection && [selection.negated, selection.elements.map((one) => JSON.stringify(one)).sort()]
  );
}
