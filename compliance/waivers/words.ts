import type { z } from "zod";
import { flow } from "../../config/flow";
import type { Finding } from "../../config/schema/field";
import type { Path } from "../../config/source";
import { near } from "../../text/near";
import { waiverFileSchema, waiverSchema } from "./schema";

type Issue = z.core.$ZodIssue;

const TYPES: Readonly<Record<string, string>> = {
  string: "a text",
  int: "a whole number",
  number: "a whole number",
  object: "a mapping",
  array: "a list",
};

/** Tells a complaint of the schema in the words of a waiver file; unknown keys are told apart. */
export function waiverProblem(issue: Issue, value: unknown): Finding {
  const key = String(issue.path.at(-1));
  switch (issue.code) {
    case "custom":
      return issue.params?.["finding"] as Finding;
    case "invalid_type":
      if (value === undefined) return missing(key);
      return {
        code: "type",
        message: value === null ? "is empty" : `is not ${TYPES[issue.expected] ?? issue.expected}`,
        allowed: TYPES[issue.expected] ?? issue.expected,
        ...(issue.expected === "string" &&
          isPlain(value) && { fix: `put it in quotes: "${value}"` }),
      };
    case "invalid_value": {
      if (value === undefined) return missing(key);
      const allowed = issue.values.map(String);
      const meant = typeof value === "string" ? near(value, allowed) : undefined;
      return {
        code: key === "version" ? "version" : "value",
        message: "is not one of the allowed values",
        allowed: allowed.join(", "),
        ...(meant !== undefined && { fix: `write ${key}: ${meant}` }),
      };
    }
    case "too_small":
      return { code: "range", message: "is too small", allowed: `${issue.minimum} or more` };
    default:
      return { code: "value", message: "is not accepted", allowed: "what the schema describes" };
  }
}

/** A key that the schema does not know. */
export function unknownKey(key: string, path: Path): Finding {
  const keys = Object.keys((path.length === 0 ? waiverFileSchema : waiverSchema).shape);
  const meant = near(key, keys);
  return {
    code: "unknown-key",
    message: "is no key of a waiver" + (path.length === 0 ? " file" : ""),
    allowed: keys.join(", "),
    fix: meant === undefined ? "remove it" : `use ${meant}`,
  };
}

function missing(key: string): Finding {
  const shape: Readonly<Record<string, z.ZodType>> = {
    ...waiverSchema.shape,
    ...waiverFileSchema.shape,
  };
  const meta = Object.hasOwn(shape, key) ? shape[key]?.meta() : undefined;
  const examples = (meta?.["examples"] ?? []) as unknown[];
  return {
    code: "missing",
    message: "is missing",
    allowed: meta?.description ?? "a value",
    fix: key === "waivers" ? "add waivers: []" : `add ${key}: ${flow(examples[0])}`,
  };
}

function isPlain(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}
