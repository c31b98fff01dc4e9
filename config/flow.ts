/** A value as it can be pasted into a line of YAML: `{ bucket: { name: acme } }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (value !== null && typeof value === "object") {
    const entries = Object.entries(value).map(([key, inner]) => `${key}: ${flow(inner)}`);
    return entries.length > 0 ? `{ ${entries.join(", ")} }` : "{}";
  }
  // Everything that YAML could take for a number, a date, a bracket or an alias gets its quotes.
  const plain =
    typeof value === "string" &&
    /^[A-Za-z/][\w./:-]*$/.test(value) &&
    !/^(true|false|null|yes|no|on|off)$/i.test(value) &&
    !value.endsWith(":");
  return plain ? value : JSON.stringify(value);
}
