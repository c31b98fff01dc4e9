import type { Finding } from "../../compliance/finding";
import { groupBy } from "../../text/group";
import type { Review } from "../review";
import { code, codes, listed, note, type Words } from "./data";

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

/** Where findings that say the same are: each address with its stacks, or the file that is of none. */
export function findingPlaces(same: readonly Finding[], review: Review): readonly Words[] {
  const known = new Set(review.stacks.map(({ id }) => id));
  const isKnown = ({ file = "" }: Finding) => known.has(stackOf(file));
  const byPlace = sameness(same, (one) => [
    one.address,
    ...(isKnown(one) ? [] : [one.file, one.line]),
  ]);
  return byPlace.map((of) => {
    const { address, file, line } = of[0]!;
    const stacks = of.map((one) => stackOf(one.file ?? ""));
    const where = isKnown(of[0]!)
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

/** Items that say the same, each group to be told once. */
export function sameness<Item>(
  items: readonly Item[],
  fieldsOf: (item: Item) => readonly unknown[],
): readonly (readonly Item[])[] {
  return [...groupBy(items, (item) => JSON.stringify(fieldsOf(item))).values()];
}
