/** Names in expressions that are no resources. */
const NOT_RESOURCES = new Set("var local module each count self path terraform".split(" "));

/** `data.type.name[0]` or `type.name["key"]`, at the beginning of a reference. */
const ADDRESS = /^((?:data\.)?[A-Za-z_][\w-]*\.[A-Za-z_][\w-]*(?:\[(?:\d+|"[^"]*")\])?)(?:[.[]|$)/;

/** Names with their steps in the text of an expression; `[count.index]` is left off. */
const NAMES = /(?<![\w."-])[A-Za-z_][\w-]*(?:\.[A-Za-z_][\w-]*)+(?:\[(?:\d+|"[^"]*")\])?/g;

/** The resource or data source that a reference is to; undefined when it is to neither. */
export function referencedAddress(reference: string): string | undefined {
  const root = /^[^.[]*/.exec(reference)![0];
  return NOT_RESOURCES.has(root) ? undefined : ADDRESS.exec(reference)?.[1];
}

/** Everything that looks like a reference within the `${…}` of a string. */
export function namesIn(text: string): string[] {
  const start = text.indexOf("${");
  // Without a parser text around is taken along; no resource has its name.
  return start < 0 ? [] : [...text.slice(start).matchAll(NAMES)].map(([name]) => name);
}

/** An address without `[0]` and `["key"]`: what all instances of a resource share. */
export function staticAddress(address: string): string {
  return address.includes("[") ? address.replace(/\[(?:\d+|"(?:[^"\\]|\\.)*")\]/g, "") : address;
}

/** The last index of an address with its brackets; empty when it has none. */
export function instanceKey(address: string): string {
  return /\[(?:\d+|"(?:[^"\\]|\\.)*")\]$/.exec(address)?.[0] ?? "";
}

/** The module part of an address with its dot: `module.a["x"].`; empty in the root module. */
export function modulePrefix(address: string): string {
  return /^(?:module\.[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?\.)*/.exec(address)![0];
}

/** Drops `a` where `a[0]` is there too: Terraform lists a reference with all that leads to it. */
export function mostSpecific(addresses: Iterable<string>): string[] {
  const unique = [...new Set(addresses)];
  return unique.filter((address) => !unique.some((other) => other.startsWith(`${address}[`)));
}
