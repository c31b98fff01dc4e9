import { oneLine } from "./lines";

/** Longest text of one finding; a policy that a rule quotes whole would fill the comment. */
const LONGEST = 2000;

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
};

/**
 * Text for GitHub's Markdown, in one line: nothing in it is markup, mentions a person or links to
 * an issue. It may stand in a table and between HTML tags.
 */
export function escapeMarkdown(text: string): string {
  const line = oneLine(text);
  const shown =
    line.length <= LONGEST ? line : `${line.slice(0, LONGEST)}… (${line.length} characters)`;
  return (
    shown
      .replace(/[&<>]/g, (character) => ENTITIES[character]!)
      // Within a word an underscore is no markup, and addresses are full of them.
      .replace(/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/g, "&#95;")
      .replace(/[|`*[\]\\~$!]/g, (character) => `&#${character.charCodeAt(0)};`)
      // GitHub looks for these in what is rendered, so an entity is not enough.
      .replace(/@/g, "@&#8203;")
      .replace(/(?<!&)#/g, "#&#8203;")
      .replace(/:\/\//g, ":&#8203;//")
  );
}

/** Text in the type of code; HTML, because a code span cannot hold every text. */
export function code(text: string): string {
  return `<code>${escapeMarkdown(text)}</code>`;
}
