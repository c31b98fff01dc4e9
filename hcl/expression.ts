import { partsOf, tokensOf, type TemplatePart } from "../text/template";
import { isList, isObject, itemsOf, type Json, type JsonObject } from "./json";
import { itemLines, indented, type HclAssignment, type HclLines } from "./layout";
import { heredoc, quoted, quotedKey, quotedText } from "./quote";
import { spaced } from "./spacing";

/**
 * How Terraform reads a string of its JSON syntax: as a template, or as the text that it is, where
 * it evaluates nothing.
 */
export type Reading = "template" | "literal";

/** Longest list on one line. */
const WIDTH = 80;
const NAME = /^[A-Za-z_][\w-]*$/;
/** Names that mean something else where the key of an object stands. */
const KEYWORDS = new Set(["for", "true", "false", "null"]);

/** An expression of Terraform's language that is worth what the JSON value is worth. */
export function expression(value: Json, reading: Reading = "template"): HclLines {
  if (typeof value === "string") return stringSource(value, reading);
  if (isList(value)) return listSource(value, reading);
  return isObject(value) ? objectSource(value, reading) : { lines: [String(value)] };
}

/** An expression that is written between quotes in JSON, and without them here: a reference, a type. */
export function bare(value: Json): HclLines {
  if (typeof value !== "string") throw new Error(`${JSON.stringify(value)} is not a reference`);
  return { lines: [only(partsOf(value)) ?? spaced(tokensOf(value))] };
}

/** The same for one or several. */
export function bareList(value: Json): HclLines {
  return listOf(itemsOf(value).map(bare));
}

/** An object with these entries. */
export function objectOf(entries: readonly HclAssignment[]): HclLines {
  return {
    lines: entries.length === 0 ? ["{}"] : ["{", ...indented(itemLines(entries)), "}"],
  };
}

/** The text that a template stands for; undefined when something is to be evaluated. */
export function literalText(template: string): string | undefined {
  const [part, ...more] = partsOf(template);
  return part?.kind === "text" && more.length === 0 ? part.text : undefined;
}

function stringSource(text: string, reading: Reading): HclLines {
  if (reading === "literal") return textSource(text);
  const literal = literalText(text);
  if (literal !== undefined) return textSource(literal);
  const parts = partsOf(text);
  return { lines: [only(parts) ?? `"${parts.map(partSource).join("")}"`] };
}

function textSource(text: string): HclLines {
  const lines = heredoc(text);
  return lines ? { lines, isHeredoc: true } : { lines: [quoted(text)] };
}

/** The expression that is the whole of a template. */
function only(parts: readonly TemplatePart[]): string | undefined {
  const [part, ...more] = parts;
  if (part?.kind !== "sequence" || more.length > 0) return undefined;
  const [open, ...tokens] = part.tokens;
  const close = tokens.pop();
  // Marks that strip white space have none to strip here.
  return open?.source.startsWith("${") && close ? spaced(tokens) : undefined;
}

function partSource(part: TemplatePart): string {
  return part.kind === "text" ? quotedText(part.text) : spaced(part.tokens);
}

function listSource(items: readonly Json[], reading: Reading): HclLines {
  return listOf(
    items.map((item) => {
      const source = expression(item, reading);
      // The comma would have to stand on a line of its own behind the text.
      if (typeof item !== "string" || !source.isHeredoc) return source;
      return { lines: [quoted(reading === "literal" ? item : literalText(item)!)] };
    }),
  );
}

function listOf(items: readonly HclLines[]): HclLines {
  const isShort = items.every(({ lines }) => lines.length === 1);
  const line = `[${items.map(({ lines }) => lines[0]!).join(", ")}]`;
  if (isShort && line.length <= WIDTH) return { lines: [line] };
  const lines = items.flatMap((item) => [...item.lines.slice(0, -1), `${item.lines.at(-1)!},`]);
  return { lines: ["[", ...indented(lines), "]"] };
}

function objectSource(value: JsonObject, reading: Reading): HclLines {
  const entries = Object.entries(value).map(([key, inner]): HclAssignment => ({
    kind: "assignment",
    name: keySource(key, reading),
    value: expression(inner, reading),
  }));
  return objectOf(entries);
}

/** Terraform reads the keys of objects like its strings. */
function keySource(key: string, reading: Reading): string {
  const parts: readonly TemplatePart[] =
    reading === "literal" ? [{ kind: "text", text: key }] : partsOf(key);
  const whole = only(parts);
  if (whole !== undefined) return `(${whole})`;
  const [part, ...more] = parts;
  if (part?.kind !== "text" || more.length > 0) return `"${parts.map(partSource).join("")}"`;
  const isName = NAME.test(part.text) && !KEYWORDS.has(part.text);
  return isName ? part.text : quotedKey(part.text);
}
