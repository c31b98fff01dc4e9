import { skip, skipSpace } from "./lines";

/** What may come next, inside of the innermost object or list. */
type Expected = "value" | "value or end" | "key" | "key or end" | "colon" | "comma or end" | "end";

const SCALAR = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/**
 * Where a text stops being JSON; its length when it only ends too early. JSON.parse tells neither
 * for every error, and quotes the text, which may be secret.
 */
export function jsonErrorOffset(text: string): number {
  /** Brackets that close what has begun and not ended. */
  const open: string[] = [];
  let expected: Expected = "value";
  let at = 0;
  for (;;) {
    at = skipSpace(text, at);
    const character = text[at];
    if (character === undefined || expected === "end") return at;
    const isObject = open.at(-1) === "}";
    if (expected === "colon") {
      if (character !== ":") return at;
      at += 1;
      expected = "value";
    } else if (expected === "comma or end" && character === ",") {
      at += 1;
      expected = isObject ? "key" : "value";
    } else if (expected.endsWith("or end") && character === open.at(-1)) {
      at += 1;
      open.pop();
      expected = open.length > 0 ? "comma or end" : "end";
    } else if (expected === "comma or end") {
      return at;
    } else if (!expected.startsWith("key") && (character === "{" || character === "[")) {
      at += 1;
      open.push(character === "{" ? "}" : "]");
      expected = character === "{" ? "key or end" : "value or end";
    } else {
      const isKey = expected.startsWith("key");
      if (isKey && character !== '"') return at;
      const end = character === '"' ? stringEnd(text, at) : scalarEnd(text, at);
      if (end.broken) return end.at;
      at = end.at;
      expected = isKey ? "colon" : open.length > 0 ? "comma or end" : "end";
    }
  }
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
