/** A value of Terraform's JSON syntax; its strings are templates. */
export type Json = string | number | boolean | null | readonly Json[] | JsonObject;
export interface JsonObject {
  readonly [key: string]: Json;
}

export function isObject(value: Json | undefined): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function isList(value: Json | undefined): value is readonly Json[] {
  return Array.isArray(value);
}

/** A list, or what stands for a list of one. */
export function itemsOf(value: Json): readonly Json[] {
  return isList(value) ? value : [value];
}

/**
 * The objects in a value: JSON stands for one block by an object, for several by a list, for none by
 * null.
 *
 * @throws Error for anything else.
 */
export function objectsIn(value: Json | undefined, where: string): JsonObject[] {
  if (value === null || value === undefined) return [];
  return itemsOf(value)
    .filter((item) => item !== null)
    .map((item) => {
      if (!isObject(item)) throw new Error(`${where} must be an object or a list of objects`);
      return item;
    });
}

/** Properties of a body; `//` is a comment there, unlike in the value of an attribute. */
export function propertiesOf(body: JsonObject): [string, Json][] {
  return Object.entries(body).filter(([name]) => name !== "//");
}

/** Properties of blocks with labels: `{"aws_iam_role": {"reader": {…}}}`, label by label. */
export function labelled(
  value: Json | undefined,
  labels: number,
  where: string,
): { readonly labels: readonly string[]; readonly body: JsonObject }[] {
  return objectsIn(value, where).flatMap((object) => {
    if (labels === 0) return [{ labels: [], body: object }];
    return propertiesOf(object).flatMap(([label, inner]) =>
      labelled(inner, labels - 1, `${where}.${label}`).map((one) => ({
        ...one,
        labels: [label, ...one.labels],
      })),
    );
  });
}
