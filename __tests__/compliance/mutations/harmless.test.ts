import { POLICIES } from "./harmless/policies";
import { RESOURCES } from "./harmless/resources";
import { badAfter, linesOf, serious } from "./judging";

const ALL = [...POLICIES, ...RESOURCES];

test("there are 30 harmless rewrites and more", () => {
  expect(new Set(ALL.map(({ name }) => name)).size).toBeGreaterThanOrEqual(30);
});

test.each(ALL.map((one) => [one.base, one.name, one] as const))(
  "%s: nothing is found when %s",
  (_base, _name, rewrite) => {
    expect(linesOf(serious(badAfter(rewrite)))).toEqual([]);
  },
);
