/** Enough for every text of a deployment, few enough that a fleet's do not fill the memory. */
const LIMIT = 10_000;

/**
 * Remembers what a function has made of a key: deployments of a fleet say nearly the same, so most
 * questions come again. When it is full it begins anew, and takes along what is asked for again
 * before it is full the next time: what only one deployment says does not drive out what all say.
 */
export function cached<Key, Value>(make: (key: Key) => Value, limit = LIMIT): (key: Key) => Value {
  let known = new Map<Key, Value>();
  let older: ReadonlyMap<Key, Value> = known;
  return (key) => {
    const before = known.get(key);
    if (before !== undefined || known.has(key)) return before as Value;
    const value = older.has(key) ? (older.get(key) as Value) : make(key);
    if (known.size >= limit) {
      older = known;
      known = new Map();
    }
    known.set(key, value);
    return value;
  };
}

/** The same for objects, for as long as they are in use. */
export function cachedOf<Key extends object, Value>(
  make: (key: Key) => Value,
): (key: Key) => Value {
  const known = new WeakMap<Key, { readonly value: Value }>();
  return (key) => {
    const before = known.get(key);
    if (before) return before.value;
    const made = { value: make(key) };
    known.set(key, made);
    return made.value;
  };
}
