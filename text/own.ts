/**
 * A member of a record by a key that comes from a file; none of those that every object has, such
 * as `constructor`.
 */
export function own<Value>(
  record: Readonly<Record<string, Value>> | undefined,
  key: string,
): Value | undefined {
  return record && Object.hasOwn(record, key) ? record[key] : undefined;
}
