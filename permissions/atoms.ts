import { actionOf, expandAction, mayActOn } from "../iam/actions";
import type { ConditionTest } from "../iam/condition";
import { within } from "../iam/containment";
import { uncovered, type StatementPart, type Uncovered } from "../iam/coverage";
import { isPattern, overlaps } from "../iam/glob";
import { impliesSome, notImplied } from "../iam/implication";
import type { Selection, Statement } from "../iam/statement";
import { withStars } from "../iam/variables";
import { statementsIn, type Layer, type PolicySource } from "./layer";

/** The smallest thing that one side says and the other does not: one action on one resource. */
export interface Atom extends StatementPart {
  readonly source: PolicySource;
  /** Tests of the other side's statement that says the same under other conditions. */
  readonly otherwise?: readonly ConditionTest[];
  /** Another statement of this side says that as well: nothing of it is gone. */
  readonly isFurther?: boolean;
  /** The other side says something of it, if not all: some of the resources, say. */
  readonly isLeft?: boolean;
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
  const says = (part: StatementPart, all: readonly Statement[]) =>
    impliesSome(
      part.statement.tests,
      all.filter((by) => within(part, by, account)).map(({ tests }) => tests),
    );
  const atomOf = (source: PolicySource, part: Uncovered): Atom[] => {
    const { lacks, beside, ...rest } = part;
    const like = lacks === "condition" ? beside : [];
    const { tests } = part.statement;
    const isSaid = impliesSome(
      tests,
      like.map((by) => by.tests),
    );
    if (isSaid || !hasEffect(part) || says(part, refusals)) return [];
    const fresh = matched(part).filter((action) => {
      const actions = { negated: false, elements: [action.toLowerCase()] };
      const known = { ...part, action, actions };
      return !says(known, others) && hasEffect(known);
    });
    const near = nearest(tests, like);
    const own = statementsIn(one, effect).filter((by) => by !== part.statement);
    const alike = { ...part, statement: { ...part.statement, tests: near.otherwise ?? [] } };
    const isFurther = near.otherwise !== undefined && says(alike, own);
    const isLeft = meetsSome(
      part,
      others.filter((by) => !like.includes(by)),
    );
    return [{ ...rest, source, ...near, isFurther, isLeft, fresh }];
  };
  return one.sources
    .filter(({ key }) => !skip.has(key))
    .flatMap((source) =>
      source.statements
        .filter((statement) => statement.effect === effect)
        .flatMap((statement) => uncovered(statement, others, account))
        .flatMap((part) => atomOf(source, part)),
    );
}

/** Whether statements have an action on a resource that a part has too. */
function meetsSome({ actions, resources }: StatementPart, all: readonly Statement[]): boolean {
  return all.some(
    (by) =>
      meets(actions, by.actions) && (!resources || !by.resources || meets(resources, by.resources)),
  );
}

function meets(one: Selection<string>, other: Selection<string>): boolean {
  if (one.negated || other.negated) return true;
  return one.elements.some((a) => other.elements.some((b) => overlaps(a, b)));
}

/** Of the statements that say the same under other conditions, the one that differs the least. */
function nearest(
  tests: readonly ConditionTest[],
  like: readonly Statement[],
): Pick<Atom, "otherwise"> {
  const distance = (other: readonly ConditionTest[]) =>
    notImplied(tests, other).length + notImplied(other, tests).length;
  const [closest] = [...like].sort((a, b) => distance(a.tests) - distance(b.tests));
  return closest ? { otherwise: closest.tests } : {};
}

/** Known actions of a pattern; none where it is a whole service, which is told as such. */
function matched({ action, whole }: StatementPart): readonly string[] {
  return whole || !isPattern(action) || /^\*$|:\*+$/.test(action) ? [] : expandAction(action);
}

/** Whether the action may act on the resource at all: DeleteObject on a bucket does nothing. */
function hasEffect({ action, resource, whole }: StatementPart): boolean {
  if (whole || resource === undefined) return true;
  const known = isPattern(action) ? expandAction(action) : [action];
  if (known.length === 0) return true;
  const pattern = withStars(resource);
  return known.some((name) => {
    const told = actionOf(name);
    return !told || mayActOn(told, pattern);
  });
}
