import { cachedOf } from "../../../text/cache";
import { actionOf, mayActOn } from "../../../iam/actions";
import { list, type IamPolicy } from "../../../iam/policy";
import { statementsOf, type Selection, type Statement } from "../../../iam/statement";
import { conditionWords } from "../../../iam/words/condition";
import { compareText } from "../../../text/order";
import type { AccessRow } from "../../review";
import { GROUPS, groupsOf, type GroupedAction } from "../../../iam/words/action-groups";

/** What a policy says, whoever holds it. */
export type PolicyGrant = Pick<
  AccessRow,
  "effect" | "service" | "group" | "actions" | "resources" | "conditions" | "withoutEffect"
>;

/**
 * What one statement says, an entry for each service, group and whether it has any effect. Resources
 * that none of an entry's actions acts on are left out: `s3:GetObject` on a bucket itself.
 */
export const grantsIn = cachedOf((statement: Statement): readonly PolicyGrant[] => {
  const { effect, actions, source, tests } = statement;
  const resources = elementsOf(statement.resources);
  const entries = new Map<string, Mutable>();
  const conditions = tests.map((test) => conditionWords([test]));
  const add = (action: string, part: GroupedAction) => {
    const { service, group, known } = part;
    const acted = statement.resources?.negated ? resources : actedOn(known, resources);
    const withoutEffect = effect === "Allow" && acted.length === 0 && resources.length > 0;
    const key = `${service} ${group} ${withoutEffect}`;
    const entry = entries.get(key) ?? { service, group, withoutEffect, actions: [], on: new Set() };
    entries.set(key, entry);
    entry.actions.push(action);
    for (const resource of acted) entry.on.add(resource);
  };
  if (actions.negated) {
    add(exceptWords(list(source.NotAction)), { service: "*", group: "everything", known: [] });
  } else {
    for (const action of list(source.Action)) {
      const written = actionOf(action)?.name ?? action;
      for (const part of groupsOf(action)) add(written, part);
    }
  }
  return [...entries.values()].map(({ service, group, withoutEffect, actions: found, on }) => ({
    effect,
    service,
    group,
    actions: found,
    resources: withoutEffect || on.size === 0 ? resources : resources.filter((one) => on.has(one)),
    conditions,
    ...(withoutEffect && { withoutEffect: true as const }),
  }));
});

interface Mutable {
  readonly service: string;
  readonly group: AccessRow["group"];
  readonly withoutEffect: boolean;
  readonly actions: string[];
  readonly on: Set<string>;
}

/** Of what nothing is known, anything may be acted on. */
function actedOn(known: readonly string[], resources: readonly string[]): readonly string[] {
  if (known.length === 0) return resources;
  const actions = known.map((name) => actionOf(name)!);
  return resources.filter((resource) => actions.some((action) => mayActOn(action, resource)));
}

function elementsOf(scope: Selection<string> | undefined): readonly string[] {
  if (!scope) return [];
  return scope.negated ? [exceptWords(scope.elements)] : scope.elements;
}

function exceptWords(elements: readonly string[]): string {
  return `everything except ${elements.join(", ")}`;
}

/**
 * What a policy says, statements that differ only in their actions brought together; what it allows
 * before what it forbids.
 */
export const grantsOf = cachedOf((policy: IamPolicy): readonly PolicyGrant[] =>
  mergeGrants(statementsOf(policy).flatMap(grantsIn)),
);

/** Grants that differ in nothing but their actions brought together. */
export function mergeGrants(grants: readonly PolicyGrant[]): readonly PolicyGrant[] {
  const merged = new Map<string, PolicyGrant>();
  for (const grant of grants) {
    const { actions, ...rest } = grant;
    const key = JSON.stringify(rest);
    const before = merged.get(key)?.actions ?? [];
    merged.set(key, { ...rest, actions: [...new Set([...before, ...actions])] });
  }
  return [...merged.values()].sort(compareGrants);
}

/** What is allowed before what is forbidden, and what has no effect last. */
export function compareGrants(a: PolicyGrant, b: PolicyGrant): number {
  return (
    Number(a.effect === "Deny") - Number(b.effect === "Deny") ||
    Number(a.withoutEffect ?? false) - Number(b.withoutEffect ?? false) ||
    compareText(a.service, b.service) ||
    GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group)
  );
}
