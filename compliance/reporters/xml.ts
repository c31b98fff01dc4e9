import { oneLine } from "../../text/lines";

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/**
 * Text for XML, in one line; what XML 1.0 cannot hold at all is told by its number. What runners take
 * for a command is the same text with a character by its number.
 */
export function escapeXml(text: string): string {
  return oneLine(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/^(\s*):(?=:)/, "$1&#58;")
    .replace(/#(?=#(?:\[|vso\[|teamcity\[))/gi, "&#35;");
}

/** An element; attributes without a value are left out, children are XML already. */
export function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (children.length === 0) return `<${name}${written}/>`;
  const inner = children.map((child) => child.replace(/^/gm, "  ")).join("\n");
  return `<${name}${written}>\n${inner}\n</${name}>`;
}
