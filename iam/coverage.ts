import { cached, cachedOf } from "../text/cache";
import { arnIsContained } from "./arn-glob";
import { isContained } from "./glob";
import { implies } from "./implication";
import { list } from "./policy";
import type { PrincipalElement } from "./principal";
import type { Statement } from "./statement";
import { withVariables } from "./variables";

/** One action on one resource for one principal, which a statement names and no other covers. */
export interface Uncovered {
  /** As the policy spells it. */
  readonly action: string;
  readonly resource: string | undefined;
  readonly principal: PrincipalElement | undefined;
  /** The first thing that the other statements lack; those before it are covered together. */
  readonly lacks: "action" | "principal" | "resource" | "condition";
  /** Whether it takes in something of the other statements: `s3:*` does of `s3:GetObject`. */
  readonly wider: boolean;
  /** The statement that covers all but what is lacking. */
  readonly nearest: Statement | undefined;
}

const relation = withVariables(arnIsContained);
const within = cached((inner: string) => cached((outer: string) => relation(inner, outer), 1_000));
const resourceWithin = (inner: string, outer: string) => within(inner)(outer);

/** What one statement covers of another, each part by itself. */
interface Cover {
  readonly by: Statement;
  readonly actions: readonly boolean[];
  readonly resources: readonly boolean[];
  readonly principals: readonly boolean[];
  readonly condition: boolean;
}

/**
 * Everything that a statement says and none of the others says too. Exact where one statement of
 * the others suffices; what only several of them cover together counts as uncovered.
 *
 * @param others statements of the same effect.
 */
export function uncovered(
  statement: Statement,
  others: readonly Statement[],
): readonly Uncovered[] {
  const actions = statement.actions.elements;
  const resources = statement.resources?.elements ?? [undefined];
  const principals = statement.principals?.elements ?? [undefined];
  const covers: Cover[] = [];
  const coverBy = coversOf(statement);
  for (const by of others) {
    const cover = coverBy(by);
    if (cover) covers.push(cover);
  }

  const spelled = list(statement.source.Action);
  const found: Uncovered[] = [];
  actions.forEach((action, a) => {
    const ofAction = covers.filter((cover) => cover.actions[a]);
    principals.forEach((principal, p) => {
      const ofPrincipal = ofAction.filter((cover) => cover.principals[p]);
      resources.forEach((resource, r) => {
        const ofResource = ofPrincipal.filter((cover) => cover.resources[r]);
        if (ofResource.some((cover) => cover.condition)) return;
        const common = { action: spelled[a]!, resource, principal };
        const nearest = (ofResource[0] ?? ofPrincipal[0] ?? ofAction[0])?.by;
        if (ofAction.length === 0) {
          const wider = others.some(({ actions: { elements } }) => takesIn(action, elements));
          found.push({ ...common, lacks: "action", wider, nearest });
        } else if (ofPrincipal.length === 0) {
          found.push({ ...common, lacks: "principal", wider: false, nearest });
        } else if (ofResource.length === 0) {
          const wider = ofPrincipal.some(({ by }) => resourceTakesIn(resource, by));
          found.push({ ...common, lacks: "resource", wider, nearest });
        } else {
          found.push({ ...common, lacks: "condition", wider: false, nearest });
        }
      });
    });
  });
  return found;
}

/** By statement, then by the other one: of most pairs in a fleet both are the same texts. */
const coversOf = cachedOf((statement: Statement) =>
  cached((by: Statement) => coverOf(statement, by), 1_000),
);

function coverOf(statement: Statement, by: Statement): Cover | undefined {
  const { actions, resources, principals, tests } = statement;
  const covered = actions.elements.map((action) => actionCovered(action, by));
  // Most statements share no action with most others; the rest need not be worked out for them.
  if (!covered.includes(true)) return undefined;
  return {
    by,
    actions: covered,
    resources: (resources?.elements ?? [undefined]).map((one) => resourceCovered(one, by)),
    principals: (principals?.elements ?? [undefined]).map((one) => principalCovered(one, by)),
    condition: implies(tests, by.tests),
  };
}

function actionCovered(action: string, { actions }: Statement): boolean {
  return actions.elements.some((outer) => actionWithin(action)(outer));
}

const actionWithin = cached((inner: string) =>
  cached((outer: string) => isContained(inner, outer), 1_000),
);

function resourceCovered(resource: string | undefined, { resources }: Statement): boolean {
  if (resource === undefined || !resources) return resource === undefined && !resources;
  return resources.elements.some((outer) => resourceWithin(resource, outer));
}

function principalCovered(
  principal: PrincipalElement | undefined,
  { principals }: Statement,
): boolean {
  if (!principal || !principals) return !principal && !principals;
  return principals.elements.some(
    ({ type, name }) =>
      (type === "AWS" && name === "*") || (type === principal.type && name === principal.name),
  );
}

function takesIn(action: string, others: readonly string[]): boolean {
  return others.some((other) => actionWithin(other)(action));
}

function resourceTakesIn(resource: string | undefined, { resources }: Statement): boolean {
  if (resource === undefined) return false;
  return resources?.elements.some((other) => resourceWithin(other, resource)) === true;
}
