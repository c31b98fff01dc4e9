import { code, foldMany, grouped, none, paragraph, type Block, type Words } from "./page";

/** A file, and what tells exactly which. */
export interface HashedFile {
  readonly file: string;
  readonly sha256: string;
}

/** A line to write on. */
const LINE = none(".".repeat(48));

/** With more files than this they are folded. */
const MANY_FILES = 60;

/** A place to sign, below the hashes of the files that it is about. */
export function signatureBlocks(
  caption: string,
  groups: readonly { readonly title?: Words; readonly rows: readonly HashedFile[] }[],
): readonly Block[] {
  const hashes = grouped<HashedFile>(
    `${caption}, with the SHA-256 of each file; sha256sum tells that of a file at hand`,
    [
      ["File", ({ file }) => code(file), "names"],
      ["SHA-256", ({ sha256 }) => code(sha256)],
    ],
    groups,
  );
  return [
    groups.every(({ rows }) => rows.length === 0)
      ? paragraph("No files were written with this review, so no hashes can be told.")
      : foldMany("file", MANY_FILES, hashes),
    {
      kind: "facts",
      facts: [
        ["Name", LINE],
        ["Date", LINE],
        ["Signature", LINE],
      ],
    },
  ];
}
