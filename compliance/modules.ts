import type { Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { modulePrefix } from "../terraform/references";

/** Tells modules of root modules apart: resources of one belong together. */
export function moduleOf(model: Model, resource: Resource): string {
  return `${model.inputOf(resource).root}\0${modulePrefix(resource.address)}`;
}
