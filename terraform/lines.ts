import { cached } from "../text/cache";
import { pointerKeys } from "./json";

/** Many findings are about the same few places; a large file has more than need be remembered. */
const MOST_LINES = 200;

const SPACE = /[ \t\r\n]*/y;
const STRUCTURE = /["{}[\]]/g;
const SCALAR_END = /[,\]}\s]|$/g;

/**
 * Finds the line of a JSON pointer in a text that JSON.parse has accepted. Nothing is done before
 * the first question; then every object and list on the way is walked once.
 */
export function lineFinder(text: string): (pointer: string) => number | undefined {
  const members = new Map<number, ReadonlyMap<string, number>>();
  let lineStarts: number[] | undefined;
  return cached((pointer) => {
    let offset = skipSpace(text, 0);
    let line = offset;
    for (const key of pointerKeys(pointer)) {
      let inside = members.get(offset);
      if (!inside) members.set(offset, (inside = new Map(membersIn(text, offset))));
      const found = inside.get(key);
      if (found === undefined) return undefined;
      line = found;
      offset = valueStart(text, found);
    }
    lineStarts ??= startsOfLines(text);
    return lineAt(lineStarts, line);
  }, MOST_LINES);
}

/**
 * Offset of a key that an object has for the second time; undefined when no object has one.
 * JSON.parse forgets the first, while Terraform reads both blocks: a resource could hide there.
 *
 * @param value what JSON.parse has made of the text.
 */
export function repeatedKeyOffset(text: string, value: unknown): number | undefined {
  // A quote before a colon ends a key: what counts alike needs no closer look.
  if ((text.match(/(?<!\\)"\s*:/g)?.length ?? 0) === keyCount(value)) return undefined;
  return repeatedBelow(text, skipSpace(text, 0));
}

function keyCount(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const inner of Object.values(value)) count += keyCount(inner);
  return count;
}

function repeatedBelow(text: string, start: number): number | undefined {
  const seen = new Set<string>();
  for (const [key, offset] of membersIn(text, start)) {
    if (seen.has(key)) return offset;
    seen.add(key);
    const below = repeatedBelow(text, valueStart(text, offset));
    if (below !== undefined) return below;
  }
  return undefined;
}

/** Line and column of an offset; both count from 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  const starts = startsOfLines(text);
  const line = lineAt(starts, offset);
  return { line, column: offset - starts[line - 1]! + 1 };
}

/** Where each member begins: at its key in an object, at its value in a list. */
function* membersIn(text: string, start: number): Iterable<[key: string, offset: number]> {
  const isObject = text[start] === "{";
  if (!isObject && text[start] !== "[") return;
  let at = skipSpace(text, start + 1);
  for (let index = 0; at < text.length && text[at] !== "}" && text[at] !== "]"; index += 1) {
    // Of a repeated key JSON.parse takes the last one too.
    const key = isObject ? (JSON.parse(text.slice(at, stringEnd(text, at))) as string) : `${index}`;
    yield [key, at];
    at = skipSpace(text, valueEnd(text, isObject ? valueStart(text, at) : at));
    if (text[at] === ",") at = skipSpace(text, at + 1);
  }
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

export function skipSpace(text: string, at: number): number {
  return skip(SPACE, text, at);
}

/** End of what a sticky pattern matches at an offset; the offset where it does not. */
export function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
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
