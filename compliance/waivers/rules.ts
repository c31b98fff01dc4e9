import { fingerprintOf, type Finding } from "../finding";
import { infoOf } from "../rule";

/** What the engine itself reports of waivers; listed beside the rules wherever rules are listed. */
export const WAIVER_RULES = {
  expired: infoOf("waiver-expired"),
  unused: infoOf("waiver-unused"),
  exceeded: infoOf("waiver-exceeded"),
  notAllowed: infoOf("waiver-not-allowed"),
  invalid: infoOf("waiver-invalid"),
};

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
