import fc from "fast-check";
import {
  compareVersions,
  isWithin,
  KNOWN_VERSIONS,
  milvusOf,
  nearestKnown,
  NEWEST,
  OLDEST,
  parseVersion,
} from "../../charts/versions";

it("knows 149 versions, in their order", () => {
  expect(KNOWN_VERSIONS).toHaveLength(149);
  expect([...KNOWN_VERSIONS].sort(compareVersions)).toEqual(KNOWN_VERSIONS);
  expect([OLDEST, NEWEST]).toEqual(["4.0.0", "5.0.19"]);
});

it.each([
  ["4.0.0", "2.2.1"],
  // The image, where the chart's own word for it is older.
  ["4.0.10", "2.2.4"],
  ["4.0.11", "2.3.0-beta"],
  ["4.0.12", "2.2.4"],
  ["4.0.13", "2.2.5"],
  ["4.0.28", "2.2.12"],
  ["4.1.28", "2.3.13"],
  ["4.2.4", "2.4.7"],
  ["4.2.26", "2.5.0-beta"],
  ["5.0.0", "2.6.0"],
  ["5.0.19", "2.6.15"],
  ["5.0.18", undefined],
  ["toString", undefined],
])("chart %s is Milvus %s", (version, milvus) => {
  expect(milvusOf(version)).toBe(milvus);
});

it.each(["", "5", "5.0", "v5.0.19", "5.0.19-rc.1", "~5.0.19", "5.0.x", "05.0.1", " 5.0.1"])(
  "%p is no version",
  (text) => expect(parseVersion(text)).toBeUndefined(),
);

it.each([
  ["5.0.18", "5.0.17"],
  ["4.0.9", "4.0.8"],
  ["6.1.0", "5.0.19"],
  ["3.9.9", undefined],
])("what holds for %s is what holds for %s", (version, known) => {
  expect(nearestKnown(version)).toBe(known);
});

it("compares numbers, not texts", () => {
  const version = fc.tuple(fc.nat(99), fc.nat(99), fc.nat(99));
  fc.assert(
    fc.property(version, version, (a, b) => {
      const expected = a.map((number, index) => number - b[index]!).find((sign) => sign !== 0) ?? 0;
      expect(Math.sign(compareVersions(a.join("."), b.join(".")))).toBe(Math.sign(expected));
      expect(isWithin(a.join("."), b.join("."), b.join("."))).toBe(expected === 0);
    }),
  );
});
