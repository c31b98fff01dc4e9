import { valueOf } from "../../terraform/known";
import type { Model, PolicyOf, RoleView } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import type { RoleReview } from "../review";
import { byStack, type ReviewSource } from "./source";

/** Every role of every stack. */
export function rolesOf(source: ReviewSource): readonly RoleReview[] {
  const roles = source.model.roles().map((view): RoleReview => {
    const { resource, boundary, attachedElsewhere } = view;
    const { description } = resource.values;
    const policy = boundary?.policy?.resource.address;
    return {
      stack: source.stackOf(resource).id,
      address: resource.address,
      name: roleName(view),
      ...(typeof description === "string" && { description }),
      boundary: boundary?.arn.known ? { arn: boundary.arn.value, policy } : undefined,
      attached: [...attachedElsewhere].sort(),
    };
  });
  return byStack(source, roles);
}

/** Name of a role, or its address where only AWS gives one. */
export function roleName({ name, resource }: RoleView): string {
  return valueOf(name) ?? resource.address;
}

/** Roles that a policy is on, and those whose ceiling it is. */
interface Holders {
  readonly roles: RoleView[];
  readonly bounded: RoleView[];
}

/** Who holds each policy of a model. */
export function holdersOf(policy: PolicyOf, model: Model): Readonly<Holders> {
  return holdersIn(model).get(policy) ?? { roles: [], bounded: [] };
}

const holdersIn = cachedOf((model: Model): ReadonlyMap<PolicyOf, Holders> => {
  const found = new Map<PolicyOf, Holders>();
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
