import type { KeyValues } from "./context";
import { literal } from "./glob";

/**
 * Policy variables: `${aws:username}` in a Resource or a Condition stands for the request's value.
 * What holds a variable without a value matches nothing, and where it should be left out of
 * something (NotResource, StringNotEquals) the statement does not apply.
 * Source: IAM user guide, "IAM policy elements: Variables and tags".
 */

/** Also the three variables that stand for characters: `${*}`, `${?}` and `${$}`. */
const VARIABLE = /\$\{([^}]*)\}/g;
/** `aws:PrincipalTag/team, 'none'`: a key, and what stands in its place when it is absent. */
const WITH_DEFAULT = /^\s*([^,\s]+)\s*(?:,\s*'([^']*)'\s*)?$/;

export function hasVariable(text: string): boolean {
  return text.includes("${");
}

/**
 * Puts the request's values in place of the variables; undefined when one has no value, or more
 * than one, and no default.
 *
 * @param pattern whether the text is a pattern, in which values must not act as wildcards.
 */
export function resolveVariables(
  text: string,
  context: KeyValues,
  { pattern }: { readonly pattern: boolean },
): string | undefined {
  if (!hasVariable(text)) return text;
  const values = [...text.matchAll(VARIABLE)].map(([, inner = ""]) => valueOf(inner, context));
  if (values.includes(undefined)) return undefined;
  return text.replace(VARIABLE, () => {
    const value = values.shift()!;
    return pattern ? literal(value) : value;
  });
}

/** A pattern for whatever values the variables may have. */
export function withStars(text: string): string {
  return text.replace(VARIABLE, "*");
}

function valueOf(variable: string, context: KeyValues): string | undefined {
  if (isCharacter(variable)) return variable;
  const [, key = "", fallback] = WITH_DEFAULT.exec(variable) ?? [];
  const values = context.values(key);
  return values?.length === 1 ? values[0] : values === undefined ? fallback : undefined;
}

function isCharacter(variable: string): boolean {
  return variable === "*" || variable === "?" || variable === "$";
}

/** Whether one text lets through no more than another. */
export type Within = (inner: string, outer: string) => boolean;

/**
 * A relation of patterns for texts that may hold variables: a variable is within itself and within
 * a star. It may have any length, so a `?` never takes one up.
 */
export function withVariables(within: Within): Within {
  return (inner, outer) => {
    if (inner === outer) return true;
    if (!hasVariable(inner) && !hasVariable(outer)) return within(inner, outer);
    if (hasVariable(inner) && outer.replace(VARIABLE, "").includes("?")) return false;
    const names: string[] = [];
    return within(lettered(inner, names), lettered(outer, names));
  };
}

/** One letter, of a private block of Unicode, in place of each variable. */
function lettered(text: string, names: string[]): string {
  return text.replace(VARIABLE, (_whole, variable: string) => {
    if (isCharacter(variable)) return literal(variable);
    if (!names.includes(variable)) names.push(variable);
    return String.fromCharCode(0xf000 + names.indexOf(variable));
  });
}
