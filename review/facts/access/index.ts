import type { Resource } from "../../../terraform/model";
import type { PolicyOf } from "../../../terraform/model-view";
import type { AccessRow } from "../../review";
import { aliasesIn } from "../inventory";
import { holdersOf, roleName } from "../roles";
import { byStack, documentOf, type ReviewSource } from "../source";
import { compareGrants, grantsOf } from "./grants";
import { resourceGrants } from "./resource-rows";

/**
 * Who may do what, by every policy but the trusts. Stack by stack: the roles, what buckets and keys
 * allow by themselves, then the ceilings and what hangs on nothing.
 */
export function accessOf(source: ReviewSource): readonly AccessRow[] {
  const { model } = source;
  const policies = model.policies();
  const ofRoles = model.roles().flatMap((role) => {
    const who = { ...placeOf(role.resource, source), principal: roleName(role) };
    return role.identity
      .flatMap((policy) => identityRows(policy, { ...who, policy: policy.resource.address }))
      .sort(compareGrants);
  });
  return byStack(source, [
    ...ofRoles,
    ...resourceRows(policies, source),
    ...policies.flatMap((policy) => looseRows(policy, source)),
  ]);
}

type Place = Pick<AccessRow, "stack" | "address">;

function placeOf(resource: Resource, { stackOf }: ReviewSource): Place {
  return { stack: stackOf(resource).id, address: resource.address };
}

function identityRows(
  policy: PolicyOf,
  who: Place & Pick<AccessRow, "principal" | "policy" | "standing">,
): readonly AccessRow[] {
  return grantsOf(documentOf(policy)).map((grant) => ({ ...grant, ...who }));
}

function resourceRows(policies: readonly PolicyOf[], source: ReviewSource): readonly AccessRow[] {
  const { model } = source;
  const aliases = aliasesIn(model);
  const buckets = new Map(model.buckets().map(({ policy, resource }) => [policy, resource]));
  return policies.flatMap((policy) => {
    const { resource, use } = policy;
    if (use === "trust" || isIdentity(policy)) return [];
    const { address } = buckets.get(policy) ?? resource;
    const where = { ...placeOf(resource, source), address, policy: resource.address };
    const self = aliases.get(resource) ?? "this key";
    return resourceGrants(policy, self).map((grant) => ({ ...grant, ...where }));
  });
}

/** Of a ceiling once, however many roles it bounds; the list of policies says which. */
function looseRows(policy: PolicyOf, source: ReviewSource): readonly AccessRow[] {
  if (!isIdentity(policy)) return [];
  const { roles, bounded } = holdersOf(policy, source.model);
  if (bounded.length === 0 && roles.length > 0) return [];
  const place = placeOf(policy.resource, source);
  const { name } = policy.resource.values;
  return identityRows(policy, {
    ...place,
    policy: place.address,
    principal: typeof name === "string" ? name : place.address,
    standing: bounded.length > 0 ? "ceiling" : "unattached",
  });
}

function isIdentity({ use }: PolicyOf): boolean {
  return use === "managed" || use === "inline";
}
