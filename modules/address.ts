import { TerraformStack, type TerraformResource } from "cdktf";
import type { Policy } from "../policies/document";

/** A resource that a stack makes, as its summary lists it. */
export interface MadeResource {
  /** Terraform address: `aws_iam_role.storage_role`. */
  readonly address: string;
  /** Name in AWS, where the resource has one. */
  readonly name?: string;
}

const registries = new WeakMap<TerraformStack, Map<string, MadeResource>>();

/**
 * Gives a resource its fixed address. Addresses are API: a state knows resources by them.
 *
 * @param name in AWS; resources without one of their own have none.
 * @param policy that the resource carries. Where its text comes from is written beside the resource,
 *   in Terraform's comment key: reports read it there; Terraform ignores it.
 * @returns the resource.
 * @throws Error when the stack has the address already. CDKTF would merge the two silently.
 */
export function address<Resource extends TerraformResource>(
  resource: Resource,
  id: string,
  name?: string,
  policy?: Policy,
): Resource {
  const stack = TerraformStack.of(resource);
  const made = registries.get(stack) ?? new Map<string, MadeResource>();
  registries.set(stack, made);
  const full = `${resource.terraformResourceType}.${id}`;
  if (made.has(full)) throw new Error(`two resources of ${stack.node.id} have the address ${full}`);
  made.set(full, { address: full, name });
  resource.overrideLogicalId(id);
  if (policy) resource.addOverride("//.provenance", `${policy.provenance}: ${policy.source}`);
  return resource;
}

/** Resources of a stack, in the order in which they were made. */
export function resourcesOf(stack: TerraformStack): MadeResource[] {
  return [...(registries.get(stack)?.values() ?? [])];
}
