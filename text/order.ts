/** By code units: what `localeCompare` says depends on the machine. */
export function compareText(a = "", b = ""): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Entries of a mapping by their keys. */
export function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return compareText(a, b);
}

/** By fields that are texts: the first in which two differ decides. */
export function byFields<Field extends string>(...fields: readonly Field[]) {
  type Texts = { readonly [Key in Field]?: string };
  return (a: Texts, b: Texts): number => {
    for (const field of fields) {
      const order = compareText(a[field], b[field]);
      if (order !== 0) return order;
    }
    return 0;
  };
}
