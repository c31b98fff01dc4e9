import { valueAt } from "./report";
import { configSchema, type Config } from "./schema";
import type { Path } from "./source";
import type { z } from "zod";

/**
 * Makes a config that the schema accepts out of one that it refuses, so that the rules can look at
 * the rest of it and all problems are told at once: what is wrong or unknown is dropped, what is
 * needed is filled with the schema's own example. Problems found at repaired places are not real.
 */
export function repair(data: unknown): Config | undefined {
  const copy = isObject(data) ? (structuredClone(data) as Record<string, unknown>) : {};
  for (let round = 0; round < 8; round += 1) {
    const result = configSchema.safeParse(copy);
    if (result.success) return result.data;
    for (const issue of result.error.issues) {
      const path = issue.path as Path;
      if (issue.code === "unrecognized_keys") {
        for (const key of issue.keys) remove(copy, [...path, key]);
      } else if (valueAt(copy, path) !== undefined && !isRequired(path)) {
        remove(copy, path);
      } else {
        fill(copy, path);
      }
    }
  }
  return undefined;
}

function isRequired(path: Path): boolean {
  const parent = path.slice(0, -1);
  const shape = shapeAt(parent);
  return shape?.[String(path.at(-1))]?._zod.optin === undefined && shape !== undefined;
}

function remove(data: Record<string, unknown>, path: Path): void {
  const parent = valueAt(data, path.slice(0, -1));
  if (!isObject(parent)) return;
  if (Array.isArray(parent)) parent.length = 0;
  else delete parent[String(path.at(-1))];
}

function fill(data: Record<string, unknown>, path: Path): void {
  const parent = path.length === 1 ? data : valueAt(data, path.slice(0, -1));
  const schema = shapeAt(path.slice(0, -1))?.[String(path.at(-1))] as z.ZodType | undefined;
  const example = (schema?.meta() as { examples?: unknown[] } | undefined)?.examples?.[0];
  if (isObject(parent)) parent[String(path.at(-1))] = structuredClone(example);
}

function shapeAt(path: Path): Record<string, z.core.$ZodType> | undefined {
  let schema: z.core.$ZodType | undefined = configSchema;
  for (const part of [...path, undefined]) {
    for (;;) {
      const inner = (schema?._zod.def as { innerType?: z.core.$ZodType } | undefined)?.innerType;
      if (!inner) break;
      schema = inner;
    }
    const definition = schema?._zod.def as { shape?: Record<string, z.core.$ZodType> } | undefined;
    if (part === undefined) return definition?.shape;
    schema = definition?.shape?.[String(part)];
  }
  return undefined;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === "object";
}
