/** Points after which an identifier may be broken. */
const BREAK = /[-_/:.,= ]/;

/**
 * Lines of at most so many characters. Identifiers are long and without spaces, so they break after
 * punctuation too; what does not fit into the last line ends in an ellipsis.
 */
export function wrap(text: string, width: number, most: number): string[] {
  const lines: string[] = [];
  let rest = [...text];
  while (rest.length > width && lines.length < most - 1) {
    const end = breakOf(rest, width);
    lines.push(rest.slice(0, end).join("").trimEnd());
    rest = rest.slice(end);
  }
  lines.push(rest.length <= width ? rest.join("") : `${rest.slice(0, width - 1).join("")}…`);
  return lines;
}

/**
 * Where a line ends: at the last space, else after the last other break, that leaves it at least
 * half full; without either in the middle of a word.
 */
function breakOf(characters: readonly string[], width: number): number {
  for (const pattern of [/ /, BREAK]) {
    for (let end = width; end > width / 2; end -= 1)
      if (pattern.test(characters[end - 1]!)) return end;
  }
  return width;
}
