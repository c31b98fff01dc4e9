import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parsedJson, valueAt, type PlainRecord } from "../text/record";

/** A stack as it would be written. */
export interface MadeStack {
  readonly id: string;
  readonly json: PlainRecord;
}

/** One resource of a stack. */
export interface SynthesizedResource {
  /** `aws_iam_role.storage_role` */
  readonly address: string;
  readonly type: string;
  readonly values: PlainRecord;
}

/** What lies in a stack's folder for Terraform. */
export function fileIn({ folder }: { readonly folder: string }): unknown {
  return parsedJson(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
}

/** What a stack makes, of some types or of all. */
export function resourcesOf(
  { json }: { readonly json: unknown },
  ...types: readonly string[]
): SynthesizedResource[] {
  return entriesOf(valueAt(json, ["resource"]))
    .filter(([type]) => types.length === 0 || types.includes(type))
    .flatMap(([type, named]) =>
      entriesOf(named).map(([name, values]) => ({
        address: `${type}.${name}`,
        type,
        values: isRecord(values) ? values : {},
      })),
    );
}

/** A text of a resource; undefined where it is another value, or an expression. */
export function textOf(
  { values }: Pick<SynthesizedResource, "values">,
  key: string,
): string | undefined {
  const value = values[key];
  return typeof value === "string" && !value.includes("${") ? value : undefined;
}

/** `${aws_iam_role.storage_role.name}` */
const REFERENCE = /\$\{(aws_\w+\.\w+)\.(\w+)\}/g;

/** Addresses that a value refers to. */
export function referencesIn(value: unknown): Set<string> {
  const text = value === undefined ? "" : JSON.stringify(value);
  return new Set([...text.matchAll(REFERENCE)].map(([, address]) => address!));
}

/** A value with its references filled in, where that is known. */
export function filled(
  value: unknown,
  known: (address: string, attribute: string) => unknown,
): unknown {
  if (typeof value === "string") {
    return value.replace(REFERENCE, (whole, address: string, attribute: string) => {
      const text = known(address, attribute);
      return typeof text === "string" ? text : whole;
    });
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, known));
  if (!isRecord(value)) return value;
  return Object.fromEntries(entriesOf(value).map(([key, inner]) => [key, filled(inner, known)]));
}

export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** The list at a path of plain data; empty where none stands. */
export function listAt(data: unknown, ...path: readonly string[]): readonly unknown[] {
  const list = valueAt(data, path);
  return Array.isArray(list) ? list : [];
}
