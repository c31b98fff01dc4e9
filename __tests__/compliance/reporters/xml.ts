/**
 * Reads XML as strictly as a parser must, as far as a JUnit file goes: no comments, no CDATA, no
 * DTD. Throws where a document is not well-formed.
 */
export interface Element {
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: Element[];
  text: string;
}

const NAME = "[A-Za-z_][\\w.-]*";
const TAG = new RegExp(`^<(/?)(${NAME})((?:\\s+${NAME}="[^"<]*")*)\\s*(/?)>`);
const ATTRIBUTE = new RegExp(`(${NAME})="([^"<]*)"`, "g");
const NOT_XML = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u;
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#35": "#",
  "#58": ":",
};

export function readXml(document: string): Element {
  const illegal = NOT_XML.exec(document);
  if (illegal) throw new Error(`character ${illegal[0].charCodeAt(0).toString(16)}`);
  let rest = document.replace(/^<\?xml version="1\.0" encoding="UTF-8"\?>\n/, "");
  if (rest === document) throw new Error("no declaration");
  const root: Element = { name: "", attributes: {}, children: [], text: "" };
  const open = [root];
  while (rest !== "") {
    const top = open.at(-1)!;
    const tag = TAG.exec(rest);
    if (!tag) {
      const [text] = /^[^<]+/.exec(rest) ?? [];
      if (text === undefined) throw new Error(`no tag: ${rest.slice(0, 40)}`);
      if (top === root && text.trim() !== "") throw new Error("text outside of the root");
      top.text += unescape(text);
      rest = rest.slice(text.length);
      continue;
    }
    rest = rest.slice(tag[0].length);
    const [, closing, name = "", written = "", empty] = tag;
    if (closing) {
      if (open.pop()!.name !== name) throw new Error(`</${name}> closes something else`);
      continue;
    }
    const pairs = [...written.matchAll(ATTRIBUTE)].map(([, key, value]) => [
      key!,
      unescape(value!),
    ]);
    const attributes = Object.fromEntries(pairs) as Record<string, string>;
    if (Object.keys(attributes).length < pairs.length) throw new Error("an attribute stands twice");
    const element: Element = { name, attributes, children: [], text: "" };
    top.children.push(element);
    if (!empty) open.push(element);
  }
  if (open.length > 1 || root.children.length !== 1) throw new Error("elements are left open");
  return root.children[0]!;
}

function unescape(text: string): string {
  return text.replace(/&([^;]*);|&/g, (_, name?: string) => {
    if (name === undefined || !Object.hasOwn(ENTITIES, name)) throw new Error(`entity ${name}`);
    return ENTITIES[name]!;
  });
}
