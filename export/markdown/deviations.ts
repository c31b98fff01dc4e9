import { groupBy } from "../../compliance/group";
import { count } from "../../compliance/reporters/reporter";
import type { Deviation, DeviationKind, Review } from "../review";
import { stacksWords } from "./scope";
import { details, prose, parts, span, table } from "./text";

/** In the order in which a reviewer wants them. */
const KINDS: readonly (readonly [DeviationKind, string, string])[] = [
  [
    "open",
    "Ways that the vendor's texts leave open",
    "byoc check would fail on each; the waiver that comes with it says what the vendor needs it for. Weigh these first.",
  ],
  ["text", "Texts other than the documents'", "Each with what it lets happen, and its source."],
  [
    "kept",
    "Wrong or outdated in the vendor's texts, and kept",
    "The texts are used as they stand; the vendor reviews against them.",
  ],
  ["added", "Added by this project", "The documents ask for none of it."],
];

/** Where deployment and documents part. */
export function deviations(review: Review): string {
  const byKind = groupBy(review.deviations, ({ kind }) => kind);
  return parts(
    ...KINDS.map(([kind, title, legend]) => {
      const of = byKind.get(kind) ?? [];
      if (of.length === 0) return "";
      const body = parts(legend, rows(of, review));
      // What is added and what does nothing may wait for those who ask.
      return kind === "open" || kind === "text"
        ? parts(`### ${title}`, body)
        : details(`${title}: ${count(of.length, "entry").replace(/ys$/, "ies")}`, body);
    }),
  );
}

function rows(deviations: readonly Deviation[], review: Review): string {
  return table(
    ["what", "where", "stack", "source"],
    deviations.map(({ subject, what, citation, stacks }) => [
      prose(what),
      span(subject),
      stacksWords(stacks, review),
      prose(citation),
    ]),
  );
}
