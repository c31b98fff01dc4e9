import { isRecord, valueAt, type KeyPath, type PlainRecord } from "../text/record";

/** JSON that is a plan, a state or a configuration by its keys, but not by its shape. */
export class ShapeError extends Error {
  override readonly name = "ShapeError";
}

/** An object; empty when it is not there. `where` names it in the error. */
export function record(value: unknown, where: string): PlainRecord {
  if (value === undefined || value === null) return {};
  if (!isRecord(value)) throw new ShapeError(`${where} is not an object`);
  return value;
}

/** A list; empty when it is not there. */
export function list(value: unknown, where: string): readonly unknown[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value)) throw new ShapeError(`${where} is not a list`);
  return value;
}

export function records(value: unknown, where: string): readonly PlainRecord[] {
  return list(value, where).map((item, index) => record(item, `${where}[${index}]`));
}

export function text(value: unknown, where: string): string {
  if (typeof value !== "string") throw new ShapeError(`${where} is not a string`);
  return value;
}

/** A text that tells one thing from others. */
export function name(value: unknown, where: string): string {
  const found = text(value, where);
  if (found.trim() === "") throw new ShapeError(`${where} is empty`);
  return found;
}

/** A value as text: an object of a file may have a `toString` that is none. */
export function plainText(value: unknown): string {
  return typeof value === "object" && value !== null ? JSON.stringify(value) : String(value);
}

/** A list, or what stands for a list of one. */
export function itemsIn(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [value];
}

/** A value that has a text of its own. */
export function isScalar(value: unknown): value is string | number | boolean {
  return ["string", "number", "boolean"].includes(typeof value);
}

/** Blocks of Terraform's JSON syntax: an object stands for a list of one. */
export function blocks(value: unknown, where: string): readonly PlainRecord[] {
  return isRecord(value) ? [value] : records(value, where);
}

/** The same for blocks in values, where anything else means that there is none. */
export function blocksIn(value: unknown): readonly PlainRecord[] {
  return itemsIn(value).filter(isRecord);
}

/** The texts of a list; none in anything else. */
export function textsIn(value: unknown): string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

/** Whether lists and objects are nested deeper than so many levels. */
export function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== "object" || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeperThan(inner, levels - 1));
}

/** A key as part of a JSON pointer (RFC 6901). */
export function pointerKey(key: string | number): string {
  const text = String(key);
  return /[~/]/.test(text) ? text.replaceAll("~", "~0").replaceAll("/", "~1") : text;
}

export function pointerKeys(pointer: string): string[] {
  const parts = pointer.split("/").slice(1);
  if (!pointer.includes("~")) return parts;
  return parts.map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The steps of a place in a resource: of `rule[0].status`. */
export function pathOf(place: string): KeyPath {
  return [...place.matchAll(/[^.[\]]+/g)].map(([part]) =>
    /^\d+$/.test(part) ? Number(part) : part,
  );
}

/** A string of a file, with where it stands. */
export interface Located {
  readonly pointer: string;
  readonly value: string;
}

/** Every string in a value with its JSON pointer, keys of objects left out. */
export function strings(value: unknown, pointer = "", found: Located[] = []): readonly Located[] {
  if (typeof value === "string") {
    found.push({ pointer, value });
  } else if (typeof value === "object" && value !== null) {
    for (const [key, inner] of Object.entries(value)) {
      if (typeof inner === "string" || (typeof inner === "object" && inner !== null)) {
        strings(inner, `${pointer}/${pointerKey(key)}`, found);
      }
    }
  }
  return found;
}

/** Every string below a JSON pointer. */
export function stringsUnder(value: unknown, pointer: string): readonly Located[] {
  return strings(valueAt(value, pointerKeys(pointer)), pointer);
}
