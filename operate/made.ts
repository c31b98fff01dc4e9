import { isRecord, valueAt, type PlainRecord } from "../text/record";

/** A stack as it would be written. */
export interface MadeStack {
  readonly id: string;
  readonly json: PlainRecord;
}

/** One resource of a stack. */
export interface SynthesizedResource {
  readonly type: string;
  readonly name: string;
  readonly values: PlainRecord;
}

/** What a stack makes, of some types or of all. */
export function resourcesOf(
  { json }: MadeStack,
  ...types: readonly string[]
): SynthesizedResource[] {
  return entriesOf(valueAt(json, ["resource"]))
    .filter(([type]) => types.length === 0 || types.includes(type))
    .flatMap(([type, named]) =>
      entriesOf(named).map(([name, values]) => ({
        type,
        name,
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

export function entriesOf(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}
