import type { Deviation } from "../../review";
import type { ReviewSource } from "../source";
import type { Review } from "../../review";
import { addedDeviations } from "./added";
import { keptDeviations } from "./kept";
import { leftOpen } from "./open";
import { attachedDeviations, textDeviations } from "./texts";
import { together } from "./told";

/**
 * Where the deployment and the documents part, each with who says so.
 *
 * @param found what a review knows before; the report's files are those of the bundle.
 */
export function deviationsOf(
  source: ReviewSource,
  { policies, elsewhere, report }: Pick<Review, "policies" | "elsewhere" | "report">,
): readonly Deviation[] {
  return together([
    ...textDeviations(policies),
    ...attachedDeviations(elsewhere, policies),
    ...addedDeviations(source, report),
    ...keptDeviations(source),
    ...leftOpen(report, policies),
  ]);
}
