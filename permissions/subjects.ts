import { valueOf } from "../terraform/known";
import type { Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import type { PermissionChange, Sides, SubjectChanges, SubjectKind } from "./diff";
import { pairUp, placeName, type Candidate } from "./pairs";

/** What changes are told of: a role, a bucket, a key … */
export interface Named {
  readonly kind: SubjectKind;
  readonly name: string;
  /** What sentences call it. */
  readonly label: string;
  readonly address: string;
  readonly account?: string | undefined;
}

type Found = Pick<Candidate<unknown>, "exact" | "fixed" | "name">;

/**
 * What a resource is to the comparison, with its place in the files.
 *
 * @param found what it is found by on the other side, beside its address.
 */
export function candidate<Rest extends Omit<Named, "address" | "account">>(
  model: Model,
  resource: Resource,
  rest: Rest,
  found: Found = {},
): Candidate<Rest & Named> {
  const input = model.inputOf(resource);
  const { address, previousAddress } = resource;
  const account = accountOf(model, resource);
  return {
    ...found,
    kind: input.kind,
    place: placeName(input),
    address,
    previousAddress,
    account,
    view: { ...rest, address, account },
  };
}

/** Account that a resource is made in, where the files tell it. */
export function accountOf(model: Model, resource: Resource): string | undefined {
  return valueOf(model.placeOf(resource).account);
}

/**
 * Everything of one kind, each with what changed of it.
 *
 * @param changesOf given the newer side where there is one, then both.
 * @param merged brings together what several files say of one thing on one side.
 */
export function subjects<View extends Named>(
  models: Sides<Model>,
  candidatesOf: (model: Model) => readonly Candidate<View>[],
  changesOf: (shown: View, sides: Sides<View | undefined>) => readonly PermissionChange[],
  merged: (views: readonly View[]) => View | undefined = ([first]) => first,
): SubjectChanges[] {
  const all = { before: candidatesOf(models.before), after: candidatesOf(models.after) };
  return pairUp(all).map((pair) => {
    const sides = { before: merged(pair.before), after: merged(pair.after) };
    const shown = (sides.after ?? sides.before)!;
    return subject(shown, sides, changesOf(shown, sides));
  });
}

/** Brings together what is said of one subject. */
export function subject(
  { kind, name, label, address }: Named,
  { before, after }: Sides<Named | undefined>,
  changes: readonly PermissionChange[],
): SubjectChanges {
  const renamed = before && after && before.name !== after.name;
  return {
    kind,
    label,
    name,
    address,
    status: before && after ? "kept" : after ? "new" : "gone",
    previously: renamed ? before.name : undefined,
    changes,
  };
}
