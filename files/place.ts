import { lstatSync, realpathSync, statSync, type Stats } from "node:fs";
import { basename, dirname, join, resolve, sep } from "node:path";

/** Where a path leads once links are resolved, whether or not anything is there. */
export function realPlace(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const whole = resolve(path);
    const parent = dirname(whole);
    return parent === whole ? whole : join(realPlace(parent), basename(whole));
  }
}

/** Whether a path is a folder's own, or lies below it; both with links resolved. */
export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

/** What lies at a path itself, a link not followed; undefined where nothing does. */
export function lying(path: string): Stats | undefined {
  return lstatSync(path, { throwIfNoEntry: false });
}

/** What tells a file apart, whatever the name: hard links are the same file. */
export function identityOf(path: string): string {
  const stat = statSync(path, { throwIfNoEntry: false });
  return stat ? `${stat.dev}:${stat.ino}` : realPlace(path);
}

/** Whether a path of a manifest is a plain one below its folder: it decides what is deleted. */
export function isPlain(path: string): boolean {
  return path.split("/").every((name) => /^[^\\:\0]+$/.test(name) && name !== "." && name !== "..");
}
