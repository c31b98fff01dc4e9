import { join } from "node:path";
import { readInputs } from "../../terraform/files";
import { joinInputs } from "../../terraform/join";
import type { Known } from "../../terraform/model";
import type { Model } from "../../terraform/model-view";

const FIXTURES = join(__dirname, "..", "compliance", "fixtures");

/** Path of a fixture, or of a folder of them. */
export function fixture(...names: string[]): string {
  return join(FIXTURES, ...names);
}

/** The model of files. */
export function modelOf(...paths: string[]): Model {
  return joinInputs(readInputs(paths));
}

/** A known value; fails with the reason where it is not known. */
export function valueOf<Value>(value: Known<Value> | undefined): Value {
  if (!value) throw new Error("there is no value");
  if (!value.known) throw new Error(`${value.attribute} is unknown: ${value.why}`);
  return value.value;
}

/** Why a value is unknown. */
export function whyOf(value: Known<unknown>): string {
  if (value.known) throw new Error(`is known: ${JSON.stringify(value.value)}`);
  return value.why;
}

/** A policy without what has no meaning: order of lists, lists of one, the type of scalars. */
export function meaning(value: unknown, key = ""): unknown {
  if (key === "Statement")
    return (Array.isArray(value) ? value : [value]).map((one) => meaning(one));
  if (Array.isArray(value)) {
    const items = value.map((item) => String(item)).sort();
    return items.length === 1 ? items[0] : items;
  }
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, meaning(inner, name)]));
}
