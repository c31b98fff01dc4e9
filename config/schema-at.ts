import type { z } from "zod";
import { valueAt } from "../text/record";
import { configSchema } from "./schema";
import type { KeyPath } from "./show";

type AnySchema = z.core.$ZodType;

interface Definition {
  readonly innerType?: AnySchema;
  readonly options?: readonly AnySchema[];
  readonly shape?: Readonly<Record<string, AnySchema>>;
  readonly element?: AnySchema;
  readonly values?: readonly unknown[];
}

/** What the schema says of one place of a config. */
export interface SchemaPlace {
  readonly schema: AnySchema;
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
  let schema: AnySchema = configSchema;
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
  const meta = (inner as z.ZodType).meta();
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
function choose(schema: AnySchema, path: KeyPath, data: unknown): AnySchema {
  let inner = schema;
  for (;;) {
    const { innerType, options } = definitionOf(inner);
    const type = options && valueAt(data, [...path, "type"]);
    const next = innerType ?? options?.find((option) => typeOf(option) === type);
    if (!next) return inner;
    inner = next;
  }
}

function typeOf(option: AnySchema): unknown {
  const type = definitionOf(option).shape?.["type"];
  return type && definitionOf(type).values?.[0];
}

function definitionOf(schema: AnySchema): Definition {
  return schema._zod.def as unknown as Definition;
}
