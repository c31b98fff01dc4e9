import type { Resource } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import { push } from "../../text/group";
import { code, note, places, type Words } from "../../text/page";
import type { PermissionChange, Reason, Sides } from "../diff";

/** Resources of a model by address; one address may stand in several files. */
export const byAddress = cachedOf((model: Model) => {
  const found = new Map<string, Resource[]>();
  for (const resource of model.resources) push(found, resource.address, resource);
  return found;
});

/** File and line of a resource; a line of a file that has but one says nothing. */
export function placeOf(model: Model, resource: Resource): string {
  const { file, line } = resource;
  return line === undefined || model.inputOf(resource).isOneLine ? file : `${file}:${line}`;
}

/** Where a change is written, on the side that lets it happen. */
export function placesOf(change: PermissionChange, models: Sides<Model>): Words {
  return places(change.because.map((reason) => reasonWords(reason, change, models)));
}

function reasonWords(
  { policy, statement }: Reason,
  { direction }: PermissionChange,
  { before, after }: Sides<Model>,
): Words {
  const sides = direction === "lost" ? [before, after] : [after, before];
  const model = sides.find((one) => byAddress(one).has(policy));
  const [resource, ...others] = model ? byAddress(model).get(policy)! : [];
  const where =
    model && resource && others.length === 0
      ? [note([" in ", code(placeOf(model, resource))])]
      : [];
  return [code(policy), ...(statement === undefined ? [] : [`, statement ${statement}`]), ...where];
}
