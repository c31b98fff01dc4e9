import type { Model, PolicyOf } from "../terraform/model-view";
import { enumerate } from "../iam/words/enumerate";
import { blindChanges, layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { PermissionChange, Sides, SubjectChanges } from "./diff";
import { holdersOf, labelOf } from "./holder";
import { keyOf, layerOf } from "./layer";
import type { Candidate } from "./pairs";
import { candidate, subjects, type Named } from "./subjects";
import { textOf, valueOf } from "../terraform/known";
import { wholeSubject } from "./summary";
import { ceilingVoice, ownVoice } from "./voice";

/** A managed policy that no role of the files has among its own, or that is a ceiling. */
interface Managed extends Named {
  readonly policy: PolicyOf;
  /** Roles that it is the boundary of. */
  readonly bounds: readonly string[];
  readonly attached: boolean;
}

/**
 * What policies allow that are told for no role: those that somebody attaches later, and permissions
 * boundaries, each once for all the roles below it.
 */
export function managedPolicyChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, policiesOf, (shown, sides) => changesOf(models, shown, sides));
}

function changesOf(
  models: Sides<Model>,
  { label, bounds }: Managed,
  { before, after }: Sides<Managed | undefined>,
): PermissionChange[] {
  const layers = { before: layerOf(before?.policy), after: layerOf(after?.policy) };
  const roles = bounds.length > 0 ? bounds : (before?.bounds ?? []);
  if (roles.length > 0) {
    // That the boundary itself comes or goes is told for each role.
    if (!before || !after) return [];
    const voice = ceilingVoice(`the permissions boundary "${after.name}"`, enumerate(roles));
    return layerChanges(compareLayers(models, layers), voice, `${label} lets more through`);
  }
  const isLoose = (side: Managed | undefined) => side !== undefined && !side.attached;
  if (!isLoose(before) && !isLoose(after)) return [];
  const changes = compareLayers(models, layers, { othersAllow: { before: true, after: true } });
  const who = `whoever has ${label}`;
  if (before && after) return layerChanges(changes, ownVoice(who), `${label} allows more or less`);
  const direction = after ? "gained" : "lost";
  const grants = changes[direction].filter(({ statement }) => statement.effect === "Allow");
  return [
    ...wholeSubject(direction, after ? `whoever gets the new ${label}` : who, grants),
    ...blindChanges(changes.undecided, `${label} allows more or less`),
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
      const name = textOf(resource, "name");
      const shown = name ?? resource.address;
      const bounds = roles
        .filter(({ boundary }) => boundary?.policy === policy)
        .map(({ resource: { address }, name: own }) =>
          labelOf("role", address, valueOf(own) ?? address),
        )
        .sort();
      const isAttached = attached.has(keyOf(resource.address, policy.attribute));
      const told = { kind: "policy" as const, name: shown, label: `policy ${shown}` };
      return candidate(
        model,
        resource,
        { ...told, policy, bounds, attached: isAttached },
        { exact: textOf(resource, "arn"), name },
      );
    });
}
