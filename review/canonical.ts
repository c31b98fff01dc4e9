import type { Json, JsonObject } from "../hcl/json";

/**
 * The Terraform JSON of a stack as it is exported: keys sorted, CDKTF's metadata gone. Where a
 * policy comes from and what was waived in code stays; Terraform ignores both.
 *
 * @param backend false leaves out where the state lies.
 */
export function canonicalJson(json: JsonObject, backend: boolean): string {
  const rest = without(json, "//");
  const kept = backend ? rest : withoutBackend(rest);
  return `${JSON.stringify(sorted(kept), null, 2)}\n`;
}

/** The same without the backend of its `terraform` block. */
function withoutBackend(json: JsonObject): JsonObject {
  return { ...json, terraform: without(json["terraform"] as JsonObject, "backend", "cloud") };
}

function sorted(value: Json): Json {
  if (Array.isArray(value)) return (value as readonly Json[]).map(sorted);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value as JsonObject)
    .map(([key, inner]) => [key, key === "//" ? ownNotes(inner) : inner] as const)
    .filter(([, inner]) => inner !== undefined)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner!)]));
}

/** What the project itself noted beside a resource; undefined when that is nothing. */
function ownNotes(notes: Json): Json | undefined {
  if (notes === null || typeof notes !== "object" || Array.isArray(notes)) return notes;
  const own = without(notes as JsonObject, "metadata");
  return Object.keys(own).length > 0 ? own : undefined;
}

function without(json: JsonObject, ...keys: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(json).filter(([key]) => !keys.includes(key)));
}
