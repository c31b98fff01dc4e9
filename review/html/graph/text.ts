/** Points after which an identifier may be broken. */
const BREAK = /[-_/:.,= ]/;

/**
 * Lines of at most so many characters, as many as it takes. Identifiers are long and without spaces,
 * so they break after punctuation too.
 */
export function wrap(text: string, width: number): string[] {
  const lines: string[] = [];
  let rest = [...text];
  while (rest.length > width) {
    const end = breakOf(rest, width);
    lines.push(rest.slice(0, end).join("").trimEnd());
    rest = rest.slice(end);
  }
  return [...lines, rest.join("")];
}

/**
 * Where a line ends: at the last space, else after the last other break, that leaves it at least
 * half full; else after the last break there is, and only without any in the middle of a word.
 */
function breakOf(characters: readonly string[], width: number): number {
  const last = (pattern: RegExp, least: number) => {
    for (let end = width; end > least; end -= 1) if (pattern.test(characters[end - 1]!)) return end;
    return undefined;
  };
  return last(/ /, width / 2) ?? last(BREAK, width / 2) ?? last(BREAK, 0) ?? width;
}
