/** An object of plain data, such as JSON has. */
export type PlainRecord = Readonly<Record<string, unknown>>;

/** Whether a value is a mapping of names: no list, and not null. */
export function isRecord(value: unknown): value is PlainRecord {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Where a value stands: keys of mappings and places in lists, from the outermost. */
export type KeyPath = readonly (string | number)[];

/** One step into a value, own keys only; undefined when there is none. */
export function child(value: unknown, key: string | number): unknown {
  if (typeof value !== "object" || value === null) return undefined;
  return Object.hasOwn(value, key) ? (value as Record<string | number, unknown>)[key] : undefined;
}

/** The value at a path of plain data; undefined where nothing stands. */
export function valueAt(data: unknown, path: KeyPath): unknown {
  return path.reduce(child, data);
}

/** The same keys, each with another value. */
export function mapValues<Value, Result>(
  record: Readonly<Record<string, Value>>,
  change: (value: Value, key: string) => Result,
): Record<string, Result> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, change(value, key)]),
  );
}

/** The value of a text of JSON; undefined where it is none. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
