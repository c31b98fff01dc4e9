/** What may come next, inside of the innermost object or list. */
type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "end";

const SPACE = /[ \t\r\n]*/y;
const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** An object or a list that has begun and not ended. */
interface Frame {
  readonly bracket: string;
  /** Keys that it has had; for those who ask. */
  keys?: Set<unknown>;
}

/** Told of every key with its offsets and the object that it is of. */
type OnKey = (start: number, end: number, frame: Frame) => void;

/**
 * Where a text stops being JSON; its length when it only ends too early. JSON.parse tells neither
 * for every error, and quotes the text, which may be secret.
 */
export function jsonErrorOffset(text: string): number {
  return scan(text, () => {});
}

/**
 * Offset of a key that an object has for the second time; undefined when no object has one.
 * JSON.parse forgets the first, while Terraform reads both blocks: a resource could hide there.
 */
export function repeatedKeyOffset(text: string, value: unknown): number | undefined {
  // A quote before a colon ends a key: what counts alike needs no closer look.
  if ((text.match(/(?<!\\)"\s*:/g)?.length ?? 0) === keyCount(value)) return undefined;
  let found: number | undefined;
  scan(text, (start, end, frame) => {
    const key: unknown = JSON.parse(text.slice(start, end));
    frame.keys ??= new Set();
    if (frame.keys.has(key)) found ??= start;
    frame.keys.add(key);
  });
  return found;
}

function keyCount(value: unknown): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = Array.isArray(value) ? 0 : Object.keys(value).length;
  for (const inner of Object.values(value)) count += keyCount(inner);
  return count;
}

function scan(text: string, onKey: OnKey): number {
  const open: Frame[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    at = skip(SPACE, text, at);
    const character = text[at];
    if (character === undefined || expected === "end") return at;
    const frame = open.at(-1);
    const inside = frame?.bracket;
    if (expected === "colon") {
      if (character !== ":") return at;
      at += 1;
      expected = "value";
    } else if (expected === "comma or end" && character === ",") {
      at += 1;
      expected = inside === "{" ? "key" : "value";
    } else if (expected.endsWith("or end") && character === (inside === "{" ? "}" : "]")) {
      at += 1;
      open.pop();
      expected = open.length > 0 ? "comma or end" : "end";
    } else if (expected === "comma or end") {
      return at;
    } else if (expected.startsWith("key")) {
      if (character !== '"') return at;
      const end = stringEnd(text, at);
      if (end.broken) return end.at;
      if (frame) onKey(at, end.at, frame);
      at = end.at;
      expected = "colon";
    } else if (character === "{" || character === "[") {
      at += 1;
      open.push({ bracket: character });
      expected = character === "{" ? "key or end" : "value or end";
    } else {
      const end = character === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (end.broken) return end.at;
      at = end.at;
      expected = open.length > 0 ? "comma or end" : "end";
    }
  }
}

function skip(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at;
  return pattern.test(text) ? pattern.lastIndex : at;
}

interface End {
  readonly at: number;
  readonly broken: boolean;
}

/** What is cut off, not wrong, where it stands at the very end. */
const CUT_SCALAR = /^(?:t|tr|tru|f|fa|fal|fals|n|nu|nul|-|-?\d+\.|-?\d+(?:\.\d+)?[eE][+-]?)$/;
const CUT_ESCAPE = /^\\(?:u[0-9a-fA-F]{0,3})?$/;
const LONGEST_NUMBER = 400;

function scalarEnd(text: string, start: number): End {
  const rest = text.slice(start, start + LONGEST_NUMBER);
  if (start + rest.length === text.length && CUT_SCALAR.test(rest)) {
    return { at: text.length, broken: true };
  }
  const at = skip(SCALAR, text, start);
  return { at, broken: at === start };
}

/** End of the string that begins at an offset. */
function stringEnd(text: string, start: number): End {
  for (let at = start + 1; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x22) return { at: at + 1, broken: false };
    if (code < 0x20) return { at, broken: true };
    if (code !== 0x5c) continue;
    const end = skip(ESCAPE, text, at);
    if (end === at) return { at: CUT_ESCAPE.test(text.slice(at)) ? text.length : at, broken: true };
    at = end - 1;
  }
  return { at: text.length, broken: true };
}

/** Line and column of an offset; both count from 1. */
export function positionOf(text: string, offset: number): { line: number; column: number } {
  let line = 1;
  let start = 0;
  for (;;) {
    const end = text.indexOf("\n", start);
    if (end < 0 || end >= offset) return { line, column: offset - start + 1 };
    line += 1;
    start = end + 1;
  }
}
