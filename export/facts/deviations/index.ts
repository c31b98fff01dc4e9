import type { Report } from "../../../compliance/finding";
import type { Deviation, ElsewherePolicy, PolicyReview } from "../../review";
import type { Source } from "../source";
import { addedDeviations } from "./added";
import { keptDeviations } from "./kept";
import { attachedDeviations, textDeviations } from "./texts";
import { together, type Told } from "./told";

/** What a review knows before it asks for deviations. */
export interface Known {
  readonly policies: readonly PolicyReview[];
  readonly elsewhere: readonly ElsewherePolicy[];
  /** With files as the bundle names them. */
  readonly report: Report;
}

/** Where the deployment and the documents part, each with who says so. */
export function deviationsOf(
  source: Source,
  { policies, elsewhere, report }: Known,
): readonly Deviation[] {
  return together([
    ...textDeviations(policies),
    ...attachedDeviations(elsewhere, policies),
    ...addedDeviations(source, report),
    ...keptDeviations(source),
    ...leftOpen(report),
  ]);
}

/** What the documented texts let happen and their reader may not expect: shipped waivers tell why. */
function leftOpen({ findings }: Report): readonly Told[] {
  return findings.flatMap(({ verdict, waiver, address, rule, message, file = "" }): Told[] => {
    if (verdict !== "WAIVED" || waiver?.kind !== "documented") return [];
    const what = `${message.slice(0, 1).toUpperCase()}${message.slice(1)}.`;
    const stack = file.split("/")[0]!;
    return [{ kind: "open", stack, subject: address ?? rule, what, citation: waiver.reason }];
  });
}
