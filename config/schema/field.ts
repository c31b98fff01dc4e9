import { z } from "zod";
import type { ProblemCode } from "../problem";

/** What a field's own check found wrong with its value. */
export interface Finding {
  readonly code: ProblemCode;
  /** What is wrong, without the value. */
  readonly message: string;
  /** What would be accepted. */
  readonly allowed: string;
  /** What to do; a value to paste, where one can be told. */
  readonly fix?: string;
  /** Instead of both where they would repeat parts of a value that must not be shown. */
  readonly discreet?: { readonly message: string; readonly fix?: string };
}

/** Text of a field in the JSON Schema and in the reference page. */
export interface FieldDoc {
  readonly description: string;
  readonly example: unknown;
  /** A literal default, or `- sentence` when it depends on other fields. */
  readonly default?: unknown;
  /** Pattern for editors; the check below says more than a pattern can. */
  readonly pattern?: string;
}

/** Metadata of a field; the schema's `default` keyword holds literal defaults only. */
export function doc({ description, example, default: standard, pattern }: FieldDoc) {
  const derived = typeof standard === "string" && standard.startsWith("- ");
  return {
    description: derived ? `${description} Default: ${standard.slice(2)}.` : description,
    examples: [example],
    ...(standard !== undefined && !derived ? { default: standard } : {}),
    ...(pattern ? { pattern } : {}),
  };
}

/** A string with a check that reports everything wrong with it. */
export function text(check: (value: string) => Finding | undefined, documentation: FieldDoc) {
  return z
    .string()
    .superRefine((value, context) => {
      const finding = check(value);
      if (finding) {
        context.addIssue({ code: "custom", message: finding.message, params: { finding } });
      }
    })
    .meta(doc(documentation));
}

/** A yes-or-no field. */
export function flag(documentation: FieldDoc) {
  return z.boolean().meta(doc(documentation)).optional();
}

/** A whole number within limits. */
export function integer(least: number, most: number, documentation: FieldDoc) {
  return z.int().min(least).max(most).meta(doc(documentation)).optional();
}
