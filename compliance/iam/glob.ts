import { cached } from "../cache";

/**
 * IAM's wildcards: `*` stands for any text, the empty one included, `?` for one character. Letters
 * compare exactly; callers that ignore case, as IAM does for actions, give lower case.
 */

/** Characters of Unicode's private use area that stand for a `*` or `?` which is no wildcard. */
const LITERAL: Readonly<Record<string, string>> = { "*": "\uE02A", "?": "\uE03F" };
const PLAIN: Readonly<Record<string, string>> = { "\uE02A": "*", "\uE03F": "?" };

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
    const wanted = pattern[at];
    if (wanted === "*") {
      star = at;
      at += 1;
      starRead = read;
    } else if (wanted !== undefined && (wanted === "?" || same(wanted, text[read]!))) {
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
  while (pattern[at] === "*") at += 1;
  return at === pattern.length;
}

function same(wanted: string, character: string): boolean {
  return wanted === character || PLAIN[wanted] === character;
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
  for (let at = 0; at < first.length && at < second.length; at += 1) {
    const [one, other] = [first[at]!, second[at]!];
    if (isPattern(one) || isPattern(other)) return false;
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
