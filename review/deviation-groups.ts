import type { Deviation } from "./review";

/** One table of deviations, told in the same words by every page. */
export interface DeviationGroup {
  /** Part of an id. */
  readonly id: string;
  readonly title: string;
  readonly legend: string;
  readonly holds: (deviation: Deviation) => boolean;
}

const WAIVED =
  "byoc check would fail on each; the waiver that comes with it says what the vendor needs it for.";

/** A way that a text leaves open, by whose text it is. */
function open(whose: Deviation["whose"], title: string, legend: string): DeviationGroup {
  return {
    id: `open-${whose}`,
    title,
    legend,
    holds: (deviation) => deviation.kind === "open" && deviation.whose === whose,
  };
}

/** In the order in which a reviewer wants them. */
export const DEVIATION_GROUPS: readonly DeviationGroup[] = [
  open("documented", "Ways that the vendor's documents leave open", `${WAIVED} Weigh these first.`),
  open(
    "current",
    "Ways that the vendor's Terraform leaves open",
    `${WAIVED} The text is newer than the documents. Weigh these first.`,
  ),
  open(
    "upstream",
    "Ways that texts of other projects leave open",
    `${WAIVED} The source names project and version.`,
  ),
  open(
    "derived",
    "Ways that this project's own texts leave open",
    `The vendor describes these policies and publishes no text, so this project wrote them. ${WAIVED}`,
  ),
  {
    id: "text",
    title: "Texts other than the documents'",
    legend: "Each with what it lets happen, and its source.",
    holds: ({ kind }) => kind === "text",
  },
  {
    id: "kept",
    title: "Wrong or outdated in the vendor's texts, and kept",
    legend: "The texts are used as they stand; the vendor reviews against them.",
    holds: ({ kind }) => kind === "kept",
  },
  {
    id: "added",
    title: "Added by this project",
    legend: "The documents ask for none of it.",
    holds: ({ kind }) => kind === "added",
  },
];
