/** Elements by what they have in common, in their order. */
export function groupBy<Key, Element>(
  elements: Iterable<Element>,
  keyOf: (element: Element) => Key,
): Map<Key, Element[]> {
  const groups = new Map<Key, Element[]>();
  for (const element of elements) push(groups, keyOf(element), element);
  return groups;
}

/** Adds to the list of a key. */
export function push<Key, Value>(lists: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = lists.get(key);
  if (list) list.push(value);
  else lists.set(key, [value]);
}

/** Values by a field that each has for itself alone. */
export function keyed<Value, Key extends keyof Value>(
  values: readonly Value[],
  key: Key,
): Map<Value[Key], Value> {
  return new Map(values.map((value) => [value[key], value]));
}
