import type { Model, PolicyOf } from "../terraform/model-view";
import { enumerate } from "../iam/words/action";
import { blindChanges, layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides } from "./sides";
import type { PermissionChange } from "./diff";
import { holdersOf, labelOf } from "./holder";
import { keyOf, layerOf, NOTHING } from "./layer";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { subject, type Subject } from "./subject";
import { wholeSubject } from "./summary";
import { ceilingVoice, ownVoice } from "./voice";

/** A managed policy that no role of the files has among its own, or that is a ceiling. */
interface Managed {
  readonly kind: "policy";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly policy: PolicyOf;
  /** Roles that it is the boundary of. */
  readonly bounds: readonly string[];
  readonly attached: boolean;
}

/**
 * What policies allow that are told for no role: those that somebody attaches later, and permissions
 * boundaries, each once for all the roles below it.
 */
export function managedPolicyChanges(models: Sides<Model>): Subject[] {
  return pairUp({ before: policiesOf(models.before), after: policiesOf(models.after) }).map(
    ({ before: [before], after: [after] }) =>
      subject((after ?? before)!, { before, after }, changesOf(models, { before, after })),
  );
}

function changesOf(
  models: Sides<Model>,
  { before, after }: Sides<Managed | undefined>,
): PermissionChange[] {
  const { label, bounds } = (after ?? before)!;
  const layers = {
    before: before ? layerOf(before.policy) : NOTHING,
    after: after ? layerOf(after.policy) : NOTHING,
  };
  const roles = bounds.length > 0 ? bounds : (before?.bounds ?? []);
  if (roles.length > 0) {
    // That the boundary itself comes or goes is told for each role.
    if (!before || !after) return [];
    const voice = ceilingVoice(`the permissions boundary ${after.name}`, enumerate(roles));
    return layerChanges(compareLayers(models, layers), voice, label);
  }
  const isLoose = (side: Managed | undefined) => side !== undefined && !side.attached;
  if (!isLoose(before) && !isLoose(after)) return [];
  const always = { before: true, after: true };
  const changes = compareLayers(models, layers, { othersAllow: always });
  const who = `whoever has ${label}`;
  if (before && after) return layerChanges(changes, ownVoice(who), label);
  const direction = after ? "gained" : "lost";
  const grants = changes[direction].filter(({ statement }) => statement.effect === "Allow");
  return [
    ...wholeSubject(direction, after ? `whoever gets the new ${label}` : who, grants),
    ...blindChanges(changes.undecided, label),
  ];
}

function policiesOf(model: Model): Candidate<Managed>[] {
  const roles = model.roles();
  const attached = new Set(
    holdersOf(model).flatMap(({ view: { identity } }) =>
      [...identity.sources, ...identity.blind].map(({ key }) => key),
    ),
  );
  return model
    .policies()
    .filter(({ use }) => use === "managed")
    .map((policy) => {
      const { resource } = policy;
      const [name, arn] = [resource.resolve("name"), resource.resolve("arn")];
      const shown = name.known && typeof name.value === "string" ? name.value : resource.address;
      const bounds = roles
        .filter(({ boundary }) => boundary?.policy === policy)
        .map((role) =>
          labelOf(
            "role",
            role.resource.address,
            role.name.known ? role.name.value : role.resource.address,
          ),
        )
        .sort();
      return {
        ...whereabouts(model, resource),
        ...(arn.known && typeof arn.value === "string" && { exact: arn.value }),
        ...(name.known && typeof name.value === "string" && { name: name.value }),
        view: {
          kind: "policy",
          name: shown,
          label: `policy ${shown}`,
          address: resource.address,
          policy,
          bounds,
          attached: attached.has(keyOf(resource.address, policy.attribute)),
        },
      };
    });
}
