/**
 * A member of a record by a key that comes from a file; none of those that every object has, such
 * as `constructor`.
 */
export function own<Value>(
  record: Readonly<Record<string, Value>>,
  key: string,
): Value | undefined {
  return Object.hasOwn(record, key) ? record[key] : undefined;
}
