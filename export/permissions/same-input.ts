import { cachedOf } from "../../compliance/cache";
import type { Input, Resource } from "../../compliance/model";
import type { Model } from "../../compliance/readers/model-view";
import type { Sides } from "./sides";

/**
 * Whether the files around a resource say the same on both sides, so that what is unknown on one is
 * unknown on the other for the same reason, and stays what it is. Two plans of one configuration are
 * not the same: what is known after apply only may come out differently.
 */
export function sameFiles(models: Sides<Model>, before: Resource, after: Resource): boolean {
  const around = (model: Model, resource: Resource) => {
    const { kind, root } = model.inputOf(resource);
    const inputs = model.inputs.filter((one) => one.kind === kind && one.root === root);
    return JSON.stringify(inputs.map(contentOf));
  };
  return around(models.before, before) === around(models.after, after);
}

/** The same of one file. */
export function sameInput(one: Input, other: Input): boolean {
  return contentOf(one) === contentOf(other);
}

const contentOf = cachedOf(({ kind, strings, resources, gaps }: Input): string =>
  JSON.stringify([
    kind,
    gaps,
    // Numbers and truth values are in the values alone.
    resources.map(({ address, values }) => [address, values]),
    [...strings()].map(({ pointer, value }) => [pointer, value]),
  ]),
);
