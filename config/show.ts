import { oneLine } from "../text/lines";

/** Where a value stands in a file: keys of mappings and places in lists, from the outermost. */
export type KeyPath = readonly (string | number)[];

const LONGEST_SHOWN = 120;

/** A text as messages show it: in one line, and not too long. */
export function showText(text: string): string {
  if (text.length <= LONGEST_SHOWN) return oneLine(text);
  return `${oneLine(text.slice(0, LONGEST_SHOWN))}… (${text.length} characters)`;
}

/** A path as messages show it: `milvus.cluster.oidcIssuer`, `zones[1]`. */
export function showPath(path: KeyPath): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const plain = /^[\w-]+$/.test(part) ? showText(part) : `"${showText(part)}"`;
      return index === 0 ? plain : `.${plain}`;
    })
    .join("");
}
