/**
 * Characters that a reader cannot see, or that show the text around them in another order. Named
 * one by one: what Unicode counts among them differs between versions of Node.js.
 */
const UNSEEN =
  /[\p{Cc}\xa0\xad\u061c\u180e\u2000-\u200f\u2028-\u202f\u205f-\u206f\u3000\ue000-\uf8ff\ufeff\ufff0-\uffff\u{e0000}-\u{10ffff}]/gu;

/** Those of which several may make one character on a screen, by which columns are aligned. */
const JOINING = /[\p{M}\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff\u{10000}-\u{10ffff}]/gu;

const LONE_SURROGATE = /\p{Surrogate}/gu;

const SHORT: Readonly<Record<string, string>> = {
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Text between quotes, without these: nothing in it is a template. */
export function quotedText(text: string): string {
  return braces(text.replace(LONE_SURROGATE, "\ufffd").replace(/["\\]/g, "\\$&")).replace(
    UNSEEN,
    escaped,
  );
}

/** A string that stands for itself, `${` included. */
export function quoted(text: string): string {
  return `"${quotedText(text)}"`;
}

/** The same for what stands before an equals sign: each character of it takes one column. */
export function quotedKey(text: string): string {
  return quoted(text).replace(JOINING, escaped);
}

/**
 * Lines of a heredoc that stands for exactly this text; undefined where a string between quotes
 * shows better what is in it, or a heredoc cannot hold it.
 */
export function heredoc(text: string): string[] | undefined {
  if (!text.endsWith("\n")) return undefined;
  const lines = text.slice(0, -1).split("\n");
  if (lines.length < 2 || lines[0] === "" || lines.at(-1) === "") return undefined;
  // The least indentation is taken away by Terraform, so that the text must have none of its own.
  if (!lines.some((line) => /^\S/u.test(line))) return undefined;
  // Nor does it count the space to it that a mark stands on.
  const plain = lines.every(
    (line) =>
      line.trimStart().search(JOINING) !== 0 &&
      line.trim() !== "EOT" &&
      !/[\s$%]$/u.test(line) &&
      line.search(UNSEEN) === -1 &&
      line.search(LONE_SURROGATE) === -1,
  );
  return plain
    ? ["<<-EOT", ...lines.map((line) => (line === "" ? "" : `  ${braces(line)}`)), "EOT"]
    : undefined;
}

/** Terraform reads `${` and `%{` in every string; doubled, they stand for themselves. */
function braces(text: string): string {
  return text.replace(/[$%](?=\{)/g, "$&$&");
}

function escaped(character: string): string {
  const code = character.codePointAt(0)!;
  const hex = code.toString(16);
  return (
    SHORT[character] ??
    (code > 0xffff ? `\\U${hex.padStart(8, "0")}` : `\\u${hex.padStart(4, "0")}`)
  );
}
