/** Most items that a line names. */
const MOST_NAMED = 3;

/** The first items of a list, and how many more there are: `a, b, c and 2 more`. */
export function listed(items: readonly string[]): string {
  const more = items.length > MOST_NAMED ? ` and ${items.length - MOST_NAMED} more` : "";
  return `${items.slice(0, MOST_NAMED).join(", ")}${more}`;
}

/** Those values that there are: what is undefined, false or an empty text is left out. */
export function given<Value>(values: readonly (Value | "" | false | undefined)[]): Value[] {
  return values.filter(
    (value): value is Value => value !== undefined && value !== false && value !== "",
  );
}
