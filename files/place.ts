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

/** Whether no link stands between a folder and what lies at a path below it. */
export function isReal(folder: string, path: string): boolean {
  const names = path.split("/");
  return names.every(
    (_, index) => !lying(join(folder, ...names.slice(0, index + 1)))?.isSymbolicLink(),
  );
}

/** What a path leads to; undefined where nothing can be reached. */
function reached(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}

/** Whether a device or a pipe lies at a path: they hold nothing that could be lost. */
export function isDevice(path: string): boolean {
  const stat = reached(path);
  return stat !== undefined && !stat.isFile() && !stat.isDirectory();
}

/** Whether what is written to a path is added to what is there: a device, or a name of an open file. */
export function isStream(path: string): boolean {
  return isDevice(path) || (OPEN.test(resolve(path)) && reached(path)?.isFile() === true);
}

const OPEN = /^\/(dev\/(stdout|stderr|fd\/\d+)|proc\/self\/fd\/\d+)$/;

/** What tells a file apart, whatever the name: hard links are the same file. */
export function identityOf(path: string): string {
  const stat = reached(path);
  return stat ? `${stat.dev}:${stat.ino}` : realPlace(path);
}

/** Whether a path of a manifest is a plain one below its folder: it decides what is deleted. */
export function isPlain(path: string): boolean {
  return path.split("/").every((name) => /^[^\\:\0]+$/.test(name) && name !== "." && name !== "..");
}
