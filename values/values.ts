import { Document, isScalar, Scalar, visit } from "yaml";
import { isRecord, type PlainRecord } from "../text/record";

/** A mapping of Helm values. */
export type Values = PlainRecord;

/** A mapping that holds one value: `nested(["etcd", "enabled"], false)`. */
export function nested(path: readonly string[], value: unknown): Values {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}

/** The keys of a mapping that are set; what is left out is the chart's. */
export function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}

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
