import type { Model, OidcProviderView } from "../terraform/model-view";
import { simpleChange } from "./changes";
import type { Sides } from "./sides";
import type { PermissionChange } from "./diff";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { sameFiles } from "./same-input";
import { subject, type Subject } from "./subject";

interface Provider {
  readonly kind: "identity-provider";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly view: OidcProviderView;
}

/** Whose tokens IAM believes, and for which audiences. */
export function identityProviderChanges(models: Sides<Model>): Subject[] {
  const pairs = pairUp({ before: providersOf(models.before), after: providersOf(models.after) });
  return pairs.map(({ before: [before], after: [after] }) =>
    subject((after ?? before)!, { before, after }, changesOf(models, { before, after })),
  );
}

function providersOf(model: Model): Candidate<Provider>[] {
  return model.oidcProviders().map((view) => {
    const { resource, issuer, arn } = view;
    const name = issuer.known ? issuer.value : resource.address;
    return {
      ...whereabouts(model, resource),
      ...(arn.known && { exact: arn.value }),
      ...(issuer.known && { name: issuer.value }),
      view: {
        kind: "identity-provider",
        name,
        label: `identity provider ${name}`,
        address: resource.address,
        view,
      },
    };
  });
}

function changesOf(
  models: Sides<Model>,
  { before, after }: Sides<Provider | undefined>,
): PermissionChange[] {
  const { label, name, address } = (after ?? before)!;
  const because = { policy: address };
  if (!before || !after) {
    const text = after
      ? `tokens of ${name} are now believed, by those roles that trust it`
      : `tokens of ${name} are no longer believed`;
    return [simpleChange(after ? "gained" : "lost", "token", text, because)];
  }
  const changes: PermissionChange[] = [];
  if (before.name !== after.name) {
    changes.push(
      simpleChange("gained", "token", `tokens of ${name} are now believed`, because),
      simpleChange("lost", "token", `tokens of ${before.name} are no longer believed`, because),
    );
  }
  const [old, now] = [before.view.clientIds, after.view.clientIds];
  if (!old.known || !now.known) {
    const [one, other] = [before.view.resource, after.view.resource];
    if (!old.known && !now.known && sameFiles(models, one, other)) return changes;
    const text = `whether ${label} takes tokens for more audiences cannot be told`;
    return [...changes, simpleChange("undecided", "token", text, because)];
  }
  const only = (one: readonly string[], other: readonly string[]) =>
    [...new Set(one)].filter((audience) => !other.includes(audience)).sort();
  for (const audience of only(now.value, old.value)) {
    const text = `tokens of ${name} for the audience "${audience}" are now believed`;
    changes.push(simpleChange("gained", "token", text, because));
  }
  for (const audience of only(old.value, now.value)) {
    const text = `tokens of ${name} for the audience "${audience}" are no longer believed`;
    changes.push(simpleChange("lost", "token", text, because));
  }
  return changes;
}
