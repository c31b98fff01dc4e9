import type { Model } from "../terraform/model-view";
import { layerChanges, simpleChange } from "./changes";
import { compareLayers } from "./compare-layers";
import type { PermissionChange, Sides } from "./diff";
import type { Boundary } from "./holder";
import { layerOf } from "./layer";
import { sameFiles } from "./same-input";
import { ceilingVoice } from "./voice";

/**
 * A boundary that was put on a role, taken off it, or replaced. What the text of one and the same
 * boundary says is told once, at the policy, and not for each of its roles.
 */
export function boundaryChanges(
  models: Sides<Model>,
  role: string,
  { before, after }: Sides<Boundary | undefined>,
): PermissionChange[] {
  const there = after ?? before;
  if (!there) return [];
  if (!before || !after) {
    if (!there.arn.known && there.policy === undefined) return [untold(role, there)];
    const [direction, text] = before
      ? ([
          "gained",
          `${role} may now do all that its own policies allow: its permissions boundary ${nameOf(there)} is gone`,
        ] as const)
      : ([
          "lost",
          `${role} may no longer do more than its new permissions boundary ${nameOf(there)} allows`,
        ] as const);
    return [simpleChange(direction, "ceiling", text, { policy: there.resource.address })];
  }
  if (isSame(before, after)) return [];
  if (!before.policy || !after.policy) {
    if (!before.arn.known && !after.arn.known && sameFiles(models, before.resource, after.resource))
      return [];
    return [untold(role, after, before)];
  }
  const layers = { before: layerOf(before.policy), after: layerOf(after.policy) };
  return layerChanges(
    compareLayers(models, layers),
    ceilingVoice(`the permissions boundary of ${role}`, "it"),
    `the permissions boundary of ${role} lets more through`,
  );
}

function isSame(one: Boundary, other: Boundary): boolean {
  if (one.arn.known && other.arn.known) return one.arn.value === other.arn.value;
  const [a, b] = [one.policy?.resource.address, other.policy?.resource.address];
  return a !== undefined && a === b;
}

function untold(role: string, now: Boundary, before?: Boundary): PermissionChange {
  const was = before ? `, before it was ${nameOf(before)}` : "";
  return simpleChange(
    "undecided",
    "ceiling",
    `it cannot be told whether ${role} may do more: its permissions boundary is ${nameOf(now)}${was}, and not both texts are in the files`,
    { policy: now.resource.address },
  );
}

/** Name of a policy: the end of its ARN. */
export function nameOf({ arn, policy }: Pick<Boundary, "arn" | "policy">): string {
  if (arn.known) return `"${arn.value.split("/").at(-1)!}"`;
  return policy?.resource.address ?? "one that is known after apply only";
}
