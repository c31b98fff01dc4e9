/** A mapping of Helm values. */
export type Values = Readonly<Record<string, unknown>>;

/** A mapping that holds one value: `nested(["etcd", "enabled"], false)`. */
export function nested(path: readonly string[], value: unknown): Values {
  return path.reduceRight<unknown>((inner, key) => ({ [key]: inner }), value) as Values;
}

/** The keys of a mapping that are set; what is left out is the chart's. */
export function defined(values: Values): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
}
