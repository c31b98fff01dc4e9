import { signatureBlocks } from "../../text/signature";
import type { Chapter } from "./data";

/** A place to sign, with what tells exactly which files were reviewed. */
export const SIGNATURE: Chapter = {
  id: "signature",
  title: "Signature",
  intro: () =>
    "Whoever signs has read what matters first, and accepts what is listed there as accepted, for exactly these files.",
  blocks: ({ reviewed }) => signatureBlocks("What was reviewed", [{ rows: reviewed }]),
};
