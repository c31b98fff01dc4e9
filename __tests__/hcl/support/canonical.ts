import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "@cdktf/hcl2json";
import type { Files } from "../../../review/stack-file";

/** The tables as they are committed; what is blocks and what is not is the provider's to say. */
const TABLES = Object.fromEntries(
  ["aws", "helm-2", "helm-3", "kubernetes", "terraform"].map((name) => {
    const file = join(__dirname, `../../../hcl/schema/${name}.json`);
    return [name, JSON.parse(readFileSync(file, "utf8"))];
  }),
);

/** Places where Terraform's own syntax holds a bare reference and JSON a string. */
const REFERENCES = ["depends_on", "ignore_changes", "replace_triggered_by"];
/** Blocks without a schema that are blocks nevertheless. */
const BLOCKS = ["lifecycle", "workspaces", "required_providers", "precondition", "postcondition"];

/** A root in one form, whether it was read from JSON or from Terraform's own syntax. */
export interface Canonical {
  readonly [kind: string]: unknown;
}

/** Reads a root's files as a parser of others understands them. */
export async function fromHcl(files: Files, helm: 2 | 3 = 2): Promise<Canonical> {
  const roots = [];
  for (const [path, text] of files) {
    if (path.endsWith(".tf")) roots.push(await parse(path, text));
  }
  return canonical(roots, helm, (path) => {
    const text = files.get(path);
    if (text === undefined) throw new Error(`${path} is named, but not written`);
    return text;
  });
}

export function fromJson(json: object, helm: 2 | 3 = 2): Canonical {
  return canonical([json], helm, undefined);
}

type FileReader = ((path: string) => string) | undefined;

function canonical(roots: readonly any[], helm: 2 | 3, read: FileReader): Canonical {
  const result: Record<string, any> = {};
  for (const root of roots) {
    for (const [kind, content] of Object.entries<any>(root)) {
      if (kind === "//") continue;
      const into = (result[kind] ??= {});
      for (const one of listed(content)) {
        for (const [label, body] of Object.entries<any>(one)) {
          if (label !== "//") put(into, kind, label, body, helm, read);
        }
      }
    }
  }
  return result;
}

function put(into: any, kind: string, label: string, body: any, helm: 2 | 3, read: FileReader) {
  if (kind === "resource" || kind === "data") {
    const table = TABLES[label.startsWith("helm_") ? `helm-${helm}` : label.split("_")[0]!];
    into[label] ??= {};
    for (const [name, one] of Object.entries<any>(body)) {
      const [only, ...more] = listed(one);
      if (more.length > 0 || into[label][name]) throw new Error(`${label}.${name} is there twice`);
      into[label][name] = block(only, table[kind === "data" ? "data" : "resources"][label], read);
    }
  } else if (kind === "provider") {
    const schema = TABLES[label === "helm" ? `helm-${helm}` : label].provider;
    into[label] = listed(body).map((one) => block(one, schema, read));
  } else if (kind === "terraform" && (label === "backend" || label === "cloud")) {
    into[label] = mapValues(label === "cloud" ? { cloud: body } : only(body), (settings) =>
      block(only(settings), undefined, read),
    );
  } else if (kind === "terraform") {
    into[label] = label === "required_providers" ? only(body) : body;
  } else if (kind === "moved") {
    into[label] = unwrapped(body);
  } else {
    into[label] = block(only(body), undefined, read);
  }
}

/** A body: its blocks become lists, whether there is one or several. */
function block(body: any, schema: any, read: FileReader): unknown {
  const result: Record<string, unknown> = {};
  for (const [name, content] of Object.entries<any>(body)) {
    if (name === "//") continue;
    const inner = schema?.blocks?.[name];
    if (inner || (BLOCKS.includes(name) && !schema?.attributes[name])) {
      result[name] = listed(content).map((one) => block(one, inner, read));
    } else if (REFERENCES.includes(name) || name === "provider") {
      result[name] = mapStrings(content, unwrapped);
    } else {
      result[name] = shape(value(content, read), schema?.attributes[name]);
    }
  }
  return result;
}

/** Nested attributes that are there once may be a list of one in JSON. */
function shape(content: any, schema: any): unknown {
  if (schema?.attributes === undefined || typeof content !== "object") return content;
  const inner = (one: any) => mapValues(one, (each, key) => shape(each, schema.attributes[key]));
  return schema.nesting === "single" ? inner(only(content)) : listed(content).map(inner);
}

/** Strings and keys of a value: texts from files take their place. */
function value(content: any, read: FileReader): unknown {
  if (typeof content === "string") return text(content, read);
  if (Array.isArray(content)) return content.map((one) => value(one, read));
  if (content === null || typeof content !== "object") return content;
  return Object.fromEntries(
    Object.entries(content).map(([key, one]) => [
      key.replace(/^\$\{\((.*)\)\}$/s, "${$1}"),
      value(one, read),
    ]),
  );
}

function text(content: string, read: FileReader): string {
  const file = /^\$\{file\("\$\{path\.module\}\/([^"]+)"\)\}$/.exec(content);
  // The bytes of a file are no template, so the string that stands for them has to be escaped.
  return file && read ? read(file[1]!).replace(/[$%]\{/g, (brace) => brace[0]! + brace) : content;
}

function unwrapped(content: string): string {
  return content.replace(/^\$\{(.*)\}$/s, "$1");
}

function mapStrings(content: any, map: (content: string) => string): unknown {
  return Array.isArray(content) ? content.map((one) => map(one)) : map(content);
}

function mapValues(object: object, map: (value: any, key: string) => unknown) {
  return Object.fromEntries(Object.entries(object).map(([key, one]) => [key, map(one, key)]));
}

function listed(content: any): any[] {
  return Array.isArray(content) ? content : content === null ? [] : [content];
}

function only(content: any): any {
  const all = listed(content);
  if (all.length !== 1) throw new Error(`${all.length} where one should be`);
  return all[0];
}
