import { oneLine } from "../text/lines";
import { isRecord, type KeyPath } from "../text/record";

export type { KeyPath } from "../text/record";

const LONGEST_SHOWN = 120;

/** A text as messages show it: in one line, and not too long. */
export function showText(text: string): string {
  if (text.length <= LONGEST_SHOWN) return oneLine(text);
  return `${oneLine(text.slice(0, LONGEST_SHOWN))}… (${text.length} characters)`;
}

/** A path as messages show it: `milvus.cluster.oidcIssuer`, `zones[1]`. */
export function showPath(path: KeyPath): string {
  return path
    .map((part, index) => {
      if (typeof part === "number") return `[${part}]`;
      const plain = /^[\w-]+$/.test(part) ? showText(part) : `"${showText(part)}"`;
      return index === 0 ? plain : `.${plain}`;
    })
    .join("");
}

/** A value as it can be pasted into a line of YAML: `{ bucket: { name: acme } }`. */
export function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(", ")}]`;
  if (isRecord(value)) {
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
