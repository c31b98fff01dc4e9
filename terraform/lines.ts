import { cached } from "../text/cache";
import { pointerKeys } from "./json";

/** Many findings are about the same few places; a large file has more than need be remembered. */
const MOST_LINES = 200;

const SPACE = /[ \t\r\n]*/y;
const STRUCTURE = /["{}[\]]/g;
const SCALAR_END = /[,\]}\s]|$/g;

/** Offsets of the members of one object or list. */
type Members = ReadonlyMap<string, number>;

/**
 * Finds the line of a JSON pointer in a text that JSON.parse has accepted. Nothing is done before
 * the first question; then every object and list on the way is walked once.
 */
export function lineFinder(text: string): (pointer: string) => number | undefined {
  const members = new Map<number, Members>();
  let lineStarts: number[] | undefined;
  return cached((pointer) => {
    let offset = skipSpace(text, 0);
    let line = offset;
    for (const key of pointerKeys(pointer)) {
      let inside = members.get(offset);
      if (!inside) members.set(offset, (inside = membersOf(text, offset)));
      const found = inside.get(key);
      if (found === undefined) return undefined;
      line = found;
      offset = valueStart(text, found);
    }
    lineStarts ??= startsOfLines(text);
    return lineAt(lineStarts, line);
  }, MOST_LINES);
}

/** Where each member begins: at its key in an object, at its value in a list. */
function membersOf(text: string, start: number): Members {
  const found = new Map<string, number>();
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return found;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index += 1) {
    // Of a repeated key JSON.parse takes the last one too.
    const key = isObject ? (JSON.parse(text.slice(at, stringEnd(text, at))) as string) : `${index}`;
    found.set(key, at);
    at = skipSpace(text, valueEnd(text, isObject ? valueStart(text, at) : at));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
  return found;
}

/** Start of a member's value, from where the member begins. */
function valueStart(text: string, start: number): number {
  if (text[start] !== '"') return start;
  const end = skipSpace(text, stringEnd(text, start));
  return text[end] === ":" ? skipSpace(text, end + 1) : start;
}

function valueEnd(text: string, start: number): number {
  if (text[start] === '"') return stringEnd(text, start);
  if (text[start] !== "{" && text[start] !== "[") {
    SCALAR_END.lastIndex = start;
    return SCALAR_END.exec(text)?.index ?? text.length;
  }
  let depth = 0;
  STRUCTURE.lastIndex = start;
  for (let match = STRUCTURE.exec(text); match; match = STRUCTURE.exec(text)) {
    if (match[0] === '"') {
      STRUCTURE.lastIndex = stringEnd(text, match.index);
    } else {
      depth += match[0] === "{" || match[0] === "[" ? 1 : -1;
      if (depth === 0) return STRUCTURE.lastIndex;
    }
  }
  return text.length;
}

function stringEnd(text: string, start: number): number {
  for (let at = text.indexOf('"', start + 1); at >= 0; at = text.indexOf('"', at + 1)) {
    let slashes = at;
    while (text[slashes - 1] === "\\") slashes -= 1;
    if ((at - slashes) % 2 === 0) return at + 1;
  }
  return text.length;
}

function skipSpace(text: string, at: number): number {
  SPACE.lastIndex = at;
  return SPACE.test(text) ? SPACE.lastIndex : at;
}

function startsOfLines(text: string): number[] {
  const starts = [0];
  for (let at = text.indexOf("\n"); at >= 0; at = text.indexOf("\n", at + 1)) starts.push(at + 1);
  return starts;
}

/** Number of the line that holds an offset, by bisection. */
function lineAt(starts: readonly number[], offset: number): number {
  let low = 0;
  let high = starts.length;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (starts[middle]! <= offset) low = middle;
    else high = middle;
  }
  return low + 1;
}
