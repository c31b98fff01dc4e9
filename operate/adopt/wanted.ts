import { readFileSync } from "node:fs";
import { join } from "node:path";
import { isRecord, parsedJson, valueAt, type PlainRecord } from "../../text/record";
import type { Stack } from "../stacks";

/** A resource as a stack's file has it. */
export interface WantedResource {
  readonly address: string;
  readonly type: string;
  readonly values: PlainRecord;
}

/** What a stack's file makes, by address. */
export type WantedStack = ReadonlyMap<string, WantedResource>;

export function wantedIn({ folder }: Stack): WantedStack {
  const file = parsedJson(readFileSync(join(folder, "cdk.tf.json"), "utf8"));
  return new Map(
    entries(valueAt(file, ["resource"])).flatMap(([type, named]) =>
      entries(named).map(([name, values]) => {
        const address = `${type}.${name}`;
        return [address, { address, type, values: isRecord(values) ? values : {} }] as const;
      }),
    ),
  );
}

function entries(value: unknown): [string, unknown][] {
  return isRecord(value) ? Object.entries(value) : [];
}

/** `${aws_iam_role.storage_role.name}` */
const REFERENCE = /^\$\{(\w+\.\w+)\.(\w+)\}$/;

/** Address of the resource that an argument takes from another one. */
export function referred({ values }: WantedResource, argument: string): string | undefined {
  const value = values[argument];
  return typeof value === "string" ? REFERENCE.exec(value)?.[1] : undefined;
}

/** The resources of a type that take an argument from a resource. */
export function referring(
  stack: WantedStack,
  type: string,
  argument: string,
  { address }: WantedResource,
): WantedResource[] {
  return [...stack.values()].filter(
    (other) => other.type === type && referred(other, argument) === address,
  );
}

/**
 * An argument as text, the argument of another resource where it names that one.
 *
 * @throws Error where it is nothing that is known before anything is made.
 */
export function textOf(stack: WantedStack, wanted: WantedResource, argument: string): string {
  const value = wanted.values[argument];
  const [, address = "", name = ""] = REFERENCE.exec(String(value)) ?? [];
  const known = address === "" ? value : stack.get(address)?.values[name];
  if (typeof known === "string" && !known.includes("${")) return known;
  throw new Error(`${wanted.address}: ${argument} is not known`);
}
