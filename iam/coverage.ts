import { cached, cachedOf } from "../text/cache";
import { groupBy } from "../text/group";
import { sorted } from "../text/unique";
import { actionsWithin, principalsWithin, resourcesWithin, type Extent } from "./containment";
import { implies } from "./implication";
import { list } from "./policy";
import type { PrincipalElement } from "./principal";
import type { Selection, Statement } from "./statement";

/**
 * One action on one resource for one principal, as a statement names them. A statement with
 * `NotAction` and its like is one part.
 */
export interface StatementPart extends Extent {
  readonly statement: Statement;
  /** As the policy spells it; of a whole statement all that it names or leaves out. */
  readonly action: string;
  readonly resource: string | undefined;
  readonly principal: PrincipalElement | undefined;
  /** Of a statement with `NotAction` and its like, which is told as a whole. */
  readonly whole: boolean;
}

/** A part that no other statement covers. */
export interface Uncovered extends StatementPart {
  /** The first thing that the other statements lack; those before it are covered together. */
  readonly lacks: "action" | "principal" | "resource" | "condition";
  /** The statements that have all before what is lacking; none where it is the action. */
  readonly beside: readonly Statement[];
}

/** What one statement covers of another, each part by itself. */
interface Cover {
  readonly by: Statement;
  readonly actions: readonly boolean[];
  readonly resources: readonly boolean[];
  readonly principals: readonly boolean[];
  readonly condition: boolean;
}

/**
 * Everything that a statement says and none of the others says too, for comparing policies. Exact
 * where one statement of the others suffices; what only several of them cover together counts as
 * uncovered.
 *
 * @param others statements of the same effect.
 * @param account of the resource, where it decides who is part of whom; see `within`.
 */
export function uncovered(
  statement: Statement,
  others: readonly Statement[],
  account?: string,
): readonly Uncovered[] {
  const { actions, resources, principals, whole } = elementsOf(statement);
  const { Action, NotAction } = statement.source;
  const spelled = list(Action ?? NotAction);
  const coverBy = coversOf(account)(statement);
  const covers: Cover[] = [];
  for (const by of others) {
    const cover = coverBy(by);
    if (cover) covers.push(cover);
  }
  const found: Uncovered[] = [];
  actions.forEach((action, a) => {
    const ofAction = covers.filter((cover) => cover.actions[a]);
    principals.forEach((principal, p) => {
      const ofPrincipal = ofAction.filter((cover) => cover.principals[p]);
      resources.forEach((resource, r) => {
        const ofResource = ofPrincipal.filter((cover) => cover.resources[r]);
        if (ofResource.some((cover) => cover.condition)) return;
        const steps = [
          ["condition", ofResource],
          ["resource", ofPrincipal],
          ["principal", ofAction],
        ] as const;
        const [lacks, beside] = steps.find(([, those]) => those.length > 0) ?? ["action", []];
        found.push({
          statement,
          actions: action,
          resources: resource,
          principals: principal,
          action: whole ? spelled.join(", ") : spelled[a]!,
          resource: whole ? undefined : resource?.elements[0],
          principal: whole ? undefined : principal?.elements[0],
          whole,
          lacks,
          beside: beside.map(({ by }) => by),
        });
      });
    });
  });
  return found;
}

/** Whether a part takes in something of the other statements, so that it widens them: `s3:*` does of `s3:GetObject`. */
export function isWider(part: Uncovered, others: readonly Statement[]): boolean {
  const { lacks, beside, actions, resources } = part;
  if (lacks === "action") {
    return others.some((by) => elementsOf(by).actions.some((one) => actionsWithin(one, actions)));
  }
  if (lacks !== "resource" || !resources) return false;
  return beside.some((by) =>
    elementsOf(by).resources.some((one) => resourcesWithin(one, resources)),
  );
}

/** What a statement is compared in: each of its elements, or the whole where it says what it leaves out. */
const elementsOf = cachedOf(({ actions, resources, principals }: Statement) => {
  const whole = actions.negated || resources?.negated === true || principals?.negated === true;
  const each = <Element>(selection: Selection<Element>): readonly Selection<Element>[] =>
    whole
      ? [selection]
      : selection.elements.map((element) => ({ negated: false, elements: [element] }));
  return {
    whole,
    actions: each(actions),
    resources: resources ? each(resources) : [undefined],
    principals: principals ? each(principals) : [undefined],
  };
});

/** By statement, then by the other one: of most pairs in a fleet both are the same texts. */
const coversOf = cached((account: string | undefined) =>
  cachedOf((statement: Statement) =>
    cached((by: Statement) => coverOf(statement, by, account), 1_000),
  ),
);

function coverOf(statement: Statement, by: Statement, account?: string): Cover | undefined {
  const { actions, resources, principals } = elementsOf(statement);
  const covered = actions.map((one) => actionsWithin(one, by.actions));
  // Most statements share no action with most others; the rest need not be worked out for them.
  if (!covered.includes(true)) return undefined;
  return {
    by,
    actions: covered,
    resources: resources.map((one) => resourcesWithin(one, by.resources)),
    principals: principals.map((one) => principalsWithin(one, by.principals, account)),
    condition: implies(statement.tests, by.tests),
  };
}

/**
 * Brings together what is one thing to a reader: all actions on the same resources.
 *
 * @param sameIn what else parts have in common that are told together.
 */
export function groupParts<One extends StatementPart>(
  parts: readonly One[],
  sameIn: (part: One) => unknown,
): readonly (readonly One[])[] {
  const same = cachedOf((part: One) => JSON.stringify([sameIn(part), part.principal]));
  const perAction = groupBy(parts, (part) => `${same(part)} ${part.action.toLowerCase()}`);
  const groups = groupBy(
    perAction.values(),
    (ofAction) =>
      `${same(ofAction[0]!)} ${JSON.stringify(sorted(ofAction.map(({ resource }) => resource)))}`,
  );
  return [...groups.values()].map((group) => group.flat());
}
