import type { Report } from "../../../compliance/finding";
import type { Deviation, ElsewherePolicy, PolicyReview } from "../../review";
import type { ReviewSource } from "../source";
import { addedDeviations } from "./added";
import { keptDeviations } from "./kept";
import { leftOpen } from "./open";
import { attachedDeviations, textDeviations } from "./texts";
import { together } from "./told";

/** What a review knows before it asks for deviations. */
export interface Known {
  readonly policies: readonly PolicyReview[];
  readonly elsewhere: readonly ElsewherePolicy[];
  /** With files as the bundle names them. */
  readonly report: Report;
}

/** Where the deployment and the documents part, each with who says so. */
export function deviationsOf(
  source: ReviewSource,
  { policies, elsewhere, report }: Known,
): readonly Deviation[] {
  return together([
    ...textDeviations(policies),
    ...attachedDeviations(elsewhere, policies),
    ...addedDeviations(source, report),
    ...keptDeviations(source),
    ...leftOpen(report, policies),
  ]);
}
