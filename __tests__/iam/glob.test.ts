import { arnIsContained, arnMatches, arnOverlaps } from "../../iam/arn-glob";
import { isContained, isPattern, literal, matches, overlaps } from "../../iam/glob";

/** Every word of at most `length` letters. */
function words(letters: string, length: number): string[] {
  const all = [""];
  for (let from = 0, size = 0; size < length; size += 1) {
    const to = all.length;
    for (; from < to; from += 1) for (const letter of letters) all.push(all[from]! + letter);
  }
  return all;
}

const PATTERNS = words("ab*?", 4);
/** With a letter that no pattern has; a counterexample to a pair of these needs few letters. */
const TEXTS = words("abc", 7);

/** Texts that each pattern matches, told by another way of matching: regular expressions. */
const LANGUAGES = PATTERNS.map((pattern) => {
  const expression = new RegExp(`^${pattern.replaceAll("*", ".*").replaceAll("?", ".")}$`);
  const bits = new Int32Array(Math.ceil(TEXTS.length / 32));
  TEXTS.forEach((text, index) => {
    if (expression.test(text)) bits[index >> 5]! |= 1 << (index & 31);
  });
  return bits;
});

interface Tally {
  pairs: number;
  wronglyTrue: string[];
  wronglyFalse: string[];
}

/** Holds a relation of two patterns against the same relation of their languages. */
function tally(
  relation: (first: string, second: string) => boolean,
  truth: (first: Int32Array, second: Int32Array) => boolean,
): Tally {
  const result: Tally = { pairs: 0, wronglyTrue: [], wronglyFalse: [] };
  PATTERNS.forEach((first, i) => {
    PATTERNS.forEach((second, j) => {
      const said = relation(first, second);
      const is = truth(LANGUAGES[i]!, LANGUAGES[j]!);
      result.pairs += 1;
      if (said && !is) result.wronglyTrue.push(`${first} ${second}`);
      if (!said && is) result.wronglyFalse.push(`${first} ${second}`);
    });
  });
  return result;
}

describe("every pair of patterns of up to four characters", () => {
  it("matches what the same regular expression matches", () => {
    const wrong: string[] = [];
    PATTERNS.forEach((pattern, index) => {
      const bits = LANGUAGES[index]!;
      TEXTS.forEach((text, at) => {
        const expected = (bits[at >> 5]! & (1 << (at & 31))) !== 0;
        if (matches(pattern, text) !== expected) wrong.push(`${pattern} ${text}`);
      });
    });
    expect(PATTERNS).toHaveLength(341);
    expect(wrong).toEqual([]);
  });

  it("is never called contained when it is not", () => {
    const result = tally(isContained, (inner, outer) =>
      inner.every((bits, index) => (bits & ~outer[index]!) === 0),
    );
    expect(result.pairs).toBe(116_281);
    expect(result.wronglyTrue).toEqual([]);
    // The two cases of a star before a question mark leave none undecided at this length.
    expect(result.wronglyFalse).toEqual([]);
  });

  it("is called overlapping exactly when it is", () => {
    const result = tally(overlaps, (first, second) =>
      first.some((bits, index) => (bits & second[index]!) !== 0),
    );
    expect(result.pairs).toBe(116_281);
    expect(result.wronglyTrue).toEqual([]);
    expect(result.wronglyFalse).toEqual([]);
  });
});

describe("literal text in a pattern", () => {
  it("keeps its asterisks and question marks", () => {
    expect(matches(`home/${literal("a*")}/*`, "home/a*/x")).toBe(true);
    expect(matches(`home/${literal("a*")}/*`, "home/ab/x")).toBe(false);
    expect(matches(literal("?"), "?")).toBe(true);
    expect(matches(literal("?"), "a")).toBe(false);
  });

  it("is no pattern", () => {
    expect(isPattern(literal("a*?"))).toBe(false);
    expect(isPattern("a?")).toBe(true);
    expect(isPattern("a*")).toBe(true);
    expect(isPattern("a")).toBe(false);
  });
});

describe("ARN patterns", () => {
  it.each([
    ["*", "arn:aws:s3:::b", true],
    ["*", "*", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x/y", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b", false],
    ["arn:*:iam::*:role/zilliz-byoc*", "arn:aws-cn:iam::111122223333:role/zilliz-byoc-a", true],
    ["arn:*:iam::*:role/zilliz-byoc*", "arn:aws:iam::111122223333:role/team/zilliz-byoc", false],
    ["arn:aws:eks::aws:access-entry/*", "arn:aws:eks:us-west-2:111122223333:access-entry/c", false],
    // A star stays in its part, where the pattern has all six.
    ["arn:aws:iam:*:role/x:y", "arn:aws:iam::111122223333:role/x:y", false],
    ["arn:aws:iam:*:role/x", "arn:aws:iam::111122223333:role/x", true],
    ["arn:aws:logs:*:*:log-group:a", "arn:aws:logs:r:111122223333:log-group:a", true],
    ["arn:aws:logs:*:*:*", "arn:aws:logs:r:111122223333:log-group:a:log-stream:b", true],
    ["arn:aws:s3:::b", "*", false],
    ["arn:aws:s3:::B", "arn:aws:s3:::b", false],
  ])("%s matches %s: %s", (pattern, arn, expected) => {
    expect(arnMatches(pattern, arn)).toBe(expected);
  });

  it.each([
    ["arn:aws:s3:::b/x*", "arn:aws:s3:::b/*", true],
    ["arn:aws:s3:::b/*", "arn:aws:s3:::b/x*", false],
    ["arn:aws:s3:::b", "*", true],
    ["*", "arn:aws:s3:::*", false],
    ["*", "*", true],
    ["arn:aws*", "arn:aws:s3:::*", false],
    ["arn:aws:s3:::b", "arn:aws:s3*", true],
    ["arn:aws:iam::111122223333:role/a", "arn:*:iam::*:role/*", true],
    ["arn:aws:iam::*:role/a", "arn:aws:iam::????????????:role/a", false],
  ])("%s within %s: %s", (inner, outer, expected) => {
    expect(arnIsContained(inner, outer)).toBe(expected);
  });

  it.each([
    ["arn:aws:eks:*:*:cluster/zilliz-*", "arn:?*:eks:?*:????????????:cluster/?*", true],
    ["arn:aws:eks::aws:access-entry/*", "arn:?*:eks:?*:????????????:access-entry/?*", false],
    ["*", "arn:aws:s3:::?*", true],
    ["arn:aws:s3:::a*", "arn:aws:s3:::*b", true],
    ["arn:aws:s3:::a", "arn:aws:s3:::b", false],
  ])("%s and %s overlap: %s", (first, second, expected) => {
    expect(arnOverlaps(first, second)).toBe(expected);
    expect(arnOverlaps(second, first)).toBe(expected);
  });
});
