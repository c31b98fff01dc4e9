import { cachedOf } from "../../text/cache";
import { HIDDEN, visibleLines } from "../../text/lines";

/** Markup, which is written as it is. Templates make it; whoever makes it by hand answers for it. */
export class Html {
  constructor(readonly text: string) {}
}

/** What may stand in a template: text gets escaped, markup stays, nothing is nothing. */
export type HtmlPart = Html | string | number | undefined | readonly HtmlPart[];

/**
 * Markup from a template. Every text in it is escaped, so none can become markup. Indentation of the
 * template is not written.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  const template = compact(strings);
  let text = template[0]!;
  for (const [index, part] of parts.entries()) text += written(part) + template[index + 1]!;
  return new Html(text);
}

const compact = cachedOf((strings: TemplateStringsArray) =>
  strings.map((text) => text.replace(/\s*\n\s*/g, "\n")),
);

/** Parts in a row, with something between them. */
export function join(parts: readonly HtmlPart[], between: HtmlPart = ""): Html {
  return new Html(parts.map(written).join(written(between)));
}

function written(part: HtmlPart): string {
  if (part === undefined) return "";
  if (part instanceof Html) return part.text;
  if (typeof part === "number") return String(part);
  return typeof part === "string" ? escapeHtml(part) : part.map(written).join("");
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Texts without any of these, which are nearly all, are written as they are. */
const SPECIAL = new RegExp(`[&<>"']|${HIDDEN.source}`, "u");

/** Text for an element or a quoted attribute. What would hide or turn text is made visible. */
function escapeHtml(text: string): string {
  if (!SPECIAL.test(text)) return text;
  return visibleLines(text).replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}

/** Text for an element only: policies are full of quotes, and there they need no escape. */
export function elementText(text: string): Html {
  return new Html(visibleLines(text).replace(/[&<>]/g, (character) => ENTITIES[character]!));
}
