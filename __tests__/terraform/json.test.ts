import fc from "fast-check";
import { strings } from "../../terraform/json";
import { jsonErrorOffset } from "../../terraform/json-scan";
import { lineFinder, positionOf, repeatedKeyOffset } from "../../terraform/lines";
import { runs } from "../support/runs";

const spaces = fc.constantFrom("", " ", "  ", "\t");

function accepted(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** Writes JSON with every member on a line of its own, and notes the lines. */
function written(value: unknown): { text: string; lines: Map<string, number> } {
  const lines = new Map<string, number>();
  let text = "";
  let line = 1;
  const add = (part: string) => {
    text += part;
    line += part.split("\n").length - 1;
  };
  const write = (inner: unknown, pointer: string) => {
    if (typeof inner !== "object" || inner === null) {
      add(JSON.stringify(inner));
      return;
    }
    const list = Array.isArray(inner);
    add(list ? "[" : "{");
    Object.entries(inner).forEach(([key, member], index) => {
      add(index === 0 ? "\n" : " ,\n\t");
      const own = `${pointer}/${key.replaceAll("~", "~0").replaceAll("/", "~1")}`;
      lines.set(own, line);
      if (!list) add(`${JSON.stringify(key)} :\n`);
      write(member, own);
    });
    add(list ? "\n]" : "\n}");
  };
  write(value, "");
  return { text, lines };
}

describe("jsonErrorOffset", () => {
  it("agrees with JSON.parse about what is JSON", () => {
    const alphabet = fc.constantFrom(...'{}[]",:\\ \n0123-.eEtruefalsn/ub'.split(""));
    fc.assert(
      fc.property(fc.array(alphabet, { maxLength: 24 }), (characters) => {
        const text = characters.join("");
        const repaired = jsonErrorOffset(text) === text.length;
        // At the end it is either whole or cut off.
        if (accepted(text)) expect(repaired).toBe(true);
        else if (!repaired) expect(accepted(text.slice(0, jsonErrorOffset(text) + 1))).toBe(false);
      }),
      { numRuns: runs(3000) },
    );
  });

  it("takes every beginning of an object for one that is cut off", () => {
    fc.assert(
      fc.property(fc.json(), fc.nat(), spaces, (json, at, space) => {
        const text = `{"a":${space}${json}}`;
        const cut = text.slice(0, at % text.length);
        expect(jsonErrorOffset(cut)).toBe(cut.length);
      }),
    );
  });

  it.each([
    ['{"a": 1,}', 8],
    ['{"a" 1}', 5],
    ["[1 2]", 3],
    ["[tru]", 1],
    ['["a\nb"]', 3],
    ['["\\x"]', 2],
    ["{} {}", 3],
    ["{a: 1}", 1],
    ["01", 1],
    ["]", 0],
  ])("finds the first wrong character of %s", (text, offset) => {
    expect(jsonErrorOffset(text)).toBe(offset);
  });

  it("needs no stack for depth", () => {
    expect(jsonErrorOffset("[".repeat(1_000_000))).toBe(1_000_000);
  });
});

describe("positionOf", () => {
  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [3, 2, 1],
    [5, 3, 2],
  ])("offset %i is line %i, column %i", (offset, line, column) => {
    expect(positionOf("ab\n\ncd", offset)).toEqual({ line: offset === 3 ? 2 : line, column });
  });
});

describe("repeatedKeyOffset", () => {
  const offset = (text: string) => repeatedKeyOffset(text, JSON.parse(text));

  it.each([
    ['{"a":1,"a":2}', 7],
    ['{"a":{"b":1,\n"b":2}}', 13],
    ['[{"a":1},{"a":1, "\\u0061":2}]', 17],
    ['{"a\\\\":1,"a\\\\":2}', 9],
  ])("finds the second of %s", (text, expected) => {
    expect(offset(text)).toBe(expected);
  });

  it("finds none where JSON.stringify wrote the text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 2), (value, space) => {
        expect(offset(JSON.stringify(value, null, space))).toBeUndefined();
      }),
    );
  });

  it.each(['{"a":{"a":1},"b":{"a":1}}', '{"a":"x\\": y","b":[": "]}', '{"a\\\\":1}'])(
    "is not misled by %s",
    (text) => {
      expect(offset(text)).toBeUndefined();
    },
  );
});

describe("lineFinder", () => {
  it("finds the line of every pointer", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const { text, lines } = written(value);
        const lineOf = lineFinder(text);
        for (const [pointer, line] of lines)
          expect({ pointer, line: lineOf(pointer) }).toEqual({ pointer, line });
      }),
    );
  });

  it("finds nothing where nothing is", () => {
    const lineOf = lineFinder('{"a": [1, "x"], "b/c": null}');
    expect(["/z", "/a/2", "/a/0/b", "/b/c", "/b~1c"].map(lineOf)).toEqual([
      undefined,
      undefined,
      undefined,
      undefined,
      1,
    ]);
  });
});

describe("strings", () => {
  it("gives every string with its pointer", () => {
    const value = { a: ["x", 1], "b/c": { "~d": "y" }, e: null };
    expect([...strings(value)]).toEqual([
      { pointer: "/a/0", value: "x" },
      { pointer: "/b~1c/~0d", value: "y" },
    ]);
  });
});
