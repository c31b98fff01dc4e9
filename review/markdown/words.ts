import { code, escapeMarkdown } from "../../text/markdown";
import type { Words } from "../../text/page";
import { prose, span } from "./text";

/** How the two languages of a page on GitHub write the same. */
interface Marks {
  readonly text: (text: string) => string;
  readonly code: (text: string) => string;
  readonly strong: (text: string) => string;
}

const MARKDOWN: Marks = { text: prose, code: span, strong: (text) => `**${text}**` };
/** Where GitHub reads no Markdown: in the line of a fold. */
const HTML: Marks = { text: escapeMarkdown, code, strong: (text) => `<b>${text}</b>` };

/** Words in one line of Markdown, for a table too. */
export const inline = (words: Words): string => written(words, MARKDOWN);

/** Words for the line of a fold. */
export const inSummary = (words: Words): string => written(words, HTML);

function written(words: Words, marks: Marks): string {
  const within = (inner: Words) => written(inner, marks);
  if (typeof words === "string") return marks.text(words);
  if (!("as" in words)) return words.map(within).join("");
  switch (words.as) {
    case "code":
    case "copy":
      // In backticks where it can be: it is copied, and HTML needs characters that nobody sees.
      return marks.code(words.text);
    case "text":
      return words.lines.map(({ text }) => marks.code(text)).join("<br>");
    case "chip":
      return words.tone === undefined
        ? marks.text(words.text)
        : marks.strong(marks.text(words.text));
    case "strong":
      return marks.strong(within(words.words));
    case "link":
    case "note":
    case "none":
      return within(words.words);
    case "lines":
      return words.words.map(within).join("<br>");
    case "more":
      return `<details><summary>${inSummary(words.title)}</summary>${within(words.words)}</details>`;
  }
}
