import { isRecord, parsedJson, mapValues } from "../text/record";
import type { HclResource } from "./concerns";
import { literalText } from "./expression";
import { isList, isObject, type Json, type JsonObject, labelled } from "./json";

/** A text of a resource that is easier to read as a file of its own. */
export interface ResourceText {
  readonly address: string;
  /** `assume_role_policy`, `inline_policy[0].policy`, `values[0]`. */
  readonly attribute: string;
  /** Path below hcl/. */
  readonly file: string;
  /** What the attribute is worth, to the byte. */
  readonly text: string;
}

type Owner = Pick<HclResource, "type" | "name">;

/**
 * Policies and Helm values of a stack, each with the file that it is written to. A text in which
 * something is to be evaluated is none of them.
 */
export function textsOf(json: JsonObject): readonly ResourceText[] {
  return withFiles(json).texts;
}

/** The same texts, and the stack with references to their files in place of them. */
export function withFiles(json: JsonObject): { json: JsonObject; texts: readonly ResourceText[] } {
  const extraction = new Extraction();
  const resource = labelled(json["resource"], 2, "resource").map(({ labels, body }): Json => {
    const [type = "", name = ""] = labels;
    return { [type]: { [name]: extraction.object({ type, name }, "", body) } };
  });
  return { json: { ...json, resource }, texts: extraction.texts };
}

class Extraction {
  readonly texts: ResourceText[] = [];
  /** In small letters: some file systems know no others. */
  private readonly taken = new Set<string>();

  object(owner: Owner, path: string, value: JsonObject): JsonObject {
    return mapValues(value, (inner, key) =>
      key === "//" ? inner : this.value(owner, path === "" ? key : `${path}.${key}`, inner),
    );
  }

  private value(owner: Owner, path: string, value: Json): Json {
    if (isObject(value)) return this.object(owner, path, value);
    if (isList(value)) {
      return value.map((item, index) => this.value(owner, `${path}[${index}]`, item));
    }
    return typeof value === "string" ? this.string(owner, path, value) : value;
  }

  private string(owner: Owner, path: string, value: string): string {
    const isValues = owner.type === "helm_release" && /^values(\[\d+\])?$/.test(path);
    const isPolicy = /(^|[._])policy$/.test(path);
    if (!isValues && !isPolicy) return value;
    const text = literalText(value);
    if (text === undefined || (isPolicy && !isRecord(parsedJson(text)))) return value;
    const file = this.free(isValues ? valuesFiles(owner, path) : policyFiles(owner, path));
    this.texts.push({ address: `${owner.type}.${owner.name}`, attribute: path, file, text });
    return `\${file("\${path.module}/${file}")}`;
  }

  /** The first path that no other text has; the last is numbered. */
  private free(files: readonly string[]): string {
    const last = files.at(-1)!;
    let file = files.find((one) => !this.taken.has(one.toLowerCase())) ?? last;
    for (let number = 2; this.taken.has(file.toLowerCase()); number += 1) {
      file = last.replace(/(?=\.\w+$)/, `_${number}`);
    }
    this.taken.add(file.toLowerCase());
    return file;
  }
}

function policyFiles({ type, name }: Owner, path: string): string[] {
  const short = [
    path === "assume_role_policy" && `${name}_trust`,
    path === "policy" && (/policy|boundary/.test(name) ? name : `${name}_policy`),
  ].filter((one) => one !== false);
  return [...short, `${type}_${name}_${path}`].map((one) => `policies/${safe(one)}.json`);
}

function valuesFiles({ name }: Owner, path: string): string[] {
  const index = Number(/\d+/.exec(path)?.[0] ?? 0);
  return [`values/${safe(index === 0 ? name : `${name}_${index + 1}`)}.yaml`];
}

function safe(name: string): string {
  return name.replace(/[^A-Za-z0-9_-]+/g, "_");
}
