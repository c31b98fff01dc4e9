import { z } from "zod";
import type { ProblemCode } from "../problem";
import type { KeyPath } from "../show";

/** What a field's own check, or a rule, has against a value. */
export interface Objection {
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

/** The same of which the code is understood where none is named. */
export type Told = Omit<Objection, "code"> & Partial<Pick<Objection, "code">>;

/** What is known of a field besides its type: JSON Schema, reference page and rules read it here. */
export interface FieldDoc {
  readonly description: string;
  /** The default, where nothing else is said. */
  readonly example?: unknown;
  /**
   * What a field that is left out gets, or `- sentence` when that depends on other fields. Without
   * any, the field is needed.
   */
  readonly default?: unknown;
  /** Pattern for editors; the check says more than a pattern can. */
  readonly pattern?: string;
  /** Set where only what is created can have it: `checkCreatedOnly` refuses it otherwise. */
  readonly createdOnly?: CreatedOnly;
}

/** How a key is refused where the thing that it is about exists already. */
export interface CreatedOnly extends Omit<Objection, "code" | "discreet"> {
  /** The key beside it that tells of that, and the value with which it does. */
  readonly where: KeyPath;
  readonly is: boolean;
}

/** What only created things can have, by the schema of its key. */
export const createdOnly = z.registry<CreatedOnly>();

/** A field's schema as its default makes it: filled in, optional, or needed. */
export type Field<Schema extends z.ZodType, Doc> = Doc extends { default: `- ${string}` }
  ? z.ZodOptional<Schema>
  : Doc extends { default: unknown }
    ? z.ZodDefault<Schema>
    : Schema;

/** Metadata of a field; the schema's `default` keyword holds literal defaults only. */
export function doc({ description, default: standard, example = standard, pattern }: FieldDoc) {
  const derived = isSentence(standard);
  return {
    description: derived ? `${description} Default: ${standard.slice(2)}.` : description,
    examples: [example],
    ...(standard !== undefined && !derived ? { default: standard } : {}),
    ...(pattern ? { pattern } : {}),
  };
}

/** A field of any type, with its words and its default. */
export function field<Schema extends z.ZodType, const Doc extends FieldDoc>(
  schema: Schema,
  documentation: Doc,
): Field<Schema, Doc> {
  const { default: standard } = documentation;
  const described = schema.meta(doc(documentation));
  if (documentation.createdOnly) createdOnly.add(described, documentation.createdOnly);
  const whole = isSentence(standard)
    ? described.optional()
    : standard === undefined
      ? described
      : described.default(standard as z.core.util.NoUndefined<z.output<Schema>>);
  return whole as z.ZodType as Field<Schema, Doc>;
}

function isSentence(standard: unknown): standard is string {
  return typeof standard === "string" && standard.startsWith("- ");
}

/** A mapping of these keys and no others. */
export function mapping<Shape extends z.core.$ZodLooseShape, const Doc extends FieldDoc>(
  documentation: Doc,
  shape: Shape,
) {
  return field(z.strictObject(shape), documentation);
}

/** A string with a check, and nothing else known of it. */
export function checked(check: Check): z.ZodString {
  return z.string().superRefine((value, context) => {
    const objection = check(value);
    if (objection) context.addIssue(issueOf(objection));
  });
}

type Check = (value: string) => Objection | undefined;

/** A string with a check that reports everything wrong with it. */
export function text<const Doc extends FieldDoc>(
  check: Check,
  documentation: Doc,
): Field<z.ZodString, Doc> {
  return field<z.ZodString, Doc>(checked(check), documentation);
}

/** A kind of text that several fields hold, by its check and its pattern for editors. */
export function kind(check: Check, pattern: string) {
  return <const Doc extends FieldDoc>(documentation: Doc) =>
    text<Doc>(check, { pattern, ...documentation });
}

/** An objection as zod takes it; `reportIssues` takes it out again. */
export function issueOf(finding: Objection, path: KeyPath = []) {
  return {
    code: "custom" as const,
    message: finding.message,
    path: [...path],
    params: { finding },
  };
}

/** A string that matches an expression, and what is said of one that does not. */
export function matching<const Doc extends FieldDoc & Objection>(
  expression: RegExp,
  documentation: Doc,
): Field<z.ZodString, Doc> {
  const { code, message, allowed, fix } = documentation;
  const objection = { code, message, allowed, fix };
  return text((value) => (expression.test(value) ? undefined : objection), documentation);
}

/** One of several words. */
export function choice<const Words extends readonly string[], const Doc extends FieldDoc>(
  words: Words,
  documentation: Doc,
) {
  return field(z.enum(words), documentation);
}

/** A yes-or-no field; its example is what it is not by default. */
export function flag<const Doc extends FieldDoc>(documentation: Doc) {
  return field<z.ZodBoolean, Doc>(z.boolean(), {
    example: documentation.default !== true,
    ...documentation,
  });
}

/** A whole number within limits. */
export function integer<const Doc extends FieldDoc>(
  least: number,
  most: number,
  documentation: Doc,
) {
  return field(z.int().min(least).max(most), documentation);
}

/** A list; what it holds says of itself what it is. */
export function list<Item extends z.ZodType, const Doc extends FieldDoc>(
  item: Item,
  documentation: Doc,
) {
  return field(z.array(item).min(1), documentation);
}
