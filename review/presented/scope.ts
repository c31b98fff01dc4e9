import type { Finding } from "../../compliance/finding";
import { groupBy } from "../../text/group";
import type { Review } from "../review";
import { code, codes, listed, note, places, type Column, type Words } from "../../text/page";

/** Stacks that something is about: `all 100 project stacks`, or their ids. */
export function stacksWords(ids: readonly string[], { stacks }: Pick<Review, "stacks">): Words {
  const named = new Set(ids);
  const bySection = groupBy(
    stacks.filter(({ id }) => named.has(id)),
    ({ section }) => section,
  );
  return listed(
    [...bySection].map(([section, of]) => {
      const all = stacks.filter((stack) => stack.section === section).length;
      return of.length === all && all > 1
        ? `all ${all} ${section} stacks`
        : codes(of.map(({ id }) => id));
    }),
  );
}

/** The column of a table of findings that says where they are. */
export function whereOf(review: Review): Column<Same<Finding>> {
  return ["Where", (same) => places(findingPlaces(same, review)), "names"];
}

/** Where findings that say the same are: each address with its stacks, or the file that is of none. */
function findingPlaces(same: readonly Finding[], review: Review): readonly Words[] {
  const known = new Set(review.stacks.map(({ id }) => id));
  const isKnown = ({ file = "" }: Finding) => known.has(stackOf(file));
  const byPlace = sameness(same, (one) => [
    one.address,
    ...(isKnown(one) ? [] : [one.file, one.line]),
  ]);
  return byPlace.map((of) => {
    const [first] = of;
    const { address, file, line } = first;
    const stacks = of.map((one) => stackOf(one.file ?? ""));
    const where = isKnown(first)
      ? stacksWords(stacks, review)
      : file === undefined
        ? "rules"
        : code(line === undefined ? file : `${file}:${line}`);
    return address === undefined ? where : placed(address, where);
  });
}

const stackOf = (file: string) => file.split("/")[0]!;

/** An address with where it is. */
export function placed(address: string, where: Words): Words {
  return [code(address), note([" of ", where])];
}

/** Items that say the same; at least one. */
export type Same<Item> = readonly [Item, ...Item[]];

/** Items that say the same, each group to be told once. */
export function sameness<Item extends object>(
  items: readonly Item[],
  fieldsOf: (item: Item) => readonly unknown[],
): readonly Same<Item>[] {
  return [...groupBy(items, (item) => JSON.stringify(fieldsOf(item))).values()].flatMap(
    ([first, ...others]) => (first === undefined ? [] : [[first, ...others] as const]),
  );
}

/** Items by their rank; what is level stays in its order. */
export function ranked<Item>(items: readonly Item[], rankOf: (item: Item) => number): Item[] {
  return items
    .map((item) => ({ item, rank: rankOf(item) }))
    .sort((a, b) => (a.rank === b.rank ? 0 : a.rank - b.rank))
    .map(({ item }) => item);
}

/** Members of an item by their names: what `sameness` compares, in most cases. */
export function by<Name extends string>(...names: readonly Name[]) {
  return (item: { readonly [Key in Name]?: unknown }) => names.map((name) => item[name]);
}
