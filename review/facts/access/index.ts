import { groupBy } from "../../../text/group";
import type { PolicyOf, RoleView } from "../../../terraform/model-view";
import type { AccessRow } from "../../review";
import { aliasesIn } from "../inventory";
import { documentOf, type ReviewSource } from "../source";
import { compareGrants, grantsOf } from "./grants";
import { holdersIn, roleName } from "./holders";
import { resourceGrants } from "./resource-rows";

/**
 * Who may do what, by every policy but the trusts. Stack by stack: the roles, what buckets and keys
 * allow by themselves, then the ceilings and what hangs on nothing.
 */
export function accessOf(source: ReviewSource): readonly AccessRow[] {
  const { model } = source;
  const rows = [
    ...model.roles().flatMap((role) => rowsOfRole(role, source)),
    ...rowsOfResources(source),
    ...model.policies().flatMap((policy) => looseRows(policy, source)),
  ];
  const byStack = groupBy(rows, ({ stack }) => stack);
  return source.stacks.flatMap(({ id }) => byStack.get(id) ?? []);
}

function rowsOfRole(role: RoleView, source: ReviewSource): readonly AccessRow[] {
  const { resource, identity } = role;
  const stack = source.stackOf(resource).id;
  const who = { stack, address: resource.address, principal: roleName(role) };
  return identity
    .flatMap((policy) => {
      const { address } = policy.resource;
      return grantsOf(documentOf(policy)).map((grant) => ({ ...grant, ...who, policy: address }));
    })
    .sort(compareGrants);
}

function rowsOfResources(source: ReviewSource): readonly AccessRow[] {
  const { model } = source;
  const aliases = aliasesIn(model);
  const buckets = new Map(model.buckets().map(({ policy, resource }) => [policy, resource]));
  return model.policies().flatMap((policy) => {
    const { resource, use } = policy;
    if (use === "trust" || isIdentity(policy)) return [];
    const { address } = buckets.get(policy) ?? resource;
    const where = { stack: source.stackOf(resource).id, address, policy: resource.address };
    const self = aliases.get(resource) ?? "this key";
    return resourceGrants(policy, self).map((grant) => ({ ...grant, ...where }));
  });
}

/** Of a ceiling once, however many roles it bounds; the list of policies says which. */
function looseRows(policy: PolicyOf, source: ReviewSource): readonly AccessRow[] {
  if (!isIdentity(policy)) return [];
  const { roles = [], bounded = [] } = holdersIn(source.model).get(policy) ?? {};
  if (bounded.length === 0 && roles.length > 0) return [];
  const { resource } = policy;
  const { address } = resource;
  const name = resource.values["name"];
  const who = {
    stack: source.stackOf(resource).id,
    address,
    policy: address,
    principal: typeof name === "string" ? name : address,
    standing: bounded.length > 0 ? "ceiling" : "unattached",
  } as const;
  return grantsOf(documentOf(policy)).map((grant) => ({ ...grant, ...who }));
}

function isIdentity({ use }: PolicyOf): boolean {
  return use === "managed" || use === "inline";
}
