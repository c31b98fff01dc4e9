import { groupBy } from "../../../text/group";
import { unique } from "../../../text/unique";
import type { Deviation, Review } from "../../review";
import type { ReviewSource } from "../source";
import { addedDeviations } from "./added";
import { keptDeviations } from "./kept";
import { leftOpen } from "./open";
import { attachedDeviations, textDeviations } from "./texts";

/**
 * Where the deployment and the documents part, each with who says so. What is true of several stacks
 * is told once.
 *
 * @param found what a review knows before; the report's files are those of the bundle.
 */
export function deviationsOf(
  source: ReviewSource,
  { policies, roles, report }: Pick<Review, "policies" | "roles" | "report">,
): readonly Deviation[] {
  const found = [
    ...textDeviations(policies),
    ...attachedDeviations(roles, policies),
    ...addedDeviations(source, report),
    ...keptDeviations(source),
    ...leftOpen(report, policies),
  ];
  const same = groupBy(found, (one) => JSON.stringify({ ...one, stacks: [] }));
  return [...same.values()].map((of) => ({
    ...of[0]!,
    stacks: unique(of.flatMap(({ stacks }) => stacks)),
  }));
}
