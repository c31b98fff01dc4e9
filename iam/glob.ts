import { cached } from "../text/cache";

/**
 * IAM's wildcards: `*` stands for any text, the empty one included, `?` for one character. Letters
 * compare exactly; callers that ignore case, as IAM does for actions, give lower case.
 */

/** Characters of Unicode's private use area that stand for a `*` or `?` which is no wildcard. */
const LITERAL: Readonly<Record<string, string>> = { "*": "\uE02A", "?": "\uE03F" };

const [STAR, MARK] = ["*".charCodeAt(0), "?".charCodeAt(0)];
const [LITERAL_STAR, LITERAL_MARK] = [LITERAL["*"]!.charCodeAt(0), LITERAL["?"]!.charCodeAt(0)];

/** Makes text safe to stand in a pattern: what a policy variable brings in is never a wildcard. */
export function literal(text: string): string {
  return text.replace(/[*?]/g, (wildcard) => LITERAL[wildcard]!);
}

/** Whether a text has wildcards. */
export function isPattern(text: string): boolean {
  return text.includes("*") || text.includes("?");
}

/** Whether a pattern matches a text as a whole. */
export function matches(pattern: string, text: string): boolean {
  let at = 0;
  let read = 0;
  let star = -1;
  let starRead = 0;
  while (read < text.length) {
    // NaN behind the end of the pattern.
    const wanted = pattern.charCodeAt(at);
    if (wanted === STAR) {
      star = at;
      at += 1;
      starRead = read;
    } else if (wanted === MARK || same(wanted, text.charCodeAt(read))) {
      at += 1;
      read += 1;
    } else if (star >= 0) {
      // The last star takes one more character; earlier ones need not be tried again.
      at = star + 1;
      starRead += 1;
      read = starRead;
    } else {
      return false;
    }
  }
  while (pattern.charCodeAt(at) === STAR) at += 1;
  return at === pattern.length;
}

function same(wanted: number, character: number): boolean {
  if (wanted === character) return true;
  return (
    (wanted === LITERAL_STAR && character === STAR) ||
    (wanted === LITERAL_MARK && character === MARK)
  );
}

/**
 * Whether every text that `inner` matches is matched by `outer` as well. A true answer is always
 * right; false may be wrong for some patterns with `?`.
 *
 * A star of `inner` is taken up by a star of `outer`. Before a `?` of `outer` it is split into its
 * two cases: nothing, or one character and a star.
 */
export function isContained(inner: string, outer: string): boolean {
  if (inner === outer) return true;
  if (!isPattern(outer)) return false;
  if (!isPattern(inner)) return matches(outer, inner);
  if (beginApart(inner, outer)) return false;
  const [p, q] = [ordered(inner), ordered(outer)];
  return table(p.length, q.length, (i, j, contained) => {
    if (i === p.length) return onlyStars(q, j);
    const [mine, other] = [p[i], q[j]];
    if (other === undefined) return false;
    if (other === "*") return contained(i, j + 1) || contained(i + 1, j);
    if (mine === "*") return other === "?" && contained(i + 1, j) && contained(i, j + 1);
    return (other === "?" || other === mine) && contained(i + 1, j + 1);
  });
}

/** Whether there is a text that both patterns match. */
export function overlaps(first: string, second: string): boolean {
  if (!isPattern(first)) return matches(second, first);
  if (!isPattern(second)) return matches(first, second);
  if (beginApart(first, second)) return false;
  return table(first.length, second.length, (i, j, overlap) => {
    const [one, other] = [first[i], second[j]];
    if (one === undefined) return onlyStars(second, j);
    if (other === undefined) return onlyStars(first, i);
    if (one === "*" || other === "*") return overlap(i + 1, j) || overlap(i, j + 1);
    return (one === "?" || other === "?" || one === other) && overlap(i + 1, j + 1);
  });
}

/** Whether two patterns differ before their first wildcards, as most do; spares the whole table. */
function beginApart(first: string, second: string): boolean {
  const least = Math.min(first.length, second.length);
  for (let at = 0; at < least; at += 1) {
    const [one, other] = [first.charCodeAt(at), second.charCodeAt(at)];
    if (one === STAR || one === MARK || other === STAR || other === MARK) return false;
    if (one !== other) return true;
  }
  return false;
}

/** `*?` and `?*` say the same; question marks go first, and one star is as good as two. */
const ordered = cached((pattern: string) =>
  pattern.replace(/[*?]*\*[*?]*/g, (run) => `${run.replaceAll("*", "")}*`),
);

function onlyStars(pattern: string, from: number): boolean {
  for (let at = from; at < pattern.length; at += 1) if (pattern[at] !== "*") return false;
  return true;
}

type Recursive = (i: number, j: number) => boolean;

/** Answers a question about the rests of two patterns, each pair of rests once. */
function table(
  rows: number,
  columns: number,
  answer: (i: number, j: number, recursive: Recursive) => boolean,
): boolean {
  const known = new Int8Array((rows + 1) * (columns + 1));
  const recursive: Recursive = (i, j) => {
    const cell = i * (columns + 1) + j;
    if (known[cell] === 0) known[cell] = answer(i, j, recursive) ? 1 : -1;
    return known[cell] === 1;
  };
  return recursive(0, 0);
}
