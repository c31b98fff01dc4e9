import type { Known, Resource } from "./model";
import { child, isRecord, type KeyPath, type PlainRecord } from "../text/record";

export function known<Value>(value: Value): Known<Value> {
  return { known: true, value };
}

export function unknown(attribute: string, why: string, partial?: string): Known<never> {
  return { known: false, attribute, why, partial };
}

/** Another value made of a known one. */
export function mapKnown<Value, Result>(
  value: Known<Value>,
  change: (value: Value) => Result,
): Known<Result> {
  return value.known ? known(change(value.value)) : value;
}

/** Several values where all are known; else the first that is not. */
export function allKnown(...values: readonly Known<unknown>[]): Known<readonly unknown[]> {
  return values.find((value) => !value.known) ?? known(values.map(valueOf));
}

/** A value where it is known. */
export function valueOf<Value>(value: Known<Value> | undefined): Value | undefined {
  return value?.known ? value.value : undefined;
}

/** A value where it is known, and a text. */
export function textIn(value: Known<unknown>): string | undefined {
  return value.known && typeof value.value === "string" ? value.value : undefined;
}

/** The text of an attribute; undefined where it is unknown, or no text. */
export function textOf(resource: Resource, attribute: string): string | undefined {
  return textIn(resource.resolve(attribute));
}

const NOBODY = () => [];

/** A value that cannot be told, at its place among others that can. */
export class Unresolved {
  constructor(
    /** `aws_kms_key.data.arn` */
    readonly reference: string,
    /** In words that follow the reference: `is known after apply only`. */
    readonly why: string,
    /** What is known of it anyway, as text. */
    readonly partial?: string,
    /** ARNs of the roles and users that its expression names. */
    readonly holders: () => readonly string[] = NOBODY,
  ) {}

  toString(): string {
    return `${this.reference} ${this.why}`;
  }
}

/** The values in a tree that cannot be told. */
export function* unresolvedIn(value: unknown): Iterable<Unresolved> {
  if (value instanceof Unresolved) yield value;
  else if (typeof value === "object" && value !== null) {
    for (const inner of Object.values(value)) yield* unresolvedIn(inner);
  }
}

/** The first of them. */
export function firstUnresolved(value: unknown): Unresolved | undefined {
  for (const found of unresolvedIn(value)) return found;
  return undefined;
}

/** A value that was worked out, as far as it could be. */
export function settled(attribute: string, value: unknown): Known<unknown> {
  const unresolved = firstUnresolved(value);
  if (!unresolved) return known(value);
  // What is known of a part of the value is not known of the value.
  const partial = unresolved === value ? unresolved.partial : undefined;
  return unknown(attribute, String(unresolved), partial);
}

/** A value as a part of others; Unresolved in its place where it is unknown. */
export function orUnresolved<Value>(value: Known<Value>, reference?: string): Value | Unresolved {
  if (value.known) return value.value;
  const { attribute, why, partial } = value;
  return new Unresolved(reference ?? `the ${attribute}`, `is unknown: ${why}`, partial);
}

/** True where a tree has a value that cannot be told, as Terraform's `after_unknown`. */
export function unknownMask(value: unknown): unknown {
  if (value instanceof Unresolved) return true;
  if (Array.isArray(value)) return value.map((item) => unknownMask(item) ?? false);
  if (!isRecord(value)) return false;
  const masks = Object.entries(value).map(([key, inner]) => [key, unknownMask(inner)] as const);
  return Object.fromEntries(masks.filter(([, mask]) => mask !== false));
}

/** A tree without the values that cannot be told; in lists null keeps their place. */
export function withoutUnresolved(value: unknown): unknown {
  if (value instanceof Unresolved) return null;
  if (Array.isArray(value)) return value.map(withoutUnresolved);
  return isRecord(value) ? membersWithoutUnresolved(value) : value;
}

/** The same for a block: what cannot be told is absent. */
export function membersWithoutUnresolved(block: PlainRecord): PlainRecord {
  const kept = Object.entries(block).filter(([, inner]) => !(inner instanceof Unresolved));
  return Object.fromEntries(kept.map(([key, inner]) => [key, withoutUnresolved(inner)]));
}

/** Whether anything below this place of an `after_unknown` is unknown. */
export function hasUnknown(mask: unknown): boolean {
  if (mask === true) return true;
  return typeof mask === "object" && mask !== null && Object.values(mask).some(hasUnknown);
}

/**
 * A value somewhere in a resource: `["rule", 0, "bucket_key_enabled"]`. Known and undefined when it
 * is not set. What is unknown is looked for first: Terraform leaves null in its place.
 */
export function valueAt(resource: Resource, path: KeyPath): Known<unknown> {
  const [attribute, ...rest] = path;
  if (attribute === undefined) return known(resource.values);
  let mask: unknown = resource.unknown;
  let value: unknown = resource.values;
  for (const key of path) {
    mask = child(mask, key);
    value = child(value, key);
    if (mask === true) break;
  }
  if (!hasUnknown(mask)) return known(value);
  const whole = resource.resolve(String(attribute));
  return mapKnown(whole, (inner) => rest.reduce<unknown>(child, inner));
}

/** The same where only text will do; undefined when it is not set, null or empty. */
export function textAt(resource: Resource, path: KeyPath): Known<string> | undefined {
  const value = valueAt(resource, path);
  if (!value.known) return value;
  if (value.value === undefined || value.value === null || value.value === "") return undefined;
  if (typeof value.value === "string") return known(value.value);
  return unknown(path.join("."), "it is not text");
}

/** The same where only a number will do, which may be written as text. */
export function numberAt(resource: Resource, path: KeyPath, standard: number): Known<number> {
  const value = valueAt(resource, path);
  if (!value.known) return value;
  const number = numberIn(value.value ?? standard);
  return number === undefined ? unknown(path.join("."), "it is no number") : known(number);
}

/** A number, also one that is written as text; undefined where it is none. */
export function numberIn(value: unknown): number | undefined {
  const number = typeof value === "string" && value !== "" ? Number(value) : value;
  return typeof number === "number" && !Number.isNaN(number) ? number : undefined;
}

/** Whether a plan deletes or forgets a resource without making it anew. */
export function isGone({ change }: Resource): boolean {
  if (!change) return false;
  return change.actions.every((action) => action === "delete" || action === "forget");
}
