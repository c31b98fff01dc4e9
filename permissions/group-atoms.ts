import { sorted } from "../text/unique";
import { actionOf } from "../iam/actions";
import type { ConditionTest } from "../iam/condition";
import { groupParts } from "../iam/coverage";
import { byHarm } from "../iam/words/harm";
import { inSameWords } from "../iam/implication";
import type { PrincipalElement } from "../iam/principal";
import type { Statement } from "../iam/statement";
import { byFields } from "../text/order";
import type { Atom } from "./atoms";
import type { Reason } from "./diff";

/** What is one change to a reader: actions on the same resources under the same conditions. */
export interface AtomGroup {
  readonly effect: Statement["effect"];
  readonly principal?: PrincipalElement;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  /** For words, the most harmful first: patterns are replaced by the known actions that are new. */
  readonly told: readonly string[];
  readonly tests: readonly ConditionTest[];
  readonly otherwise?: readonly ConditionTest[];
  readonly isFurther?: boolean;
  /** The other side says something of it. */
  readonly isLeft?: boolean;
  /** A statement that is told as a whole. */
  readonly whole?: Statement;
  readonly because: readonly Reason[];
  readonly atoms: readonly Atom[];
}

/** However the statements are split, the same rights make the same groups. */
export function groupAtoms(atoms: readonly Atom[]): AtomGroup[] {
  const [whole, plain] = [atoms.filter((one) => one.whole), atoms.filter((one) => !one.whole)];
  const groups = groupParts(plain, ({ statement: { effect, tests }, otherwise, isFurther }) => [
    effect,
    inSameWords(tests),
    otherwise && inSameWords(otherwise),
    isFurther,
  ]);
  return [
    ...groups.map(grouped),
    ...whole.map((atom) => ({ ...grouped([atom]), whole: atom.statement })),
  ];
}

function grouped(atoms: readonly Atom[]): AtomGroup {
  const { statement, principal, otherwise, isFurther } = atoms[0]!;
  return {
    effect: statement.effect,
    principal,
    actions: sorted(atoms.map(({ action }) => spelled(action))),
    resources: sorted(atoms.map(({ resource }) => resource)),
    told: byHarm(
      sorted(atoms.flatMap(({ action, fresh }) => (fresh.length > 0 ? fresh : [spelled(action)]))),
    ),
    tests: statement.tests,
    otherwise,
    isFurther,
    isLeft: atoms.some(({ isLeft }) => isLeft),
    because: reasonsOf(atoms),
    atoms,
  };
}

export function reasonsOf(atoms: readonly Atom[]): readonly Reason[] {
  const reasons = atoms.map(({ source, statement }) => ({
    policy: source.address,
    statement: statement.label,
  }));
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()].sort(
    byFields("policy", "statement"),
  );
}

/** In AWS's spelling, where it is known: policies may be written in lower case. */
export function spelled(action: string): string {
  return actionOf(action)?.name ?? action;
}
