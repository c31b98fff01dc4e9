import { ROLES } from "../../policies/catalogue";
import type { Waiver } from "./schema";

/** What a document makes inevitable; without expiry, as the document has none. */
export function documentedWaiver(
  waiver: Pick<Waiver, "rule" | "address" | "finding" | "max" | "reason">,
): Waiver {
  return { ...waiver, kind: "documented", origin: "shipped" };
}

/** More findings than any run has: a document is the same however many roles follow it. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/**
 * Ways out that a documented text leaves open; docs/deviations.md lists them too. A permissions
 * boundary narrows most of them without touching the text. The rule gives a key with the kind of role
 * only to what the document's text opens by itself, so nothing that was added to it is waived. None
 * is reported as unused: most runs make only some of the resources.
 */
export const SHIPPED_WAIVERS: readonly Waiver[] = ROLES.flatMap(({ kind, waivers = {} }) =>
  Object.entries(waivers).map(([path, reason]) =>
    documentedWaiver({
      rule: "escalation-path",
      address: "*",
      finding: `${kind}:${path}`,
      max: ANY_NUMBER,
      reason,
    }),
  ),
);
