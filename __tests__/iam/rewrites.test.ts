import { compare } from "../../iam/compare";
import { changed, documentOf, DOCUMENTS, type Change, type Draft } from "./documents";

const each =
  (change: (statement: Draft) => void): Change =>
  (_statement, all) =>
    all.forEach(change);
const many = (value: unknown) => [value].flat() as string[];
const lists = (element: string) =>
  each((statement) => {
    if (statement[element] !== undefined) statement[element] = [statement[element]].flat();
  });

function eachValues({ Condition = {} }: Draft, change: (values: unknown) => string[]): void {
  for (const keys of Object.values<Draft>(Condition)) {
    for (const key of Object.keys(keys)) keys[key] = change(keys[key]);
  }
}

/** Ways of writing the same; for every document they make no difference. */
const REWRITES: readonly (readonly [title: string, change: Change])[] = [
  ["nothing at all", () => undefined],
  ["statements in another order", (_s, all) => all.reverse()],
  ["no Sids", each((one) => delete one.Sid)],
  ["other Sids", each((one) => (one.Sid = `Other${one.Action}`.replaceAll(/\W/g, "")))],
  ["actions as lists", lists("Action")],
  ["resources as lists", lists("Resource")],
  [
    "lists of one as scalars",
    each((one) => {
      for (const element of ["Action", "Resource"]) {
        if (Array.isArray(one[element]) && one[element].length === 1) [one[element]] = one[element];
      }
    }),
  ],
  ["actions in another order", each((one) => (one.Action = many(one.Action).reverse()))],
  [
    "resources in another order",
    each((one) => one.Resource && (one.Resource = many(one.Resource).reverse())),
  ],
  [
    "actions in lower case",
    each((one) => (one.Action = many(one.Action).map((a) => a.toLowerCase()))),
  ],
  [
    "actions in upper case",
    each((one) => (one.Action = many(one.Action).map((a) => a.toUpperCase()))),
  ],
  ["actions twice", each((one) => (one.Action = [one.Action, one.Action].flat()))],
  ["statements twice", (_s, all) => all.push(...structuredClone(all))],
  [
    "a statement for each action",
    (_s, all) => {
      all.splice(
        0,
        all.length,
        ...all.flatMap((one) => many(one.Action).map((Action) => ({ ...one, Action }))),
      );
    },
  ],
  [
    "a statement for each resource",
    (_s, all) => {
      all.splice(
        0,
        all.length,
        ...all.flatMap((one) =>
          one.Resource ? many(one.Resource).map((Resource) => ({ ...one, Resource })) : [one],
        ),
      );
    },
  ],
  [
    "condition keys in another case",
    each((one) => {
      if (one.Condition)
        one.Condition = Object.fromEntries(
          Object.entries(one.Condition).map(([operator, keys]) => [
            operator,
            Object.fromEntries(
              Object.entries(keys as object).map(([key, value]) => [key.toUpperCase(), value]),
            ),
          ]),
        );
    }),
  ],
  [
    "values of conditions as lists",
    each((one) => {
      eachValues(one, many);
    }),
  ],
  [
    "values of conditions in another order",
    each((one) => {
      eachValues(one, (values) => many(values).reverse());
    }),
  ],
  [
    "StringLike without wildcards for StringEquals",
    each((one) => {
      const { StringEquals, ...others } = one.Condition ?? {};
      if (StringEquals)
        one.Condition = { ...others, StringLike: { ...others.StringLike, ...StringEquals } };
    }),
  ],
  [
    "ArnEquals for ArnLike",
    each((one) => {
      if (one.Condition)
        one.Condition = JSON.parse(
          JSON.stringify(one.Condition).replaceAll("ArnLike", "ArnEquals"),
        );
    }),
  ],
  [
    "the root of an account for its number",
    each((one) => {
      if (one.Principal?.AWS)
        one.Principal.AWS = many(one.Principal.AWS).map((name) =>
          name.replace(/^(\d{12})$/, "arn:aws:iam::$1:root"),
        );
    }),
  ],
  [
    "everybody in the other spelling",
    each((one) => {
      if (one.Principal === "*") one.Principal = { AWS: "*" };
    }),
  ],
  [
    "a grant that another one includes",
    (_s, all) => {
      const [one] = all;
      if (one?.Resource)
        all.push({
          ...one,
          Sid: "Within",
          Resource: String(many(one.Resource)[0]).replace(/\*$/, "x"),
        });
    },
  ],
];

describe.each(DOCUMENTS)("%s, written otherwise", (name) => {
  it.each(REWRITES)("with %s", (_title, change) => {
    expect(compare(changed(name, change), documentOf(name) as never)).toEqual([]);
    expect(compare(documentOf(name) as never, changed(name, change))).toEqual([]);
  });
});
