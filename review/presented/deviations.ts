import type { Deviation, Review } from "../review";
import { count } from "../../text/count";
import { fold, foldMany, heading, paragraph, places, table, type Words } from "../../text/page";
import type { ReviewBlocks, Chapter } from "./data";
import { by, placed, sameness, stacksWords } from "./scope";

/** Where deployment and documents part, each with what says so. */
export const DEVIATIONS: Chapter = {
  id: "deviations",
  title: "Deviations",
  intro: () => "Where deployment and documents part, each with what it is held against.",
  blocks: (review) =>
    review.deviations.length === 0
      ? paragraph("None.")
      : GROUPS.map((group) => blocksOf(group, review)),
};

/** One table of deviations. */
interface DeviationGroup extends Pick<Deviation, "kind" | "whose"> {
  readonly title: string;
  readonly legend: string;
  /** What is added and what does nothing may wait for those who ask. */
  readonly folded?: true;
}

const WAIVED =
  "byoc check would fail on each; the waiver that comes with it says what the vendor needs it for.";

/** In the order in which a reviewer wants them; of what is open, by whose text leaves it so. */
const GROUPS: readonly DeviationGroup[] = [
  {
    kind: "open",
    whose: "documented",
    title: "Ways that the vendor’s documents leave open",
    legend: `${WAIVED} Weigh these first.`,
  },
  {
    kind: "open",
    whose: "current",
    title: "Ways that the vendor’s Terraform leaves open",
    legend: `${WAIVED} The text is newer than the documents. Weigh these first.`,
  },
  {
    kind: "open",
    whose: "upstream",
    title: "Ways that texts of other projects leave open",
    legend: `${WAIVED} The source names project and version.`,
  },
  {
    kind: "open",
    whose: "derived",
    title: "Ways that this project’s own texts leave open",
    legend: `The vendor describes these policies and publishes no text, so this project wrote them. ${WAIVED}`,
  },
  {
    kind: "text",
    title: "Texts other than the documents’",
    legend: "Each with what it lets happen, and its source.",
  },
  {
    kind: "kept",
    title: "Wrong or outdated in the vendor’s texts, and kept",
    legend: "The texts are used as they stand; the vendor reviews against them.",
    folded: true,
  },
  {
    kind: "added",
    title: "Added by this project",
    legend: "The documents ask for none of it.",
    folded: true,
  },
];

function blocksOf(group: DeviationGroup, review: Review): ReviewBlocks {
  const { kind, whose, title, legend, folded } = group;
  const own = review.deviations.filter((one) => one.kind === kind && one.whose === whose);
  if (own.length === 0) return undefined;
  const rows = sameness(own, by("what", "citation"));
  const drawn = table(
    legend,
    [
      ["What", ([{ what }]) => what, "prose"],
      ["Where", (same) => places(same.map((one) => placeOf(one, review))), "names"],
      ["Source", ([{ citation }]) => citation, "prose"],
    ],
    rows,
  );
  return folded
    ? fold(`${title}: ${count(rows.length, "deviation")}`, drawn)
    : [heading(title), foldMany("deviation", 40, drawn)];
}

function placeOf({ subject, stacks }: Deviation, review: Review): Words {
  return placed(subject, stacksWords(stacks, review));
}
