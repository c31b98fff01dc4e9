import { count } from "../../text/count";
import { DEVIATION_GROUPS } from "../deviation-groups";
import type { Deviation, Review } from "../review";
import { stacksWords } from "./scope";
import { details, prose, parts, span, table } from "./text";

/** Where deployment and documents part. */
export function deviations(review: Review): string {
  return parts(
    ...DEVIATION_GROUPS.map(({ id, title, legend, holds }) => {
      const of = review.deviations.filter(holds);
      if (of.length === 0) return "";
      const body = parts(legend, rows(of, review));
      // What is added and what does nothing may wait for those who ask.
      return id === "kept" || id === "added"
        ? details(`${title}: ${count(of.length, "entry").replace(/ys$/, "ies")}`, body)
        : parts(`### ${title}`, body);
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
