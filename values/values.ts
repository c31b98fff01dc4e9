/** A mapping of Helm values. */
export type Values = Readonly<Record<string, unknown>>;

export function isMapping(value: unknown): value is Values {
  return value !== null && typeof value === "object" && !Array.isArray(value);
}

/** The value at a path; undefined where nothing is set. */
export function valueAt(values: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (value, key) => (isMapping(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    values,
  );
}

/** A mapping that holds one value: `nested(["etcd", "enabled"], false)`. */
export function nested(path: readonly string[], value: unknown): Values {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}

/** The keys of a mapping that are set; what is left out is the chart's. */
export function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
