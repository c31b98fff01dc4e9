import { cachedOf } from "../text/cache";
import { groupBy } from "../text/group";
import { uncovered, type Uncovered } from "./coverage";
import type { Difference, DifferenceKind } from "./difference";
import { PolicyShapeError, type IamPolicy } from "./policy";
import { statementsOf, type Statement } from "./statement";
import { describeDifference, unsupportedWords } from "./words/difference";

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
    return [unsupported("", `cannot be compared: ${error.message}`)];
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
    ...changed.filter(isNegated).map((found) => unsupported(found.label, unsupportedWords(found))),
    ...gone
      .filter(isNegated)
      .map((found) => unsupported(found.label, `${unsupportedWords(found)} (of the reference)`)),
    ...differences(changed, reference, "Allow", EXTRA),
    ...differences(gone, policy, "Allow", MISSING),
    ...differences(changed, reference, "Deny", () => "EXTRA_DENY"),
    ...differences(gone, policy, "Deny", () => "MISSING_DENY"),
  ];
}

type KindOf = (found: Uncovered) => DifferenceKind;

const EXTRA: KindOf = ({ lacks, wider }) => {
  if (lacks === "action") return wider ? "WIDER_ACTION" : "EXTRA_ACTION";
  if (lacks === "resource") return wider ? "WIDER_RESOURCE" : "EXTRA_RESOURCE";
  return lacks === "principal" ? "EXTRA_PRINCIPAL" : "WEAKER_CONDITION";
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
  const comparable = others.filter((other) => other.effect === effect && !isNegated(other));
  return statements
    .filter((statement) => statement.effect === effect && !isNegated(statement))
    .flatMap((statement) =>
      grouped(uncovered(statement, comparable), kindOf).map(({ kind, found }) =>
        describeDifference(kind, statement, found),
      ),
    );
}

/**
 * Brings together what is one difference to a reader: of the same kind and principal, and all
 * actions on the same resources.
 */
function grouped(
  found: readonly Uncovered[],
  kindOf: KindOf,
): readonly { readonly kind: DifferenceKind; readonly found: readonly Uncovered[] }[] {
  const perAction = groupBy(found, (one) =>
    JSON.stringify([kindOf(one), one.principal, one.action.toLowerCase()]),
  );
  const groups = groupBy([...perAction.values()], (ofAction) =>
    JSON.stringify([
      kindOf(ofAction[0]!),
      ofAction[0]!.principal,
      ofAction.map(({ resource }) => resource),
    ]),
  );
  return [...groups.values()].map((group) => ({
    kind: kindOf(group[0]![0]!),
    found: group.flat(),
  }));
}

function isNegated({ actions, resources, principals }: Statement): boolean {
  return actions.negated || resources?.negated === true || principals?.negated === true;
}

function unsupported(sid: string, text: string): Difference {
  return { kind: "UNSUPPORTED", sid, actions: [], resources: [], principals: [], text };
}

/** Equal for statements that say the same in the same words, whatever their order. */
const identity = cachedOf((statement: Statement): string => {
  const { effect, actions, resources, principals, tests } = statement;
  return JSON.stringify([
    effect,
    [actions.negated, [...actions.elements].sort()],
    resources && [resources.negated, [...resources.elements].sort()],
    principals && [
      principals.negated,
      principals.elements.map((one) => JSON.stringify(one)).sort(),
    ],
    tests
      .map(({ operator, key, values }) =>
        JSON.stringify([operator.toLowerCase(), key.toLowerCase(), [...values].sort()]),
      )
      .sort(),
  ]);
});
