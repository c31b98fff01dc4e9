import { closest, distance } from "fastest-levenshtein";
import type { z } from "zod";
import { valueAt, type Report } from "./report";
import { CREDENTIAL_VARIABLES } from "./schema/backend";
import type { Finding } from "./schema/field";
import { configSchema } from "./schema";
import type { Path, Source } from "./source";

type Issue = z.core.$ZodIssue;
type AnySchema = z.core.$ZodType & { def?: unknown };

/** Tells the schema's complaints in the words of a config file. */
export function reportIssues(issues: readonly Issue[], source: Source, report: Report): void {
  for (const issue of issues) {
    const path = issue.path as Path;
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) report.error([...path, key], unknownKey(key, path, source));
      continue;
    }
    report.error(path, findingOf(issue, path, source));
  }
}

function findingOf(issue: Issue, path: Path, source: Source): Finding {
  const value = valueAt(source.data, path);
  switch (issue.code) {
    case "custom": {
      const finding = issue.params?.["finding"] as Finding | undefined;
      return finding ?? { code: "value", message: issue.message, allowed: "one of them" };
    }
    case "invalid_type":
      return wrongType(issue.expected, value, path, source);
    case "invalid_value": {
      const allowed = issue.values.map(String);
      if (path.join() === "version" && value !== undefined) {
        return { code: "version", message: "is not a version of this format", allowed: "1" };
      }
      if (value === undefined) return missing(path);
      return notOneOf(value, allowed);
    }
    case "invalid_union": {
      const type = valueAt(value, ["type"]);
      if (value === null || typeof value !== "object" || Array.isArray(value)) {
        return wrongType("object", value, path, source);
      }
      const allowed = backendTypes();
      return type === undefined
        ? { code: "missing", message: "has no type", allowed: allowed.join(", "), fix: "add type: local" }
        : notOneOf(type, allowed);
    }
    case "too_small":
    case "too_big":
      return outOfRange(path, issue);
    default:
      return { code: "value", message: "is not accepted", allowed: "see the schema" };
  }
}

function wrongType(expected: string, value: unknown, path: Path, source: Source): Finding {
  if (value === undefined) return missing(path);
  const name = TYPE_NAMES[expected] ?? expected;
  if (value === null) {
    return {
      code: "type",
      message: "is empty",
      allowed: name,
      fix:
        expected === "object" || expected === "record"
          ? `write "${String(path.at(-1))}: {}" for all defaults, or remove the line`
          : "give it a value, or remove the line",
    };
  }
  const quoted = expected === "string" && typeof value !== "object";
  return {
    code: "type",
    message: `is ${kindOf(value)}`,
    allowed: name,
    fix: quoted ? `put it in quotes: "${source.written(path) ?? String(value)}"` : undefined,
  };
}

const TYPE_NAMES: Record<string, string> = {
  string: "a text",
  boolean: "true or false",
  int: "a whole number",
  number: "a number",
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

function missing(path: Path): Finding {
  const example = metaAt(path)?.examples?.[0];
  const key = String(path.at(-1));
  return {
    code: "missing",
    message: "is missing",
    allowed: metaAt(path)?.description ?? "a value",
    fix: `add ${key}: ${typeof example === "string" ? example : JSON.stringify(example)}`,
  };
}

function notOneOf(value: unknown, allowed: readonly string[]): Finding {
  return {
    code: "value",
    message: `${JSON.stringify(value)} is not one of the choices`,
    allowed: allowed.join(", "),
    fix: suggestion(String(value), allowed),
  };
}

function outOfRange(
  path: Path,
  issue: Extract<Issue, { code: "too_small" | "too_big" }>,
): Finding {
  if (issue.origin === "string") {
    return { code: "range", message: "is an empty text", allowed: "at least 1 character" };
  }
  const limits = limitsAt(path);
  const unit = issue.origin === "array" ? " entries" : "";
  return {
    code: "range",
    message: "is out of range",
    allowed:
      limits.least === limits.most
        ? `exactly ${limits.least}${unit}`
        : limits.most === undefined
          ? `at least ${limits.least}${unit}`
          : `${limits.least} to ${limits.most}${unit}`,
  };
}

function unknownKey(key: string, parent: Path, source: Source): Finding {
  const where = parent.length === 0 ? "the config" : parent.join(".");
  if (where === "terraform.backend") {
    const type = String(valueAt(source.data, [...parent, "type"]));
    const variable = CREDENTIAL_VARIABLES[type]?.[key];
    if (variable) {
      return {
        code: "credential",
        message: "is a credential; a config file and a synthesized file are no place for it",
        allowed: "credentials in the environment only",
        fix: `remove the line and export ${variable}`,
      };
    }
  }
  const allowed = keysAt(parent, source);
  return {
    code: "unknown-key",
    message: `is not a key of ${where}`,
    allowed: allowed.join(", "),
    fix: suggestion(key, allowed),
  };
}

function suggestion(wrong: string, allowed: readonly string[]): string | undefined {
  if (allowed.length === 0) return undefined;
  const nearest = closest(wrong.toLowerCase().slice(0, 64), allowed.map((word) => word.toLowerCase()));
  const original = allowed.find((word) => word.toLowerCase() === nearest)!;
  const near = distance(wrong.toLowerCase().slice(0, 64), nearest) <= Math.max(2, nearest.length / 3);
  return near ? `use ${original}` : undefined;
}

/** The schema of a path; undefined for what the schema does not know. */
function schemaAt(path: Path, source?: Source): AnySchema | undefined {
  let schema: AnySchema | undefined = configSchema;
  for (const [index, part] of path.entries()) {
    schema = unwrap(schema, path.slice(0, index), source);
    const definition = schema?._zod.def as { shape?: Record<string, AnySchema>; element?: AnySchema };
    schema = typeof part === "number" ? definition.element : definition.shape?.[part];
    if (!schema) return undefined;
  }
  return unwrap(schema, path, source);
}

function unwrap(schema: AnySchema | undefined, path: Path, source?: Source): AnySchema | undefined {
  let inner = schema;
  for (;;) {
    const definition = inner?._zod.def as {
      innerType?: AnySchema;
      options?: AnySchema[];
    };
    if (definition?.innerType) inner = definition.innerType;
    else if (definition?.options && source) {
      const type = valueAt(source.data, [...path, "type"]);
      inner = definition.options.find((option) => optionType(option) === type);
    } else return inner;
  }
}

function optionType(option: AnySchema): unknown {
  const { shape } = option._zod.def as unknown as { shape: Record<string, AnySchema> };
  return (shape["type"]!._zod.def as unknown as { values: unknown[] }).values[0];
}

function backendTypes(): string[] {
  const union = schemaAt(["terraform", "backend"])!._zod.def as unknown as { options: AnySchema[] };
  return union.options.map((option) => String(optionType(option)));
}

function keysAt(path: Path, source: Source): string[] {
  const definition = schemaAt(path, source)?._zod.def as { shape?: object } | undefined;
  return Object.keys(definition?.shape ?? {});
}

function metaAt(path: Path) {
  const schema = schemaAt(path) as z.ZodType | undefined;
  return schema?.meta?.() as { description?: string; examples?: unknown[] } | undefined;
}

function limitsAt(path: Path): { least?: number; most?: number } {
  const bag = schemaAt(path)?._zod.bag as
    | { minimum?: number; maximum?: number; length?: number }
    | undefined;
  return { least: bag?.length ?? bag?.minimum, most: bag?.length ?? bag?.maximum };
}
