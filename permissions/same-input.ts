import { cached, cachedOf } from "../text/cache";
import type { Input, Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import type { Sides } from "./diff";

/**
 * Whether the files around a resource say the same on both sides, so that what is unknown on one is
 * unknown on the other for the same reason, and stays what it is. Two plans of one configuration are
 * not the same: what is known after apply only may come out differently.
 */
export function sameFiles(models: Sides<Model>, before: Resource, after: Resource): boolean {
  const place = (model: Model, resource: Resource) => {
    const { kind, root } = model.inputOf(resource);
    return JSON.stringify([kind, root]);
  };
  return sameRoots(models)(place(models.before, before))(place(models.after, after));
}

/** Asked for each resource: files are compared once. */
const sameRoots = cachedOf((models: Sides<Model>) =>
  cached((before: string) =>
    cached((after: string) => around(models.before, before) === around(models.after, after)),
  ),
);

function around({ inputs }: Model, place: string): string {
  const there = inputs.filter(({ kind, root }) => JSON.stringify([kind, root]) === place);
  return JSON.stringify(there.map(contentOf));
}

/** Whether two files say the same. */
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
