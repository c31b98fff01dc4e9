import type { Report } from "../../../compliance/finding";
import type { Provenance } from "../../../policies/document";
import type { Deviation, PolicyReview } from "../../review";
import { sentence } from "./texts";

/** From the vendor's own word to ours. */
const ORDER: readonly Provenance[] = ["documented", "current", "upstream", "derived"];

/**
 * What texts let happen and their reader may not expect: shipped waivers tell why. Each belongs to
 * whoever wrote the text whose statements open it.
 */
export function leftOpen(
  { findings }: Report,
  policies: readonly PolicyReview[],
): readonly Deviation[] {
  return findings.flatMap(({ verdict, waiver, address, rule, message, file = "" }): Deviation[] => {
    if (verdict !== "WAIVED" || waiver?.kind !== "documented") return [];
    const stack = file.split("/")[0]!;
    const text = openingText(message, stack, policies);
    const whose = text?.provenance ?? "documented";
    const source = whose === "current" || whose === "upstream" ? text?.source : undefined;
    const citation = source === undefined ? waiver.reason : `${waiver.reason}; text: ${source}`;
    const subject = address ?? rule;
    return [{ kind: "open", whose, stacks: [stack], subject, what: sentence(message), citation }];
  });
}

/**
 * The text that a finding names: `allowed by EKSCreate of aws_iam_policy.bootstrap_policy`. Where it
 * takes several, the one that is the furthest from the vendor's word: without it nothing is open.
 */
function openingText(
  message: string,
  stack: string,
  policies: readonly PolicyReview[],
): PolicyReview | undefined {
  const words = new Set(message.split(/[\s;,()]+/));
  return policies
    .filter(({ use }) => use === "inline" || use === "managed")
    .filter((policy) => policy.stack === stack && words.has(policy.address))
    .sort((a, b) => rankOf(b) - rankOf(a))[0];
}

function rankOf({ provenance }: PolicyReview): number {
  return provenance === undefined ? -1 : ORDER.indexOf(provenance);
}
