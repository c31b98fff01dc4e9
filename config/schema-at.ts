import type { z } from "zod";
import { valueAt } from "../text/record";
import { configSchema } from "./schema";
import type { KeyPath } from "./show";

interface Definition {
  readonly innerType?: z.ZodType;
  readonly options?: readonly z.ZodType[];
  readonly shape?: Readonly<Record<string, z.ZodType>>;
  readonly element?: z.ZodType;
  readonly values?: readonly unknown[];
}

/** What the schema says of one place of a config. */
export interface SchemaPlace {
  readonly schema: z.ZodType;
  readonly optional: boolean;
  readonly description?: string;
  readonly example?: unknown;
  /** Keys of a mapping with fixed keys. */
  readonly keys: readonly string[];
}

/**
 * The schema's part at a path; the data decides where the schema offers a choice.
 *
 * @returns undefined for places that the schema does not know.
 */
export function schemaAt(path: KeyPath, data: unknown): SchemaPlace | undefined {
  let schema: z.ZodType = configSchema;
  for (const [index, part] of path.entries()) {
    const { shape, element } = definitionOf(choose(schema, path.slice(0, index), data));
    const next =
      typeof part === "number"
        ? element
        : shape && Object.hasOwn(shape, part)
          ? shape[part]
          : undefined;
    if (!next) return undefined;
    schema = next;
  }
  const inner = choose(schema, path, data);
  const meta = inner.meta();
  return {
    schema: inner,
    optional: schema._zod.optin !== undefined,
    description: meta?.description,
    example: (meta?.["examples"] as unknown[] | undefined)?.[0],
    keys: Object.keys(definitionOf(inner).shape ?? {}),
  };
}

/** The types of backend that the schema offers. */
export function backendTypes(): string[] {
  const place = schemaAt(["terraform", "backend"], undefined)!;
  return (definitionOf(place.schema).options ?? []).map((option) => String(typeOf(option)));
}

let places: Map<string, string[][]> | undefined;

/** The paths at which the schema knows a key; those of Terraform's own backends left out. */
export function placesOf(key: string): readonly (readonly string[])[] {
  if (!places) {
    places = new Map();
    const queue: string[][] = [[]];
    for (const parent of queue) {
      for (const child of schemaAt(parent, undefined)?.keys ?? []) {
        const path = [...parent, child];
        places.set(child, [...(places.get(child) ?? []), path]);
        if (child !== "backend") queue.push(path);
      }
    }
  }
  return places.get(key) ?? [];
}

/** A schema without its wrappings; the option that the data names, where there are several. */
function choose(schema: z.ZodType, path: KeyPath, data: unknown): z.ZodType {
  let inner = schema;
  for (;;) {
    const { innerType, options } = definitionOf(inner);
    const type = options && valueAt(data, [...path, "type"]);
    const next = innerType ?? options?.find((option) => typeOf(option) === type);
    if (!next) return inner;
    inner = next;
  }
}

function typeOf(option: z.ZodType): unknown {
  const type = definitionOf(option).shape?.["type"];
  return type && definitionOf(type).values?.[0];
}

function definitionOf(schema: z.ZodType): Definition {
  return schema._zod.def as unknown as Definition;
}
