import { actionOf, expandAction, mayActOn } from "../iam/actions";
import type { ConditionTest } from "../iam/condition";
import { uncovered } from "../iam/coverage";
import { isPattern } from "../iam/glob";
import { notImplied } from "../iam/implication";
import { list } from "../iam/policy";
import type { PrincipalElement } from "../iam/principal";
import type { Statement } from "../iam/statement";
import { withStars } from "../iam/variables";
import { impliesSome } from "./condition-variants";
import { statementsIn, type Layer, type PolicySource } from "./layer";
import { within, type Reach } from "./scopes";

/** The smallest thing that one side says and the other does not: one action on one resource. */
export interface Atom extends Reach {
  readonly source: PolicySource;
  readonly statement: Statement;
  /** As the policy spells it; with `NotAction` what is left out. */
  readonly action: string;
  readonly resource?: string;
  readonly principal?: PrincipalElement;
  /** Of a statement with `NotAction` and its like, which is told as a whole. */
  readonly whole: boolean;
  /** Tests of the other side's statement that says the same under other conditions. */
  readonly otherwise?: readonly ConditionTest[];
  /** Of a pattern of actions: those known ones that are new. */
  readonly fresh: readonly string[];
}

interface Options {
  /** Keys of policies that are not asked: the other side has them, and cannot be read. */
  readonly skip: ReadonlySet<string>;
  /** Account of the resource. */
  readonly account?: string;
}

/** Everything that the statements of one effect say in one layer, and not in the other. */
export function lacking(
  one: Layer,
  other: Layer,
  effect: Statement["effect"],
  { skip, account }: Options,
): Atom[] {
  const others = statementsIn(other, effect);
  const refusals = effect === "Allow" ? statementsIn(one, "Deny") : [];
  const says = (atom: Atom, all: readonly Statement[]) =>
    impliesSome(
      atom.statement.tests,
      all.filter((by) => within(atom, by, account)).map(({ tests }) => tests),
    );
  return one.sources
    .filter(({ key }) => !skip.has(key))
    .flatMap((source) =>
      source.statements
        .filter((statement) => statement.effect === effect)
        .flatMap((statement) => atomsOf(source, statement, others)),
    )
    .filter((atom) => !says(atom, others) && hasEffect(atom) && !says(atom, refusals))
    .map((atom) => ({
      ...atom,
      ...nearest(atom, others, account),
      fresh: matched(atom).filter((action) => {
        const reach = { ...atom, actions: scope(action.toLowerCase()) };
        return !says(reach, others) && hasEffect({ ...reach, action });
      }),
    }));
}

/** What no single statement of the others covers; more of them may do so together. */
function atomsOf(
  source: PolicySource,
  statement: Statement,
  others: readonly Statement[],
): readonly Atom[] {
  const { actions, resources, principals } = statement;
  if (isNegated(statement)) {
    const action = list(statement.source.Action ?? statement.source.NotAction).join(", ");
    return [{ source, statement, actions, resources, principals, action, whole: true, fresh: [] }];
  }
  const comparable = others.filter((other) => !isNegated(other));
  return uncovered(statement, comparable).map(({ action, resource, principal }): Atom => ({
    source,
    statement,
    actions: scope(action.toLowerCase()),
    resources: resource === undefined ? undefined : scope(resource),
    principals: principal && { negated: false, elements: [principal] },
    action,
    ...(resource !== undefined && { resource }),
    ...(principal && { principal }),
    whole: false,
    fresh: [],
  }));
}

/** Of the statements that say the same under other conditions, the one that differs the least. */
function nearest(
  atom: Atom,
  others: readonly Statement[],
  account: string | undefined,
): Pick<Atom, "otherwise"> {
  const { tests } = atom.statement;
  const distance = (other: readonly ConditionTest[]) =>
    notImplied(tests, other).length + notImplied(other, tests).length;
  const [closest] = others
    .filter((by) => within(atom, by, account))
    .sort((a, b) => distance(a.tests) - distance(b.tests));
  return closest ? { otherwise: closest.tests } : {};
}

function scope(element: string) {
  return { negated: false, elements: [element] };
}

function isNegated({ actions, resources, principals }: Statement): boolean {
  return actions.negated || resources?.negated === true || principals?.negated === true;
}

/** Known actions of a pattern; none where it is a whole service, which is told as such. */
function matched({ action, whole }: Atom): readonly string[] {
  return whole || !isPattern(action) || /^\*$|:\*+$/.test(action) ? [] : expandAction(action);
}

/** Whether the action may act on the resource at all: DeleteObject on a bucket does nothing. */
function hasEffect({ action, resource, whole }: Atom): boolean {
  if (whole || resource === undefined) return true;
  const known = isPattern(action) ? expandAction(action) : [action];
  if (known.length === 0) return true;
  const pattern = withStars(resource);
  return known.some((name) => {
    const told = actionOf(name);
    return !told || mayActOn(told, pattern);
  });
}
