import { cachedOf } from "../../../text/cache";
import type { Model, PolicyOf, RoleView } from "../../../terraform/model-view";

/** Roles that a policy is on, and those whose ceiling it is. */
export interface Holders {
  readonly roles: readonly RoleView[];
  readonly bounded: readonly RoleView[];
}

/** Who holds each policy of a model; policies that nobody holds are not in it. */
export const holdersIn = cachedOf((model: Model): ReadonlyMap<PolicyOf, Holders> => {
  const found = new Map<PolicyOf, { roles: RoleView[]; bounded: RoleView[] }>();
  const at = (policy: PolicyOf) => {
    const before = found.get(policy) ?? { roles: [], bounded: [] };
    found.set(policy, before);
    return before;
  };
  for (const role of model.roles()) {
    for (const policy of role.identity) at(policy).roles.push(role);
    if (role.boundary?.policy) at(role.boundary.policy).bounded.push(role);
  }
  return found;
});

/** Name of a role, or its address where only AWS gives one. */
export function roleName({ name, resource }: RoleView): string {
  return name.known ? name.value : resource.address;
}
