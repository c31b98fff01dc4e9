import { parse } from "yaml";
import type { Known, Model, Resource } from "../../model";
import { blocksIn, isRecord, type Json } from "../../readers/json";
import { valueAt } from "../../readers/known";

/** A Helm release of Milvus, with the values that it gives to the chart. */
export interface Release {
  readonly resource: Resource;
  readonly chart: string;
  /** A value by its steps; undefined when it is left to the chart. */
  readonly get: (...path: readonly string[]) => Known<unknown>;
  /** All of them, for rules that search; unknown when any part is. */
  readonly values: Known<Json>;
}

/** `milvus`, `zilliztech/milvus`, `./charts/milvus-5.0.19.tgz`; the operator's chart is another. */
const CHART = /(^|\/)milvus(-v?\d[\w.+-]*\.tgz)?$/;

export function releases(model: Model): Release[] {
  return model.ofType("helm_release").flatMap((resource) => {
    const chart = valueAt(resource, ["chart"]);
    if (!chart.known || typeof chart.value !== "string" || !CHART.test(chart.value)) return [];
    return releaseOf(resource, chart.value);
  });
}

function releaseOf(resource: Resource, chart: string): Release {
  const given = valuesOf(resource);
  const values = given.known ? { known: true as const, value: { ...given.value } } : given;
  const overrides = overridesOf(resource);
  if (values.known) {
    for (const { path, value } of overrides)
      if (value.known) assign(values.value, path, value.value);
  }
  const open = overrides.find(({ value }) => !value.known)?.value;
  return {
    resource,
    chart,
    values: open && !open.known ? open : values,
    get: (...path) => {
      const override = overrides.findLast((one) => one.path.join("\0") === path.join("\0"));
      if (override && !override.value.known) return override.value;
      if (override && !values.known) return override.value;
      return values.known ? { known: true, value: step(values.value, path) } : values;
    },
  };
}

/** Documents of `values`, merged as Helm does: a later one wins, maps are merged. */
function valuesOf(resource: Resource): Known<Json> {
  const attribute = "values";
  const texts = valueAt(resource, [attribute]);
  if (!texts.known) return texts;
  const list = Array.isArray(texts.value) ? (texts.value as unknown[]) : [];
  try {
    const documents = list.map((text): unknown => (typeof text === "string" ? parse(text) : {}));
    return { known: true, value: documents.filter(isRecord).reduce<Json>(merged, {}) };
  } catch {
    return { known: false, attribute, why: "it is not YAML" };
  }
}

function merged(below: Json, above: Json): Json {
  const result: Record<string, unknown> = { ...below };
  for (const [key, value] of Object.entries(above)) {
    const before = result[key];
    result[key] = isRecord(before) && isRecord(value) ? merged(before, value) : value;
  }
  return result;
}

interface Override {
  readonly path: readonly string[];
  readonly value: Known<unknown>;
}

/** `set`, `set_sensitive` and `set_list`: `a.b\.c` is a path, with dots that are part of a key. */
function overridesOf(resource: Resource): Override[] {
  return ["set", "set_list", "set_sensitive"].flatMap((attribute): Override[] => {
    const blocks = valueAt(resource, [attribute]);
    if (!blocks.known) {
      // Which values it sets is unknown as well.
      const names = blocksIn(resource.values[attribute]).map(({ name }) => name);
      return names.flatMap((name) =>
        typeof name === "string" ? { path: pathOf(name), value: blocks } : [],
      );
    }
    return blocksIn(blocks.value).flatMap(({ name, value, type }) =>
      typeof name === "string"
        ? { path: pathOf(name), value: { known: true, value: typed(value, type) } }
        : [],
    );
  });
}

function pathOf(name: string): string[] {
  return name
    .split(/(?<!\\)\.|(?=\[)/)
    .map((part) => part.replaceAll("\\.", ".").replace(/^\[(\d+)\]$/, "$1"));
}

/** Helm reads `true`, `null` and numbers in a set value as such, unless its type is string. */
function typed(value: unknown, type: unknown): unknown {
  if (typeof value !== "string" || type === "string") return value;
  if (value === "true" || value === "false") return value === "true";
  if (value === "null") return null;
  return /^-?(0|[1-9]\d*)$/.test(value) ? Number(value) : value;
}

function assign(values: Record<string, unknown>, path: readonly string[], value: unknown): void {
  const [key = "", ...rest] = path;
  if (rest.length === 0) {
    values[key] = value;
    return;
  }
  const inner = values[key];
  const copy: Record<string, unknown> = isRecord(inner) || Array.isArray(inner) ? { ...inner } : {};
  values[key] = copy;
  assign(copy, rest, value);
}

function step(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((inner, key) => (isRecord(inner) ? inner[key] : undefined), value);
}
