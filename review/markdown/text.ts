import { code, escapeMarkdown } from "../../text/markdown";

export { code };

/** Text in which nothing is markup, as escapeMarkdown gives it, but readable as it is written. */
export function prose(text: string): string {
  // Before these a backslash does the same as their entity.
  return escapeMarkdown(text).replace(
    /&#(42|91|93|96|124);/g,
    (_, number: string) => `\\${String.fromCharCode(Number(number))}`,
  );
}

/** Nothing in such a text ends a code span or a cell of a table, or is hidden from the reader. */
const PLAIN = /^(?! )[\x20-\x5f\x61-\x7b\x7d\x7e\u00a1-\u00ac\u00ae-\u1fff\u2026]+(?<! )$/;

/**
 * Text in the type of code. In backticks where it can be, because a review is also read as it is
 * written; else in HTML, which can hold everything.
 */
export function span(text: string): string {
  return PLAIN.test(text) ? `\`${text}\`` : code(text);
}

/** A table; its cells are Markdown already. No rows make no table. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  if (rows.length === 0) return "";
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |\n`;
  return `${line(head)}${line(head.map(() => "---"))}${rows.map(line).join("")}`;
}

/**
 * A part that opens on a click; no body makes none.
 *
 * @param summary HTML: GitHub reads no Markdown there.
 */
export function details(summary: string, body: string, open = false): string {
  if (body.trim() === "") return "";
  return `<details${open ? " open" : ""}>\n<summary>${summary}</summary>\n\n${body.trim()}\n\n</details>\n`;
}

/** What may stand in a page: a list is its members, and what is false or undefined is nothing. */
export type Part = string | false | undefined | readonly Part[];

/** Parts with an empty line between them; empty ones are left out. */
export function parts(...all: readonly Part[]): string {
  return all.flatMap(textsIn).join("\n\n").concat("\n");
}

function textsIn(part: Part): readonly string[] {
  if (part === undefined || part === false) return [];
  if (typeof part !== "string") return part.flatMap(textsIn);
  const text = part.trim();
  return text === "" ? [] : [text];
}
