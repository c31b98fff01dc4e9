import { Document, isScalar, Scalar, visit } from "yaml";
import type { Values } from "./values";

/** Characters that Helm's reader takes for line breaks, or refuses, unless they are escaped. */
const UNSAFE = /[\u007f-\u009f\u2028\u2029\ufffe\uffff]/g;

/**
 * One YAML document of Helm values, the same bytes for the same values; ends with a newline.
 *
 * Helm reads YAML 1.1, where `on` and `017` are no texts, others read 1.2: a text that either would
 * take for something else is quoted.
 */
export function renderValues(values: Values): string {
  const document = new Document(values, {
    compat: "yaml-1.1",
    // Two parts with the same resources are no alias of each other.
    aliasDuplicateObjects: false,
  });
  visit(document, {
    Scalar(_, scalar) {
      // An escape means itself in double quotes alone.
      if (
        isScalar(scalar) &&
        typeof scalar.value === "string" &&
        scalar.value.search(UNSAFE) >= 0
      ) {
        scalar.type = Scalar.QUOTE_DOUBLE;
      }
    },
  });
  return document.toString({ lineWidth: 0 }).replace(UNSAFE, escaped);
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
