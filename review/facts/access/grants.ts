import { cachedOf } from "../../../text/cache";
import { actionOf, mayActOn } from "../../../iam/actions";
import { list, type IamPolicy } from "../../../iam/policy";
import { statementsOf, type Selection, type Statement } from "../../../iam/statement";
import { conditionWords } from "../../../iam/words/condition";
import { groupBy } from "../../../text/group";
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
  const { effect, tests } = statement;
  const resources = elementsOf(statement.resources);
  const conditions = tests.map((test) => conditionWords([test]));
  const parts = partsOf(statement).map((part) => {
    const acted = statement.resources?.negated ? resources : actedOn(part.known, resources);
    const withoutEffect = effect === "Allow" && acted.length === 0 && resources.length > 0;
    return { ...part, acted, withoutEffect };
  });
  const entries = groupBy(parts, (part) => `${part.service} ${part.group} ${part.withoutEffect}`);
  return [...entries.values()].map((of) => {
    const { service, group, withoutEffect } = of[0]!;
    const on = new Set(of.flatMap(({ acted }) => acted));
    return {
      effect,
      service,
      group,
      actions: of.map(({ action }) => action),
      resources: on.size === 0 ? resources : resources.filter((one) => on.has(one)),
      conditions,
      withoutEffect,
    };
  });
});

/** Actions of a statement as they are written, each with what it is a part of. */
function partsOf({ actions, source }: Statement): readonly (GroupedAction & { action: string })[] {
  if (actions.negated) {
    const action = exceptWords(list(source.NotAction));
    return [{ action, service: "*", group: "everything", known: [] }];
  }
  return list(source.Action).flatMap((written) => {
    const action = actionOf(written)?.name ?? written;
    return groupsOf(written).map((part) => ({ ...part, action }));
  });
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
    Number(a.withoutEffect) - Number(b.withoutEffect) ||
    compareText(a.service, b.service) ||
    GROUPS.indexOf(a.group) - GROUPS.indexOf(b.group)
  );
}
