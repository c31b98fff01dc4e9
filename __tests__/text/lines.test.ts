import { inert, oneLine, visibleLines } from "../../text/lines";

describe("one line, in which everything is to be seen", () => {
  test.each([
    ["a\nb\r\tc", "a\\u000ab\\u000d\\u0009c"],
    ["\u001b[31mred", "\\u001b[31mred"],
    ["\u202eltr\u2066", "\\u202eltr\\u2066"],
    ["a\u2028b\u2029c", "a\\u2028b\\u2029c"],
    ["zero\u200bwidth\u200c\u200d\u200e\u200f", "zero\\u200bwidth\\u200c\\u200d\\u200e\\u200f"],
    ["word\u2060joiner\u2061\u2062\u2063\u2064", "word\\u2060joiner\\u2061\\u2062\\u2063\\u2064"],
    ["\ufeffmark", "\\ufeffmark"],
    ["soft\u00adhyphen", "soft\\u00adhyphen"],
    ["combining\u034fjoiner\u061c", "combining\\u034fjoiner\\u061c"],
    ["selector\ufe0f\ufe00", "selector\\ufe0f\\ufe00"],
    ["more\u{e0100}", "more\\u{e0100}"],
    ["tags\u{e0041}\u{e007f}", "tags\\u{e0041}\\u{e007f}"],
    ["filler\u3164\u115f", "filler\\u3164\\u115f"],
    ["half\ud800", "half\\ud800"],
  ])("%j", (text, shown) => {
    expect(oneLine(text)).toBe(shown);
  });

  test("whatever people write in is left as it is", () => {
    const text = "Größe 中文 עברית العربية हिन्दी 👍 é – „x“ a b";
    expect(oneLine(text)).toBe(text);
  });

  test("lines stay lines where there may be several", () => {
    expect(visibleLines("a\u200b\nb")).toBe("a\\u200b\nb");
  });
});

describe("no line is a command to a CI runner", () => {
  test.each([
    ["::add-mask::x", "\\u003a:add-mask::x"],
    ["a\n  \t::stop-commands::x\nb", "a\n  \t\\u003a:stop-commands::x\nb"],
    ["a\r::error::x", "a\r\\u003a:error::x"],
    ["\u00a0::error::x", "\u00a0\\u003a:error::x"],
    ["iam:##[error]x", "iam:\\u0023#[error]x"],
    ["a ##VSO[task.setvariable]x", "a \\u0023#VSO[task.setvariable]x"],
    ["##teamcity[buildStop]", "\\u0023#teamcity[buildStop]"],
    ["###[error]x", "#\\u0023#[error]x"],
  ])("%j", (text, safe) => {
    expect(inert(text)).toBe(safe);
  });

  test.each([
    "arn:aws:s3:::bucket",
    "a ::error::x",
    "## Heading",
    "- #1",
    "::1 is an address".slice(2),
  ])("%j is none", (text) => {
    expect(inert(text)).toBe(text);
  });

  test("in JSON the value stays what it was", () => {
    const value = { "##[error]": "##vso[x]", text: "a\n::error::" };
    expect(JSON.parse(inert(JSON.stringify(value, null, 2)))).toEqual(value);
  });
});
