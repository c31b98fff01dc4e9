import type { z } from "zod";
import type { ConfigProblem } from "../config/problem";
import { ConfigReport } from "../config/report";
import { valueAt } from "../text/record";
import type { Objection } from "../config/schema/field";
import type { ConfigSource } from "../config/source";
import { flow, type KeyPath } from "../config/show";
import { TYPE_NAMES } from "../config/wrong-type";
import { near } from "../text/near";
import { own } from "../text/own";

export type Issue = z.core.$ZodIssue;

/** A mapping of a schema, and what it is called: `a waiver`. */
export interface SchemaPart {
  readonly what: string;
  readonly shape: Readonly<Record<string, z.ZodType>>;
}

/**
 * The complaints of a schema in the words of a file that people write.
 *
 * @param partOf the mapping that lies, or should lie, at a path.
 */
export function schemaProblems(
  source: ConfigSource,
  issues: readonly Issue[],
  partOf: (path: KeyPath) => SchemaPart,
): readonly ConfigProblem[] {
  const report = new ConfigReport(source);
  for (const issue of issues) {
    const path = issue.path as KeyPath;
    if (issue.code === "unrecognized_keys") {
      for (const key of issue.keys) report.error([...path, key], unknownKey(key, partOf(path)));
    } else {
      const part = partOf(path.slice(0, -1));
      report.error(path, schemaProblem(issue, valueAt(source.data, path), part));
    }
  }
  return report.problems;
}

/** One complaint; unknown keys are told apart. */
export function schemaProblem(issue: Issue, value: unknown, { shape }: SchemaPart): Objection {
  const key = String(issue.path.at(-1));
  switch (issue.code) {
    case "custom":
      return issue.params?.["finding"] as Objection;
    case "invalid_type": {
      if (value === undefined) return missing(key, shape);
      const type = TYPE_NAMES[issue.expected] ?? issue.expected;
      return {
        code: "type",
        message: value === null ? "is empty" : `is not ${type}`,
        allowed: type,
        fix:
          issue.expected === "string" && isPlain(value)
            ? `put it in quotes: "${value}"`
            : undefined,
      };
    }
    case "invalid_value": {
      if (value === undefined) return missing(key, shape);
      const allowed = issue.values.map(String);
      const meant = typeof value === "string" ? near(value, allowed) : undefined;
      return {
        code: key === "version" ? "version" : "value",
        message: "is not one of the allowed values",
        allowed: allowed.join(", "),
        fix: meant && `write ${key}: ${meant}`,
      };
    }
    case "too_small":
      return issue.origin === "array" || issue.origin === "string"
        ? { code: "value", message: "is empty", allowed: descriptionOf(key, shape) }
        : { code: "range", message: "is too small", allowed: `${issue.minimum} or more` };
    default:
      return {
        code: value === undefined ? "missing" : "value",
        message: value === undefined ? "is missing" : "is not accepted",
        allowed: descriptionOf(key, shape),
      };
  }
}

/** A key that the schema does not know. */
export function unknownKey(key: string, { what, shape }: SchemaPart): Objection {
  const keys = Object.keys(shape);
  const meant = near(key, keys);
  return {
    code: "unknown-key",
    message: `is no key of ${what}`,
    allowed: keys.join(", "),
    fix: meant === undefined ? "remove it" : `use ${meant}`,
  };
}

function missing(key: string, shape: SchemaPart["shape"]): Objection {
  const [example = []] = (own(shape, key)?.meta()?.["examples"] ?? []) as unknown[];
  return {
    code: "missing",
    message: "is missing",
    allowed: descriptionOf(key, shape),
    fix: `add ${key}: ${flow(example)}`,
  };
}

function descriptionOf(key: string, shape: SchemaPart["shape"]): string {
  return own(shape, key)?.meta()?.description ?? "a value that the schema describes";
}

function isPlain(value: unknown): value is number | boolean {
  return typeof value === "number" || typeof value === "boolean";
}
