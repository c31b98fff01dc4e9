import { compareText } from "./order";

/** Each value once, in the order of their first; what is undefined is left out. */
export function unique<Value>(values: Iterable<Value | undefined>): Value[] {
  return [...new Set(values)].filter((value) => value !== undefined);
}

/** Each text once, by code units, whatever order they came in. */
export function sorted(values: Iterable<string | undefined>): string[] {
  return unique(values).sort(compareText);
}
