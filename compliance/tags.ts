import type { Known, Resource } from "../terraform/model";
import { blocksIn } from "../terraform/json";
import { child, isRecord } from "../text/record";
import { known, valueAt } from "../terraform/known";
import type { Model } from "../terraform/model-view";

/** One tag of a resource, the provider's default tags included; undefined when it has none. */
export function tagOf(model: Model, resource: Resource, key: string): Known<unknown> {
  // Plans and states have the merged tags, except in refreshes of very old providers.
  if (model.inputOf(resource).kind !== "synth") {
    const merged = valueAt(resource, ["tags_all", key]);
    const all = resource.change && isRecord(resource.values["tags_all"]);
    if (!merged.known || merged.value !== undefined || all) return merged;
  }
  const own = valueAt(resource, ["tags", key]);
  if (!own.known || own.value !== undefined) return own;
  return known(defaultTags(model, resource)[key]);
}

/** Tags that are known, for requests that look at them. */
export function knownTags(model: Model, resource: Resource): Readonly<Record<string, string>> {
  const merged = { ...defaultTags(model, resource), ...texts(resource.values["tags"]) };
  return { ...merged, ...texts(resource.values["tags_all"]) };
}

/** Of the provider block without an alias. */
function defaultTags(model: Model, resource: Resource): Readonly<Record<string, string>> {
  const blocks = model.inputOf(resource).providers["aws"] ?? [];
  const own = blocks.find((block) => block["alias"] === undefined);
  return texts(child(blocksIn(own?.["default_tags"])[0], "tags"));
}

function texts(value: unknown): Readonly<Record<string, string>> {
  if (!isRecord(value)) return {};
  const entries = Object.entries(value).filter(([, text]) => typeof text === "string");
  return Object.fromEntries(entries) as Record<string, string>;
}
