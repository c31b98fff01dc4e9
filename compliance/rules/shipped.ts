import { ROLES } from "../../policies/catalogue";
import { shipped } from "../waivers/shipped";
import type { Waiver } from "../waivers/schema";

/** More findings than any run has: a document is the same however many roles follow it. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/**
 * What the documents themselves make inevitable. docs/deviations.md lists it too; a permissions
 * boundary narrows most of it without touching the text. The rule gives a key with the kind of role
 * only to what that text opens by itself, so nothing that was added to it is waived.
 */
export const SHIPPED_WAIVERS: readonly Waiver[] = shipped(
  ROLES.flatMap(({ kind, waivers = {} }) =>
    Object.entries(waivers).map(([path, reason]) => ({
      rule: "escalation-path",
      address: "*",
      finding: `${kind}:${path}`,
      max: ANY_NUMBER,
      reason,
    })),
  ),
);
