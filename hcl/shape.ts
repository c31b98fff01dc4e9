import { own } from "../text/own";
import { mapValues } from "../text/record";
import { isObject, itemsOf, type Json, type JsonObject } from "./json";
import type { AttributeSchema, NestedAttribute, Type } from "./schema";

/**
 * The value of an attribute as Terraform's own syntax takes it, where that is stricter than JSON:
 * one object for several, and objects with every key.
 */
export function shaped(value: Json, schema: AttributeSchema, where: string): Json {
  if (value === null || typeof value === "string") return value;
  if (typeof schema === "object" && "nesting" in schema) return nested(value, schema, where);
  const object = objectIn(schema);
  if (!object) return value;
  // Unlike blocks, the objects of such an attribute want every key.
  return itemsOf(value).map((item) => (isObject(item) ? filled(item, object, where) : item));
}

function nested(value: Json, { nesting, attributes }: NestedAttribute, where: string): Json {
  const inner = (item: Json) => (isObject(item) ? withKnown(item, attributes, where) : item);
  if (nesting === "single") {
    const items = itemsOf(value);
    if (items.length > 1) throw new Error(`${where} can be there only once`);
    return items.length === 0 ? null : inner(items[0]!);
  }
  if (nesting === "map") {
    if (!isObject(value)) return value;
    return mapValues(value, inner);
  }
  return itemsOf(value).map(inner);
}

function withKnown(
  value: JsonObject,
  attributes: NestedAttribute["attributes"],
  where: string,
): JsonObject {
  return mapValues(value, (item, key) => {
    const schema = own(attributes, key);
    if (!schema) throw new Error(`${where} has no argument ${JSON.stringify(key)}`);
    return shaped(item, schema, `${where}.${key}`);
  });
}

function filled(
  value: JsonObject,
  keys: Readonly<Record<string, Type>>,
  where: string,
): JsonObject {
  for (const key of Object.keys(value)) {
    if (!Object.hasOwn(keys, key)) {
      throw new Error(`${where} has no argument ${JSON.stringify(key)}`);
    }
  }
  return mapValues(keys, (type, key) => shaped(own(value, key) ?? null, type, `${where}.${key}`));
}

/** Keys of the objects in a list of objects. */
function objectIn(type: AttributeSchema): Readonly<Record<string, Type>> | undefined {
  if (!isListType(type) || typeof type[1] === "string" || type[1][0] !== "object") return undefined;
  return type[1][1];
}

function isListType(type: AttributeSchema): type is readonly ["list" | "set", Type] {
  return Array.isArray(type) && (type[0] === "list" || type[0] === "set");
}
