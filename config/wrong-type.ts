import type { PlainRecord } from "../text/record";
import type { z } from "zod";
import type { Objection } from "./schema/field";
import type { SchemaPlace } from "./schema-at";
import { flow, type KeyPath } from "./show";
import type { ConfigSource } from "./source";

type Issue = z.core.$ZodIssue;

/** Longest text that a fix repeats for pasting. */
const LONGEST_PASTED = 64;

/** What is complained of, and what there is to know of its place. */
export interface At {
  readonly path: KeyPath;
  /** The last part of the path. */
  readonly key: string;
  readonly isEntry: boolean;
  readonly value: unknown;
  readonly place?: SchemaPlace;
  readonly source: ConfigSource;
}

/** A value of another type than the schema has at its place. */
export function wrongType(expected: string, at: At): Objection {
  const { path, value, place } = at;
  if (path.length === 0) {
    return {
      code: "type",
      message: `the file holds ${kindOf(value)}`,
      allowed: "a mapping that begins with version: 1",
      fix: "byoc init writes one",
    };
  }
  const message = value === null ? "is empty" : `is ${kindOf(value)}`;
  const allowed = TYPE_NAMES[expected] ?? expected;
  // A number of which a text would be wrong as well is told what the text has to be.
  const other = expected === "string" ? objectionToText(at) : undefined;
  if (other) return { code: "type", message, allowed: other.allowed, fix: other.fix };
  const fix = value === null ? fillIn(at) : retype(expected, at);
  const keys = fix === undefined ? (place?.keys ?? []) : [];
  return {
    code: "type",
    message,
    allowed: keys.length > 0 ? `${allowed} of ${keys.join(", ")}` : allowed,
    fix,
  };
}

/** What a scalar as it is written would be told as a text. */
function objectionToText({ path, value, place, source }: At): Objection | undefined {
  if (typeof value !== "number" && typeof value !== "boolean") return undefined;
  const result = place?.schema.safeParse(source.written(path));
  const issue = result?.error?.issues[0];
  return issue?.code === "custom" ? (issue.params?.["finding"] as Objection) : undefined;
}

/** None of several types, each of which holds texts or is one. */
export function wrongKind(options: readonly (readonly Issue[])[], at: At): Objection {
  const kinds = options.map(([first]) =>
    first?.code === "invalid_type" && first.path.length === 0
      ? TYPE_NAMES[first.expected]
      : kindOf(at.value),
  );
  const message = `is ${kindOf(at.value)}`;
  const other = objectionToText(at);
  if (other) return { code: "type", message, allowed: other.allowed, fix: other.fix };
  return {
    code: "type",
    message,
    allowed: `${kinds.join(" or ")} of texts`,
    fix: kinds.includes(TYPE_NAMES["string"]) ? retype("string", at) : undefined,
  };
}

/** What the types of schemas are called. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  boolean: "true or false",
  int: "a whole number",
  number: "a whole number",
  object: "a mapping",
  record: "a mapping",
  array: "a list",
};

function kindOf(value: unknown): string {
  if (Array.isArray(value)) return "a list";
  if (typeof value === "object") return "a mapping";
  if (typeof value === "boolean") return "true or false";
  return typeof value === "string" ? "a text" : "a number";
}

/** How to write a value of the wrong type so that it has the right one. */
function retype(expected: string, at: At) {
  const { path, key, isEntry, value, source } = at;
  const named = isEntry ? "" : `${key}: `;
  const isWhole = typeof value === "object";
  if (expected === "object" && !isWhole) return wrapped(at);
  if (expected === "array" && !isWhole) return `write ${named}${listOf(at)}`;
  if (expected === "record" && String(value).includes("\n")) return `remove the | after ${key}:`;
  if (expected === "string" && !isWhole) {
    // Numbers lose their zeros; what was written is what was meant.
    const written = source.written(path) ?? JSON.stringify(value);
    const isShown = !path.includes("externalId") && written.length <= LONGEST_PASTED;
    return isShown ? `put it in quotes: "${written}"` : "put it in quotes";
  }
  if (typeof value !== "string") return undefined;
  if (expected === "boolean") {
    if (/^(true|yes|on|y)$/i.test(value)) return `write ${named}true, without quotes`;
    if (/^(false|no|off|n)$/i.test(value)) return `write ${named}false, without quotes`;
  }
  const isNumber = /^\d{1,15}$/.test(value) && (expected === "int" || expected === "number");
  return isNumber ? `write ${named}${Number(value)}, without quotes` : undefined;
}

/**
 * A mapping that holds what stands in its place, under the one key that takes it; of an example's
 * own values nothing is said that the user did not write.
 */
function wrapped({ path, key, value, place, source }: At): string | undefined {
  if (!place) return undefined;
  const example = (place.example ?? {}) as PlainRecord;
  const keys = typeof value === "boolean" ? ["enabled"] : [...place.keys, "type"];
  const fitting = [...new Set(keys)].filter(
    (inner) => place.schema.safeParse({ [inner]: value }).success,
  );
  const [only, ...others] =
    fitting.length > 1 ? fitting.filter((inner) => Object.hasOwn(example, inner)) : fitting;
  if (only === undefined) {
    return Object.values(example).includes(value) ? `write ${key}: ${flow(example)}` : undefined;
  }
  // That a key which takes any text takes this one tells nothing, where none is needed.
  const takesAll = [{}, { [only]: "?" }].every((whole) => place.schema.safeParse(whole).success);
  if (others.length > 0 || takesAll) return undefined;
  const isShown = only !== "externalId" && isPasted(path, value, source);
  return `write ${key}: { ${only}: ${isShown ? flow(value) : "…"} }`;
}

/** A list of what a text names, where that is what the list takes. */
function listOf({ path, value, place, source }: At): string {
  const items = typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : [value];
  const isTaken = place?.schema.safeParse(items).success;
  return isTaken && isPasted(path, value, source) ? flow(items) : "[ … ]";
}

/** Whether a fix may repeat a value. */
function isPasted(path: KeyPath, value: unknown, source: ConfigSource): boolean {
  return !source.fromEnvironment(path) && String(value).length <= LONGEST_PASTED;
}

/** How to fill a key that has no value. */
export function fillIn({ key, isEntry, place }: At): string {
  if (!place || isEntry) return "give it a value, or remove the line";
  const allDefaults = place.keys.length > 0 && place.schema.safeParse({}).success;
  if (allDefaults) return `write ${key}: {} for all defaults, or remove the line`;
  return `write ${key}: ${flow(place.example)}${removable(place)}`;
}

export function removable(place: SchemaPlace | undefined): string {
  return place?.optional ? ", or remove the line" : "";
}
