import type { Deviation, Review } from "../review";
import { count } from "../../text/count";
import {
  fold,
  foldMany,
  heading,
  paragraph,
  places,
  table,
  type Block,
  type Chapter,
} from "./data";
import { placed, sameness, stacksWords } from "./scope";

/** Where deployment and documents part, each with what says so. */
export const DEVIATIONS: Chapter = {
  id: "deviations",
  title: "Deviations",
  intro: () => "Where deployment and documents part, each with what it is held against.",
  blocks: (review) => {
    const blocks = GROUPS.flatMap((group) => blocksOf(group, review));
    return blocks.length === 0 ? [paragraph("None.")] : blocks;
  },
};

/** One table of deviations. */
interface DeviationGroup {
  readonly title: string;
  readonly legend: string;
  readonly holds: (deviation: Deviation) => boolean;
  /** What is added and what does nothing may wait for those who ask. */
  readonly folded?: true;
}

const WAIVED =
  "byoc check would fail on each; the waiver that comes with it says what the vendor needs it for.";

/** A way that a text leaves open, by whose text it is. */
function open(whose: Deviation["whose"], title: string, legend: string): DeviationGroup {
  const holds = (deviation: Deviation) => deviation.kind === "open" && deviation.whose === whose;
  return { title, legend, holds };
}

/** In the order in which a reviewer wants them. */
const GROUPS: readonly DeviationGroup[] = [
  open("documented", "Ways that the vendor’s documents leave open", `${WAIVED} Weigh these first.`),
  open(
    "current",
    "Ways that the vendor’s Terraform leaves open",
    `${WAIVED} The text is newer than the documents. Weigh these first.`,
  ),
  open(
    "upstream",
    "Ways that texts of other projects leave open",
    `${WAIVED} The source names project and version.`,
  ),
  open(
    "derived",
    "Ways that this project’s own texts leave open",
    `The vendor describes these policies and publishes no text, so this project wrote them. ${WAIVED}`,
  ),
  {
    title: "Texts other than the documents’",
    legend: "Each with what it lets happen, and its source.",
    holds: ({ kind }) => kind === "text",
  },
  {
    title: "Wrong or outdated in the vendor’s texts, and kept",
    legend: "The texts are used as they stand; the vendor reviews against them.",
    holds: ({ kind }) => kind === "kept",
    folded: true,
  },
  {
    title: "Added by this project",
    legend: "The documents ask for none of it.",
    holds: ({ kind }) => kind === "added",
    folded: true,
  },
];

function blocksOf({ title, legend, holds, folded }: DeviationGroup, review: Review): Block[] {
  const own = review.deviations.filter(holds);
  if (own.length === 0) return [];
  const rows = sameness(own, ({ what, citation }) => [what, citation]).map((same) => [
    same[0]!.what,
    places(same.map(({ subject, stacks }) => placed(subject, stacksWords(stacks, review)))),
    same[0]!.citation,
  ]);
  const drawn = table(
    legend,
    [
      ["What", "prose"],
      ["Where", "names"],
      ["Source", "prose"],
    ],
    rows,
  );
  return folded
    ? [fold(`${title}: ${count(rows.length, "deviation")}`, [drawn])]
    : [heading(title), foldMany(rows.length, "deviation", 40, drawn)];
}
