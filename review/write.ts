import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { MANIFEST } from "../files/manifest";
import { writeOutput, type OutputKind, type Written } from "../files/output";
import { sha256, sumOf } from "../files/tree";
import type { AnyFiles } from "./stack-file";

/** File that `sha256sum --check` reads. */
export const SUMS = "SHA256SUMS";

/** Its text: the SHA-256 of every other file of a bundle, the manifest's too. */
export function sumsText(sums: Readonly<Record<string, string>>): string {
  const sorted = Object.entries(sums).sort(([one], [other]) => (one < other ? -1 : 1));
  return sorted.map(([path, sum]) => `${sum}  ${path}\n`).join("");
}

const BUNDLE: OutputKind = {
  what: "a review bundle",
  exclusive: true,
  filesOf: (manifest, folder) => {
    const { tool, files } = manifest as { tool?: { name?: unknown } | null; files?: unknown };
    if (tool?.name !== "byoc" || typeof files !== "object" || files === null) return undefined;
    // It cannot name the sums, which are its own as well.
    const sums = { ...files, [MANIFEST]: sumOf(join(folder, MANIFEST)) ?? "" };
    return { ...files, [SUMS]: sha256(sumsText(sums)) };
  },
};

/**
 * Writes a bundle, and removes what an earlier one left there and this one has not.
 *
 * @throws FilesError for a folder with anything else in it: nothing is written then.
 */
export function writeBundle(files: AnyFiles, out: string): Written<void> {
  return writeOutput(out, BUNDLE, (staging) => {
    for (const [path, text] of files) {
      const file = join(staging, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
  });
}
