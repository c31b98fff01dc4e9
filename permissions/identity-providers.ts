import type { Model, OidcProviderView } from "../terraform/model-view";
import { valueOf } from "../terraform/known";
import { sorted } from "../text/unique";
import { simpleChange } from "./changes";
import type { ChangeDirection, PermissionChange, Sides, SubjectChanges } from "./diff";
import type { Candidate } from "./pairs";
import { sameFiles } from "./same-input";
import { candidate, subjects, type Named } from "./subjects";

interface Provider extends Named {
  readonly view: OidcProviderView;
}

/** Whose tokens IAM believes, and for which audiences. */
export function identityProviderChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, providersOf, (shown, sides) => changesOf(models, shown, sides));
}

function providersOf(model: Model): Candidate<Provider>[] {
  return model.oidcProviders().map((view) => {
    const { resource, issuer, arn } = view;
    const name = valueOf(issuer) ?? resource.address;
    const told = { kind: "identity-provider" as const, name, label: `identity provider ${name}` };
    return candidate(
      model,
      resource,
      { ...told, view },
      {
        exact: valueOf(arn),
        name: valueOf(issuer),
      },
    );
  });
}

function changesOf(
  models: Sides<Model>,
  { label, name, address }: Provider,
  { before, after }: Sides<Provider | undefined>,
): PermissionChange[] {
  const tell = (direction: ChangeDirection, text: string) =>
    simpleChange(direction, "token", text, { policy: address });
  if (!after) return [tell("lost", `tokens of ${name} are no longer believed`)];
  if (!before) {
    return [tell("gained", `tokens of ${name} are now believed, by those roles that trust it`)];
  }
  const renamed =
    before.name === name
      ? []
      : [
          tell("gained", `tokens of ${name} are now believed`),
          tell("lost", `tokens of ${before.name} are no longer believed`),
        ];
  const [old, now] = [before.view.clientIds, after.view.clientIds];
  if (!old.known || !now.known) {
    const [one, other] = [before.view.resource, after.view.resource];
    if (!old.known && !now.known && sameFiles(models, one, other)) return renamed;
    const text = `it cannot be told whether ${label} takes tokens for more audiences`;
    return [...renamed, tell("undecided", text)];
  }
  const only = (one: readonly string[], others: readonly string[]) =>
    sorted(one).filter((audience) => !others.includes(audience));
  const forAudience = (audience: string) => `tokens of ${name} for the audience "${audience}" are`;
  return [
    ...renamed,
    ...only(now.value, old.value).map((one) => tell("gained", `${forAudience(one)} now believed`)),
    ...only(old.value, now.value).map((one) =>
      tell("lost", `${forAudience(one)} no longer believed`),
    ),
  ];
}
