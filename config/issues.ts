import { z } from "zod";
import { MOST_PROBLEMS } from "../text/problem";
import type { ConfigReport } from "./report";
import { isRecord, valueAt } from "../text/record";
import type { Objection } from "./schema/field";
import { flow, type KeyPath } from "./show";
import { backendTypes, schemaAt, type SchemaPlace } from "./schema-at";
import type { ConfigSource } from "./source";
import { free, suggestion, unknownKey } from "./unknown-keys";
import { fillIn, removable, wrongKind, wrongType, type At } from "./wrong-type";

type Issue = z.core.$ZodIssue;

/** Tells the schema's complaints in the words of a config file; the first ones, if they are many. */
export function reportIssues(
  issues: readonly Issue[],
  source: ConfigSource,
  report: ConfigReport,
): void {
  let left = MOST_PROBLEMS;
  for (const whole of issues) {
    const issue = innermost(whole);
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

/** Of a list where a text would do as well, and one of whose entries is none, that entry. */
function innermost(issue: Issue): Issue {
  if (issue.code !== "invalid_union") return issue;
  const entry = issue.errors.flatMap(([first]) => first ?? []).find(({ path }) => path.length > 0);
  return entry ? { ...entry, path: [...issue.path, ...entry.path] } : issue;
}

/** Whether there are more complaints than are told. */
export function areTooMany(issues: readonly Issue[]): boolean {
  const count = (issue: Issue) => (issue.code === "unrecognized_keys" ? issue.keys.length : 1);
  return issues.reduce((sum, issue) => sum + count(issue), 0) > MOST_PROBLEMS;
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
      return at.value === undefined && path.length > 0
        ? missing(at)
        : wrongType(issue.expected, at);
    case "invalid_value":
      return wrongChoice(issue.values, at);
    case "invalid_union":
      if (path.join(".") === "terraform.backend.type") return wrongChoice(backendTypes(), at);
      return at.value === undefined ? missing(at) : wrongKind(issue.errors, at);
    case "too_small":
    case "too_big":
      return outOfRange(issue.origin, at);
    default:
      return { code: "value", message: "is not accepted", allowed: "what the schema describes" };
  }
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
  const schema = schemaAt(parent, undefined)?.schema;
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

const limits = new WeakMap<z.ZodType, { least?: number; most?: number }>();

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
