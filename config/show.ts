import type { Path } from "./source";

const LONGEST_SHOWN = 120;

/** A text in one line, without characters that a terminal obeys. */
export function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Cs}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, escaped);
}

/** A text as messages show it: in one line, and not too long. */
export function showText(text: string): string {
  if (text.length <= LONGEST_SHOWN) return oneLine(text);
  return `${oneLine(text.slice(0, LONGEST_SHOWN))}… (${text.length} characters)`;
}

/** A path as messages show it: `milvus.cluster.oidcIssuer`, `zones[1]`. */
export function showPath(path: Path): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const plain = /^[\w-]+$/.test(part) ? showText(part) : `"${showText(part)}"`;
      return index === 0 ? plain : `.${plain}`;
    })
    .join("");
}

function escaped(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
}
