import { cached, cachedOf } from "../text/cache";
import {
  actionOf,
  expandAction,
  mayActOn,
  mayBe,
  resourceTypesOf,
  type KnownAction,
} from "./actions";
import { list, type IamPolicy } from "./policy";
import { statementsOf, type Statement } from "./statement";

/** Something that a policy allows and that can never happen. */
export interface DeadGrant {
  readonly kind:
    /** No resource of the statement is one that the action acts on. */
    | "ACTION_NEVER_MATCHES"
    /** The action is always asked for `*`, and the statement names resources. */
    | "ACTION_NEEDS_WILDCARD"
    /** There are no resources that look like this. */
    | "RESOURCE_MATCHES_NOTHING"
    /** None of the statement's actions acts on such resources. */
    | "RESOURCE_UNUSED";
  readonly sid: string;
  /** The action or the resource pattern. */
  readonly element: string;
  /** One sentence, in lower case and without a period. */
  readonly text: string;
}

/**
 * Grants of a policy that match nothing, told by AWS's service reference. The reference has errors
 * of its own (actions.ts), so these are hints, not findings. Statements that deny, and
 * those with NotAction or NotResource, are passed over.
 */
export function deadGrants(policy: IamPolicy): readonly DeadGrant[] {
  return statementsOf(policy).flatMap(deadIn);
}

const deadIn = cachedOf((statement: Statement): readonly DeadGrant[] => {
  const { effect, actions, resources } = statement;
  if (effect !== "Allow" || actions.negated || !resources || resources.negated) return [];
  return [
    ...deadActions(statement, resources.elements),
    ...resources.elements.flatMap((pattern) => deadResource(statement, pattern)),
  ];
});

function deadActions(statement: Statement, patterns: readonly string[]): readonly DeadGrant[] {
  return list(statement.source.Action).flatMap((element): DeadGrant[] => {
    const actions = knownActions(element);
    if (actions.length === 0 || actions.some((action) => actsOnAny(action, patterns))) return [];
    const grant = { sid: statement.label, element };
    if (actions.every(({ resourceTypes }) => resourceTypes.length === 0)) {
      const text = `${element} takes no resource, so it is only ever allowed on "*"`;
      return [{ ...grant, kind: "ACTION_NEEDS_WILDCARD", text }];
    }
    const types = [
      ...new Set(actions.flatMap(({ resourceTypes }) => resourceTypes.map(({ name }) => name))),
    ];
    const text = `${element} acts on ${types.join(", ")}, which no resource of the statement matches`;
    return [{ ...grant, kind: "ACTION_NEVER_MATCHES", text }];
  });
}

function deadResource(statement: Statement, element: string): DeadGrant[] {
  const service = element.split(":")[2];
  if (service === undefined) return [];
  const types = resourceTypesOf(service);
  const grant = { sid: statement.label, element };
  if (types.length > 0 && !types.some((type) => mayBe(element, type))) {
    const text = `no resource of ${service} has an ARN like ${element}`;
    return [{ ...grant, kind: "RESOURCE_MATCHES_NOTHING", text }];
  }
  const actions = statement.actions.elements.map(knownActions);
  const unknown = actions.some((found) => found.length === 0);
  if (unknown || actions.flat().some((action) => mayActOn(action, element))) return [];
  const text = `none of the statement's actions acts on ${element}`;
  return [{ ...grant, kind: "RESOURCE_UNUSED", text }];
}

/** None when nothing is known of them, so that nothing is said of them either. */
const knownActions = cached((pattern: string): readonly KnownAction[] =>
  expandAction(pattern)
    .map(actionOf)
    .filter((action) => action !== undefined),
);

function actsOnAny(action: KnownAction, patterns: readonly string[]): boolean {
  return patterns.some((pattern) => mayActOn(action, pattern));
}
