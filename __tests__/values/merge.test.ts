import fc from "fast-check";
import { parse } from "yaml";
import { mergeValues, renderValues } from "../../values/values";
import type { Values } from "../../values";
import { runs } from "../support/runs";

it.each([
  ["maps key by key", { a: { b: 1, c: 2 } }, { a: { c: 3, d: 4 } }, { a: { b: 1, c: 3, d: 4 } }],
  ["lists as a whole", { a: [1, 2] }, { a: [3] }, { a: [3] }],
  ["a map over a value", { a: 1 }, { a: { b: 2 } }, { a: { b: 2 } }],
  ["a value over a map", { a: { b: 2 } }, { a: 1 }, { a: 1 }],
  ["an empty map as nothing", { a: { b: 2 } }, { a: {} }, { a: { b: 2 } }],
  // Helm drops the chart's own value where it finds a null, so the null must reach it.
  ["null as null", { a: { b: 2 } }, { a: { b: null } }, { a: { b: null } }],
  ["null for a map", { a: { b: 2 } }, { a: null }, { a: null }],
])("merges %s", (_, below, above, result) => {
  expect(mergeValues(below, above)).toEqual(result);
});

const key = fc.oneof(fc.constantFrom("a", "b", "c", "__proto__"), fc.string());
const values = fc.letrec<{ value: unknown; map: Values }>((tie) => ({
  value: fc.oneof(
    fc.string(),
    fc.integer(),
    fc.boolean(),
    fc.constant(null),
    fc.array(fc.string(), { maxLength: 2 }),
    tie("map"),
  ),
  map: fc.dictionary(key, tie("value"), { maxKeys: 4 }),
})).map;

const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

it("changes neither of the two, and nothing merges into nothing", () => {
  fc.assert(
    fc.property(values, values, (below, above) => {
      const before = plain([below, above]);
      mergeValues(below, above);
      expect(plain([below, above])).toEqual(before);
      expect(plain(mergeValues(below))).toEqual(plain(below));
      expect(plain(mergeValues({}, below, {}))).toEqual(plain(below));
      expect(plain(mergeValues(below, below))).toEqual(plain(below));
    }),
  );
});

it("has every value of the later document", () => {
  fc.assert(
    fc.property(values, values, (below, above) => {
      const merged = mergeValues(below, above);
      expect(plain(mergeValues(merged, above))).toEqual(plain(merged));
      expect(Object.keys(merged).sort()).toEqual(
        [...new Set([...Object.keys(below), ...Object.keys(above)])].sort(),
      );
    }),
  );
});

describe("rendering", () => {
  it("is read back as it was, as YAML 1.1 and as 1.2", () => {
    fc.assert(
      fc.property(values, (document) => {
        fc.pre(!JSON.stringify(document).includes("__proto__"));
        const text = renderValues(document);
        expect(text.endsWith("\n")).toBe(true);
        expect(renderValues(document)).toBe(text);
        for (const version of ["1.1", "1.2"] as const) {
          expect(parse(text, { version })).toEqual(document);
        }
      }),
      { numRuns: runs(500) },
    );
  });

  it.each(["443", "yes", "off", "y", "017", "0o17", "1e3", "2024-01-01", "null", "~", "", "1:30"])(
    "quotes %p",
    (text) => expect(renderValues({ a: text })).toBe(`a: ${JSON.stringify(text)}\n`),
  );

  it("repeats what is there twice", () => {
    const resources = { limits: { cpu: "1" } };
    expect(renderValues({ a: resources, b: resources })).not.toMatch(/[&*]/);
  });
});
