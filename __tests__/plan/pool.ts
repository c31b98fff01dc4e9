/** Runs work for each item, a few at a time; the order of the promises is that of the items. */
export function pooled<Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item) => Promise<Result>,
): Promise<Result>[] {
  const lanes = Array.from({ length: width }, () => Promise.resolve());
  return items.map((item, index) => {
    const lane = index % width;
    const result = lanes[lane]!.then(() => work(item));
    // A failure is the item's own; the lane goes on.
    lanes[lane] = result.then(
      () => undefined,
      () => undefined,
    );
    return result;
  });
}
