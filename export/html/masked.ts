import {
  externalIdsIn,
  idMask,
  makeMask,
  maskReport,
  type Mask,
} from "../../compliance/reporters/mask";
import type { Review } from "../review";

/** Fields whose values are words of ours, which an external ID must not take apart. */
const WORDS: ReadonlySet<string> = new Set([
  "effect",
  "group",
  "kind",
  "provenance",
  "section",
  "sections",
  "severity",
  "use",
  "verdict",
]);

/**
 * The review as it may be shown: no external ID that a policy names stands anywhere in it, also not
 * where the facts should have masked it already.
 */
export function masked(review: Review): Review {
  const ids = externalIdsOf(review);
  const known = idMask(ids);
  const mask = makeMask(ids);
  const { report, policies, ...facts } = review;
  return {
    ...every(facts, known),
    report: every(maskReport(report, ids), known),
    policies: policies.map(({ text, ...policy }) => ({
      ...every(policy, known),
      text: mask(text),
    })),
  };
}

/** External IDs of the policies, which are the only place that may still hold them. */
export function externalIdsOf({ policies }: Pick<Review, "policies">): string[] {
  const strings = policies.map(({ file, text }) => ({ pointer: `/${file}`, value: text }));
  return [...new Set(externalIdsIn({ strings: () => strings }))];
}

/** The same with every text in it masked; a copy only where something had to be. */
function every<Value>(value: Value, mask: Mask): Value {
  return (changes(value, mask) ? copy(value, mask) : value) as Value;
}

function changes(value: unknown, mask: Mask): boolean {
  if (typeof value === "string") return mask(value) !== value;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.some((item) => changes(item, mask));
  for (const [key, inner] of Object.entries(value)) {
    if (mask(key) !== key || (!WORDS.has(key) && changes(inner, mask))) return true;
  }
  return false;
}

function copy(value: unknown, mask: Mask): unknown {
  if (typeof value === "string") return mask(value);
  if (Array.isArray(value)) return value.map((item) => every(item as unknown, mask));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [
      mask(key),
      WORDS.has(key) ? (inner as unknown) : every(inner as unknown, mask),
    ]),
  );
}
