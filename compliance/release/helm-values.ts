import { own } from "../../text/own";
import { documentsOf } from "../../config/yaml-documents";
import { repeatedKeys } from "../plain-source";
import type { DocumentOptions, ParseOptions, SchemaOptions } from "yaml";
import { isRecord, type PlainRecord } from "../../text/record";
import { Unresolved } from "../../terraform/known";

/** Steps to a value: keys of maps, indexes of lists. */
export type Steps = readonly (string | number)[];

/** Longest text of values that is read; the chart's own has 40 kB. */
export const LONGEST_VALUES = 128 * 1024;
/** Longest list that a `set` makes. */
const MOST_ELEMENTS = 1_000;

/** One value that is set over those of the documents. */
interface ValueAssignment {
  readonly path: Steps;
  readonly value: unknown;
}

/** As Go's YAML reads it: `yes` is true; times and numbers to the base of 60 are text. */
const YAML_OF_GO: ParseOptions & DocumentOptions & SchemaOptions = {
  version: "1.1",
  prettyErrors: false,
  customTags: (tags) => tags.filter((tag) => typeof tag === "string" || !isForeign(tag)),
};

function isForeign({ tag, format }: { readonly tag: string; readonly format?: string }): boolean {
  return /timestamp|binary/.test(tag) || format === "TIME";
}

/** A document of `values`: the first, where a text has several; undefined if it is no YAML. */
export function documentOf(text: string): PlainRecord | undefined {
  const read = asGo(text);
  return read && (isRecord(read.value) ? read.value : {});
}

/** The first value of a text as Go's YAML reads it; undefined if it is no YAML. */
function asGo(text: string): { readonly value: unknown } | undefined {
  try {
    const [document] = documentsOf(text, undefined, YAML_OF_GO);
    if (!document) return { value: null };
    if (document.errors.length > 0 || repeatedKeys(document).length > 0) return undefined;
    return { value: document.toJS() as unknown };
  } catch {
    return undefined;
  }
}

/** Merged as Helm does: the later one wins, maps are merged. */
export function merged(below: PlainRecord, above: PlainRecord): PlainRecord {
  const entries = Object.entries(above).map(([key, value]): [string, unknown] => {
    const before = own(below, key);
    return [key, isRecord(before) && isRecord(value) ? merged(before, value) : value];
  });
  return { ...below, ...Object.fromEntries(entries) };
}

/**
 * What a `set` says; undefined where Helm would refuse it. With type `auto` the value is read as on
 * Helm's command line: `{a,b}` is a list, a comma begins another name, `\` takes a meaning away.
 */
export function assignmentsOf(name: string, value: string, type: unknown) {
  if (type === "literal") {
    const read = asGo(value);
    return read && [{ path: [name], value: read.value }];
  }
  return parsed(`${name}=${value}`, type === "string" ? (text) => text : typed);
}

const KEY = /((?:\\.|[^\\=[\],.])*)((?:\[\d+\])*)([=.])/y;
const LIST = /\{((?:\\.|[^\\}])*)\}(?:,|$)/y;
const VALUE = /((?:\\.|[^\\,])*)(?:,|$)/y;

function parsed(text: string, read: (text: string) => unknown): ValueAssignment[] | undefined {
  const found: ValueAssignment[] = [];
  let at = 0;
  const take = (pattern: RegExp) => {
    pattern.lastIndex = at;
    const match = pattern.exec(text);
    if (match) at = pattern.lastIndex;
    return match;
  };
  do {
    const path: (string | number)[] = [];
    for (let end = "."; end === ".";) {
      const [, key = "", indexes = "", sign = ""] = take(KEY) ?? [];
      if (sign === "") return undefined;
      path.push(unescaped(key), ...[...indexes.matchAll(/\d+/g)].map(Number));
      end = sign;
    }
    const list = take(LIST)?.[1];
    const value = list === undefined ? read(unescaped(take(VALUE)![1]!)) : items(list).map(read);
    found.push({ path, value });
  } while (at < text.length);
  return found;
}

/** Of `{}` Helm makes a list of one empty text. */
function items(list: string): string[] {
  return list.split(/(?<!\\),/).map(unescaped);
}

function unescaped(text: string): string {
  return text.replace(/\\(.)/g, "$1");
}

function typed(text: string): unknown {
  const word = text.toLowerCase();
  if (word === "true" || word === "false") return word === "true";
  if (word === "null") return null;
  return /^(0|[1-9]\d*|[+-]\d+)$/.test(text) ? Number(text) + 0 : text;
}

/** A value with another in its place; below what is unknown everything stays so. */
export function assigned(value: unknown, path: Steps, inner: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return inner;
  if (value instanceof Unresolved) return value;
  if (typeof key === "string") {
    const map: PlainRecord = isRecord(value) ? value : {};
    return { ...map, [key]: assigned(own(map, key), rest, inner) };
  }
  const list: unknown[] = Array.isArray(value) ? [...(value as unknown[])] : [];
  // Helm takes more, but nobody writes so many.
  if (key > MOST_ELEMENTS) return new Unresolved("a list", "is too long");
  while (list.length < key) list.push(null);
  list[key] = assigned(list[key], rest, inner);
  return list;
}
