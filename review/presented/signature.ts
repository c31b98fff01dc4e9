import { code, foldMany, none, paragraph, table, type Chapter } from "./data";

/** A line to write on. */
const LINE = none(".".repeat(48));

/** A place to sign, with what tells exactly which files were reviewed. */
export const SIGNATURE: Chapter = {
  id: "signature",
  title: "Signature",
  intro: () =>
    "Whoever signs has read what matters first, and accepts what is listed there as accepted, for exactly these files.",
  blocks: ({ reviewed }) => [
    reviewed.length === 0
      ? paragraph("No files were written with this review, so no hashes can be told.")
      : foldMany(
          "file",
          60,
          table(
            "What was reviewed, with the SHA-256 of each file; sha256sum tells that of a file at hand",
            [
              ["File", ({ file }) => code(file), "names"],
              ["SHA-256", ({ sha256 }) => code(sha256)],
            ],
            reviewed,
          ),
        ),
    {
      kind: "facts",
      facts: [
        ["Name", LINE],
        ["Date", LINE],
        ["Signature", LINE],
      ],
    },
  ],
};
