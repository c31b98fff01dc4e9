import type { Known, Resource } from "../terraform/model";
import { child, isRecord } from "../text/record";
import { known, mapKnown, valueAt } from "../terraform/known";

/** Where a value stands in a resource: `["rule", 0, "status"]`. */
export type BlockPath = readonly (string | number)[];

/** `rule[0].status` */
export function attributeOf(path: BlockPath): string {
  return path.reduce<string>(
    (text, key) =>
      typeof key === "number" ? `${text}[${key}]` : text === "" ? key : `${text}.${key}`,
    "",
  );
}

/**
 * Places of the blocks at a place; an object stands for a list of one. Only how many there are must
 * be known, not what is in them.
 */
export function blocksAt(resource: Resource, path: BlockPath): Known<readonly BlockPath[]> {
  let mask = resource.unknown;
  for (const key of path) mask = mask === true ? true : child(mask, key);
  const value = path.reduce<unknown>(child, resource.values);
  const whole = mask === true ? valueAt(resource, path) : known(value);
  return mapKnown(whole, (blocks) => placesIn(blocks, path));
}

function placesIn(value: unknown, path: BlockPath): readonly BlockPath[] {
  if (Array.isArray(value)) return value.map((_, index) => [...path, index]);
  return isRecord(value) ? [path] : [];
}

/** The blocks at a place of which there is at most one: its place, if it is there. */
export function blockAt(resource: Resource, path: BlockPath): Known<BlockPath | undefined> {
  return mapKnown(blocksAt(resource, path), ([first]) => first);
}

/** A value below blocks of which there is at most one each: `["rule", "object_ownership"]`. */
export function inBlocks(resource: Resource, ...names: readonly string[]): LocatedValue {
  let path: BlockPath = [];
  for (const [index, name] of names.entries()) {
    path = [...path, name];
    if (index === names.length - 1) break;
    const block = blockAt(resource, path);
    if (!block.known) return { attribute: attributeOf(path), value: block };
    if (!block.value) return { attribute: attributeOf(path), value: known(undefined) };
    path = block.value;
  }
  return { attribute: attributeOf(path), value: valueAt(resource, path) };
}

/** A value and where it stands, or would stand. */
export interface LocatedValue {
  readonly attribute: string;
  readonly value: Known<unknown>;
}
