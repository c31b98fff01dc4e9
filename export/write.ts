import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeOutput, type OutputKind, type Written } from "../files/output";
import type { AnyFiles } from "./stack-file";

const BUNDLE: OutputKind = {
  what: "a review bundle",
  exclusive: true,
  filesOf: (manifest) => {
    const { tool, files } = manifest as { tool?: { name?: unknown } | null; files?: unknown };
    const isBundle = tool?.name === "byoc" && typeof files === "object" && files !== null;
    return isBundle ? files : undefined;
  },
  // The manifest cannot name the sums, which are its own as well.
  isOwn: (_file, path) => path === "SHA256SUMS",
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
