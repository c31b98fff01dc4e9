/**
 * What a reader would not see, or a terminal would obey: control characters, halves of surrogates,
 * ends of lines, direction of writing, and what has no width: joiners, soft hyphens, tags, fillers.
 */
export const HIDDEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}]/u;

const ALL_HIDDEN = new RegExp(HIDDEN, "gu");

/** A text in one line, in which everything is to be seen: `\u200b`, `\u{e0041}`. */
export function oneLine(text: string): string {
  return text.replace(ALL_HIDDEN, escaped);
}

/** The same for a text that may have several lines. */
export function visibleLines(text: string): string {
  return text.includes("\n") ? text.split("\n").map(oneLine).join("\n") : oneLine(text);
}

function escaped(character: string): string {
  const hex = character.codePointAt(0)!.toString(16);
  return hex.length > 4 ? `\\u{${hex}}` : `\\u${hex.padStart(4, "0")}`;
}

/**
 * Commands that a CI runner reads in the output of a step: GitHub's `::add-mask::` at the beginning
 * of a line; its older `##[error]`, Azure's `##vso[…]` and TeamCity's `##teamcity[…]` anywhere.
 */
const AT_START = /:(?=:)(?<=^[^\S\r\n]*:)/gm;
const ANYWHERE = /#(?=#(?:\[|vso\[|teamcity\[))/gi;

/**
 * The same text without a line that a runner obeys. In JSON such a text stands within strings, where
 * the escape means the character.
 */
export function inert(text: string): string {
  // Hardly any text has either, and reports are long.
  const begun = text.includes("::") ? text.replace(AT_START, "\\u003a") : text;
  return begun.includes("##") ? begun.replace(ANYWHERE, "\\u0023") : begun;
}
