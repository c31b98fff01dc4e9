import type { FactsFor } from "../text-facts";
import { bootstrapNames } from "./names";

/** The part of an account that belongs to the bootstrap roles; a path begins and ends with a slash. */
export type BootstrapScope = FactsFor<"accountId" | "path" | "prefix">;

/** ARN pattern of the roles in scope: `…:role/zilliz/*`. */
export function rolesOf(scope: BootstrapScope): string {
  return roleIn(scope, anyName(scope));
}

/** ARN pattern of the policies in scope: `…:policy/zilliz/*`. */
export function policiesOf(scope: BootstrapScope): string {
  return policyIn(scope, anyName(scope));
}

/** ARN of the permission boundary. */
export function boundaryArn(scope: BootstrapScope): string {
  return policyIn(scope, bootstrapNames(scope.prefix).permission_boundary);
}

/** ARN of one role. */
export function roleIn({ accountId, path }: BootstrapScope, name: string): string {
  return `arn:aws:iam::${accountId}:role${path}${name}`;
}

/** ARN of one policy. */
export function policyIn({ accountId, path }: BootstrapScope, name: string): string {
  return `arn:aws:iam::${accountId}:policy${path}${name}`;
}

/**
 * A path of its own marks the scope; at the root path only the prefix can. The prefix `zilliz-`
 * then takes in the roles `zilliz-byoc-…` of the project as well.
 */
function anyName({ path, prefix }: BootstrapScope): string {
  if (path !== "/") return "*";
  if (prefix === "") {
    throw new Error('a bootstrap at the path "/" needs a prefix, or it would reach every role');
  }
  return `${prefix}*`;
}
