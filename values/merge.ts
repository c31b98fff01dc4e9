import type { Values } from "./values";
import { isRecord } from "../text/record";

/**
 * Merges values as Helm merges two files: mappings key by key, anything else replaced by the later
 * one. A null stays: it is how Helm is told to drop the chart's own value, so it must reach Helm.
 */
export function mergeValues(...documents: readonly Values[]): Values {
  return documents.reduce(merged, {});
}

function merged(below: Values, above: Values): Values {
  const result = new Map(Object.entries(below));
  for (const [key, value] of Object.entries(above)) {
    const before = result.get(key);
    result.set(key, isRecord(value) ? merged(isRecord(before) ? before : {}, value) : value);
  }
  // Not by assignment, which would take the key __proto__ for something else.
  return Object.fromEntries(result);
}
