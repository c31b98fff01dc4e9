import { fingerprintOf, type Finding } from "../finding";
import type { Rule } from "../rule";

/** A rule without its check, as reports and documents need it. */
export type RuleInfo = Omit<Rule, "check">;

/** Of all but those that say otherwise. */
const COMMON = { severity: "warning", documents: [], waivable: false } as const;

/** What the engine itself reports of waivers; listed beside the rules wherever rules are listed. */
export const WAIVER_RULES = {
  expired: {
    id: "waiver-expired",
    title: "Waivers have not expired",
    why: "The risk was accepted until a day that is over; what the waiver covered counts again.",
    fix: "mend what the waiver covered, or have its owner decide again and set a new expiry",
    ...COMMON,
  },
  unused: {
    id: "waiver-unused",
    title: "Waivers cover something",
    why: "A waiver that covers nothing today may hide a finding that nobody has looked at tomorrow.",
    fix: "remove the waiver, or correct its rule, address or finding",
    ...COMMON,
  },
  exceeded: {
    id: "waiver-exceeded",
    title: "Waivers with wildcards cover no more than was agreed",
    why: "More findings fit the waiver than its owner has accepted; it covers none of them.",
    fix: "look at the new findings, then raise max or write the addresses out",
    ...COMMON,
  },
  notAllowed: {
    id: "waiver-not-allowed",
    title: "Rules of integrity are not waived",
    why: "Without what these rules guard, nothing else that the report says can be relied on.",
    fix: "remove the waiver and mend what the rule finds",
    ...COMMON,
    severity: "error",
  },
  invalid: {
    id: "waiver-invalid",
    title: "Waivers in code can be read",
    why: "A waiver that cannot be read covers nothing.",
    fix: "write it with waive(resource, { … }), which knows the fields",
    ...COMMON,
    severity: "error",
  },
} as const satisfies Readonly<Record<string, RuleInfo>>;

/** What is wrong with a waiver, where it stands. */
export function waiverFinding(
  kind: keyof typeof WAIVER_RULES,
  said: Pick<Finding, "address" | "constructPath" | "file" | "line" | "message"> & {
    readonly key: string;
  },
): Finding {
  const { id, severity, fix } = WAIVER_RULES[kind];
  const fingerprint = fingerprintOf(id, said.address, said.key);
  return { rule: id, severity, verdict: "FAIL", ...said, fix, fingerprint };
}
