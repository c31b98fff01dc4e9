import { z } from "zod";
import { isNextTo, nearest } from "../text/near";
import { MOST_PROBLEMS } from "../text/problem";
import type { ConfigReport } from "./report";
import { isRecord, valueAt } from "../text/record";
import { credentialAdvice } from "./schema/backend-keys";
import type { Objection } from "./schema/field";
import { flow, showPath, type KeyPath } from "./show";
import { backendTypes, placesOf, schemaAt, type SchemaPlace } from "./schema-at";
import type { ConfigSource } from "./source";

type Issue = z.core.$ZodIssue;

/** Longest text that a fix repeats for pasting. */
const LONGEST_PASTED = 64;

/** Tells the schema's complaints in the words of a config file; the first ones, if they are many. */
export function reportIssues(
  issues: readonly Issue[],
  source: ConfigSource,
  report: ConfigReport,
): void {
  let left = MOST_PROBLEMS;
  for (const issue of issues) {
    const path = issue.path as KeyPath;
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys.slice(0, left)) {
        left -= 1;
        // What is read from a file holds this one as a problem of its own already.
        if (key !== "__proto__") report.error([...path, key], unknownKey(key, path, source));
      }
    } else {
      left -= 1;
      report.error(path, findingOf(issue, path, source));
    }
    if (left <= 0) return;
  }
}

/** Whether there are more complaints than are told. */
export function areTooMany(issues: readonly Issue[]): boolean {
  const count = (issue: Issue) => (issue.code === "unrecognized_keys" ? issue.keys.length : 1);
  return issues.reduce((sum, issue) => sum + count(issue), 0) > MOST_PROBLEMS;
}

/** What is complained of, and what there is to know of its place. */
interface At {
  readonly path: KeyPath;
  /** The last part of the path. */
  readonly key: string;
  readonly isEntry: boolean;
  readonly value: unknown;
  readonly place?: SchemaPlace;
  readonly source: ConfigSource;
}

function findingOf(issue: Issue, path: KeyPath, source: ConfigSource): Objection {
  const at: At = {
    path,
    key: String(path.at(-1)),
    isEntry: typeof path.at(-1) === "number",
    value: valueAt(source.data, path),
    place: schemaAt(path, source.data),
    source,
  };
  switch (issue.code) {
    case "custom":
      return issue.params?.["finding"] as Objection;
    case "invalid_type":
      return wrongType(issue.expected, at);
    case "invalid_value":
      return wrongChoice(issue.values, at);
    case "invalid_union":
      return path.join(".") === "terraform.backend.type"
        ? wrongChoice(backendTypes(), at)
        : wrongKind(issue.errors, at);
    case "too_small":
    case "too_big":
      return outOfRange(issue.origin, at);
    default:
      return { code: "value", message: "is not accepted", allowed: "what the schema describes" };
  }
}

function wrongType(expected: string, at: At): Objection {
  const { path, value, place } = at;
  if (path.length === 0) {
    return {
      code: "type",
      message: `the file holds ${kindOf(value)}`,
      allowed: "a mapping that begins with version: 1",
      fix: "byoc init writes one",
    };
  }
  if (value === undefined) return missing(at);
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
  const result = (place?.schema as z.ZodType | undefined)?.safeParse(source.written(path));
  const issue = result?.error?.issues[0];
  return issue?.code === "custom" ? (issue.params?.["finding"] as Objection) : undefined;
}

/** None of several types, each of which holds texts or is one. */
function wrongKind(options: readonly (readonly Issue[])[], at: At): Objection {
  const kinds = options.map(([first]) =>
    first?.code === "invalid_type" && first.path.length === 0
      ? TYPE_NAMES[first.expected]
      : kindOf(at.value),
  );
  return {
    code: "type",
    message: `is ${kindOf(at.value)}`,
    allowed: `${kinds.join(" or ")} of texts`,
    fix: kinds.includes(TYPE_NAMES["string"]) ? retype("string", at) : undefined,
  };
}

const TYPE_NAMES: Readonly<Record<string, string>> = {
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
    const isShown = key !== "externalId" && written.length <= LONGEST_PASTED;
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
  const example = (place.example ?? {}) as Readonly<Record<string, unknown>>;
  const keys = typeof value === "boolean" ? ["enabled"] : [...place.keys, "type"];
  const fitting = [...new Set(keys)].filter(
    (inner) => (place.schema as z.ZodType).safeParse({ [inner]: value }).success,
  );
  const [only, ...others] =
    fitting.length > 1 ? fitting.filter((inner) => Object.hasOwn(example, inner)) : fitting;
  if (only === undefined) {
    return Object.values(example).includes(value) ? `write ${key}: ${flow(example)}` : undefined;
  }
  // That a key which takes any text takes this one tells nothing, where none is needed.
  const takesAll = [{}, { [only]: "?" }].every(
    (whole) => (place.schema as z.ZodType).safeParse(whole).success,
  );
  if (others.length > 0 || takesAll) return undefined;
  const isShown = only !== "externalId" && isPasted(path, value, source);
  return `write ${key}: { ${only}: ${isShown ? flow(value) : "…"} }`;
}

/** A list of what a text names, where that is what the list takes. */
function listOf({ path, value, place, source }: At): string {
  const items = typeof value === "string" ? value.split(/[\s,]+/).filter(Boolean) : [value];
  const isTaken = (place?.schema as z.ZodType | undefined)?.safeParse(items).success;
  return isTaken && isPasted(path, value, source) ? flow(items) : "[ … ]";
}

/** Whether a fix may repeat a value. */
function isPasted(path: KeyPath, value: unknown, source: ConfigSource): boolean {
  return !source.fromEnvironment(path) && String(value).length <= LONGEST_PASTED;
}

/** How to fill a key that has no value. */
function fillIn({ key, isEntry, place }: At): string {
  if (!place || isEntry) return "give it a value, or remove the line";
  const allDefaults = place.keys.length > 0 && (place.schema as z.ZodType).safeParse({}).success;
  if (allDefaults) return `write ${key}: {} for all defaults, or remove the line`;
  return `write ${key}: ${flow(place.example)}${removable(place)}`;
}

function removable(place: SchemaPlace | undefined): string {
  return place?.optional ? ", or remove the line" : "";
}

function missing({ path, key, place, source }: At): Objection {
  const parent = path.slice(0, -1);
  const { keys = [] } = schemaAt(parent, source.data) ?? {};
  // Where it stands under a misspelt name, to correct that is the fix.
  const isMisspelt = keysAt(parent, source).some(
    (one) => !keys.includes(one) && suggestion(one, free(keys, parent, source)) === `use ${key}`,
  );
  return {
    code: "missing",
    message: "is missing",
    allowed: place?.description ?? "a value",
    fix: isMisspelt ? undefined : `add ${key}: ${flow(place?.example)}`,
  };
}

function keysAt(path: KeyPath, source: ConfigSource): string[] {
  const value = valueAt(source.data, path);
  return isRecord(value) ? Object.keys(value) : [];
}

/** The type that a mapping without one has, by what else it holds. */
function typeOf(choices: readonly string[], { path, place, source }: At): string | undefined {
  const parent = path.slice(0, -1);
  const written = keysAt(parent, source);
  if (written.length === 0) return `add type: ${flow(place?.example ?? "local")}`;
  // As Terraform's own language has it.
  const block = written.find((key) => choices.includes(key));
  if (block !== undefined) return `write type: ${block}, and what ${block} holds beside it`;
  const whole = valueAt(source.data, parent) as object;
  const schema = schemaAt(parent, undefined)?.schema as z.ZodType | undefined;
  const fitting = choices.filter((type) => schema?.safeParse({ ...whole, type }).success);
  return fitting.length === 1 ? `add type: ${fitting[0]}` : undefined;
}

function wrongChoice(choices: readonly unknown[], at: At): Objection {
  const { path, key, value } = at;
  const words = choices.map(String);
  const allowed = words.join(", ");
  if (path.join() === "version" && value !== undefined && value !== null) {
    const quoted = value === "1";
    return {
      code: quoted ? "type" : "version",
      message: quoted ? "is a text" : "is not a version of this format",
      allowed,
      fix: "write version: 1",
    };
  }
  if (value === undefined) {
    if (key !== "type") return missing(at);
    return { code: "missing", message: "is missing", allowed, fix: typeOf(words, at) };
  }
  if (value === null) return { code: "type", message: "is empty", allowed, fix: fillIn(at) };
  const message = "is not one of the choices";
  return {
    code: "value",
    message,
    allowed,
    fix: typeof value === "string" ? suggestion(value, words) : undefined,
    discreet: { message },
  };
}

function outOfRange(origin: string, { place }: At): Objection {
  if (origin === "string") {
    return {
      code: "range",
      message: "is an empty text",
      allowed: "at least 1 character",
      fix: `give it a value${removable(place)}`,
    };
  }
  const { least, most } = place ? limitsOf(place) : {};
  const unit = origin === "array" ? ((most ?? least) === 1 ? " entry" : " entries") : "";
  return {
    code: "range",
    message: origin === "array" ? "has the wrong number of entries" : "is out of range",
    allowed:
      least === most
        ? `exactly ${least}${unit}`
        : most === undefined
          ? `at least ${least}${unit}`
          : `${least} to ${most}${unit}`,
  };
}

function unknownKey(key: string, parent: KeyPath, source: ConfigSource): Objection {
  const where = parent.length === 0 ? "the config" : showPath(parent);
  if (parent[0] === "terraform" && parent[1] === "backend") {
    const inner = [...parent.slice(2), key].map(String);
    const advice = credentialAdvice(valueAt(source.data, parent.slice(0, 2)), inner);
    if (advice !== undefined) {
      return {
        code: "credential",
        message: "is a credential; a config file and a synthesized file are no place for it",
        allowed: "credentials in the environment only",
        fix: `remove the line and ${advice}`,
      };
    }
  }
  const allowed = schemaAt(parent, source.data)?.keys ?? [];
  if (key !== key.trim()) {
    return {
      code: "unknown-key",
      message: "begins or ends with a space that is a letter to YAML, such as a no-break space",
      allowed: "spaces of the space bar",
      fix: "put spaces of the space bar in its place",
    };
  }
  if (key === "<<") {
    return {
      code: "unknown-key",
      message: "is a key like any other to YAML 1.2, which merges nothing",
      allowed: "the keys themselves",
      fix: "write the keys out in place of the line",
    };
  }
  return {
    code: "unknown-key",
    message: `is not a key of ${where}`,
    allowed: allowed.join(", "),
    fix: suggestion(key, free(allowed, parent, source)) ?? elsewhere(key, parent, source),
  };
}

/** A key that stands there already was not meant by another. */
function free(allowed: readonly string[], parent: KeyPath, source: ConfigSource): string[] {
  return allowed.filter((key) => valueAt(source.data, [...parent, key]) === undefined);
}

/** What was meant by a word that is misspelled; a word that is merely similar is another one. */
function suggestion(wrong: string, allowed: readonly string[]): string | undefined {
  const found = nearest(wrong, allowed);
  if (!found) return undefined;
  const { choice, slips } = found;
  const most = choice.length < 4 ? 0 : choice.length < 10 ? 1 : 2;
  return slips <= most || sorted(wrong) === sorted(choice) ? `use ${choice}` : undefined;
}

/** Letters that changed places are one slip, though two of them differ. */
function sorted(word: string): string {
  return [...word.toLowerCase().slice(0, 64)].sort().join("");
}

/**
 * A key that stands one level too high or too low. Only names that say by themselves what they are
 * for: `name` or `path` mean something else at each place.
 */
function elsewhere(key: string, parent: KeyPath, source: ConfigSource): string | undefined {
  const value = valueAt(source.data, [...parent, key]);
  const isMapping = value !== null && typeof value === "object" && !Array.isArray(value);
  const places = placesOf(key).filter((path) =>
    isNextTo<KeyPath[number]>(path.slice(0, -1), parent),
  );
  const [place, ...others] = places;
  if (!place || others.length > 0 || valueAt(source.data, place) !== undefined) return undefined;
  const isSection = /^(object|union)$/.test(
    schemaAt(place, source.data)?.schema._zod.def.type ?? "",
  );
  if (isSection ? !isMapping : !/[A-Z]/.test(key)) return undefined;
  return place.length === 1 ? "move it to the top of the file" : `move it to ${place.join(".")}`;
}

const limits = new WeakMap<z.core.$ZodType, { least?: number; most?: number }>();

/** Worked out once for each place: a list may have thousands of wrong entries. */
function limitsOf({ schema: place }: SchemaPlace): { least?: number; most?: number } {
  const known = limits.get(place);
  if (known) return known;
  const schema = z.toJSONSchema(place, { io: "input" });
  const most = schema.maximum ?? schema.maxItems;
  const found = {
    least: schema.minimum ?? schema.minItems,
    most: most === Number.MAX_SAFE_INTEGER ? undefined : most,
  };
  limits.set(place, found);
  return found;
}
