import { createHash } from "node:crypto";
import { cached } from "../text/cache";

/** Enough that no two findings of a report share one by chance, short enough to be pasted. */
const LENGTH = 32;

/** Hash that stays the same over runs, machines, files and lines, and changes with the finding. */
export function fingerprintOf(rule: string, address = "", key = ""): string {
  return hashOf(`${rule}\0${address}\0${key}`);
}

const hashOf = cached((text: string) =>
  createHash("sha256").update(text).digest("hex").slice(0, LENGTH),
);
