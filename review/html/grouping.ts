import type { Finding } from "../../compliance/finding";
import { groupBy } from "../../text/group";

/** Groups of items that say the same, each told once with all its places. */
export function sameness<Item>(
  items: readonly Item[],
  fieldsOf: (item: Item) => readonly unknown[],
): readonly (readonly Item[])[] {
  return [...groupBy(items, (item) => JSON.stringify(fieldsOf(item))).values()];
}

/** Path without the folders of a machine: from the folder of stacks on, or the last two names. */
export function shortPath(path: string): string {
  if (!/^([\\/]|[A-Za-z]:)/.test(path)) return path;
  const parts = path.split(/[\\/]/);
  const stacks = parts.lastIndexOf("stacks");
  return parts.slice(stacks >= 0 ? stacks : -2).join("/");
}

/** File and line of a finding, without the folders of a machine. */
export function placeOf({ file, line }: Finding): string | undefined {
  if (file === undefined) return undefined;
  return line === undefined ? shortPath(file) : `${shortPath(file)}:${line}`;
}
