import type { Resource } from "../terraform/model";

/** Attributes as they are written: values, or the expressions' references where they are unknown. */
export function writtenAs(resource: Resource, attributes: readonly string[]): string {
  return JSON.stringify(
    attributes.map((attribute) => {
      const value = resource.resolve(attribute);
      return value.known ? (value.value ?? null) : (resource.references[attribute] ?? null);
    }),
  );
}
