import { stringify } from "yaml";
import type { Values } from "./values";

/**
 * One YAML document of Helm values, the same bytes for the same values; ends with a newline.
 *
 * Helm reads YAML 1.1, where `on` and `017` are no texts, others read 1.2: a text that either would
 * take for something else is quoted.
 */
export function renderValues(values: Values): string {
  return stringify(values, {
    compat: "yaml-1.1",
    lineWidth: 0,
    // Two parts with the same resources are no alias of each other.
    aliasDuplicateObjects: false,
  });
}
