import { list, type OneOrMore } from "./policy";

/**
 * Condition keys of a request with their values: `{ "aws:RequestTag/Vendor": "zilliz-byoc" }`.
 * An empty list says that the request has no such key, which is more than not mentioning it.
 */
export type RequestContext = Readonly<Record<string, OneOrMore<string | number | boolean>>>;

/** A request's context, ready to be asked. Names of keys have no case. */
export interface KeyValues {
  /** Values of a key; undefined when the request has none. */
  values(key: string): readonly string[] | undefined;
  /** Whether the context says anything of a key, if only that it is absent. */
  mentions(key: string): boolean;
}

/** @param contexts what later ones say replaces what earlier ones do, as keys are spelled. */
export function contextOf(...contexts: readonly (RequestContext | undefined)[]): KeyValues {
  // Most requests meet no statement that has conditions.
  let byKey: ReadonlyMap<string, readonly string[]> | undefined;
  const all = () => (byKey ??= valuesByKey(contexts));
  return {
    values: (key) => {
      const values = all().get(key.toLowerCase());
      return values?.length === 0 ? undefined : values;
    },
    mentions: (key) => all().has(key.toLowerCase()),
  };
}

function valuesByKey(
  contexts: readonly (RequestContext | undefined)[],
): ReadonlyMap<string, readonly string[]> {
  const byKey = new Map<string, readonly string[]>();
  for (const [key, value] of contexts.flatMap((context = {}) => Object.entries(context))) {
    byKey.set(key.toLowerCase(), list(value).map(String));
  }
  return byKey;
}
