import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lying } from "./place";

/** Everything below a folder that is no folder, by path with `/`, sorted; links are not followed. */
export function filesBelow(folder: string, below = ""): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true })
    .flatMap((entry) => {
      const path = below === "" ? entry.name : `${below}/${entry.name}`;
      return entry.isDirectory() ? filesBelow(folder, path) : [path];
    })
    .sort();
}

/** SHA-256 of a file; undefined where none lies there, or a link. */
export function sumOf(file: string): string | undefined {
  return lying(file)?.isFile() === true ? sha256(readFileSync(file)) : undefined;
}

export function sha256(content: string | Uint8Array): string {
  return createHash("sha256").update(content).digest("hex");
}
