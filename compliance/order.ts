import { byFields, compareText } from "../text/order";
import type { Finding, Severity, Verdict } from "./finding";

/** Worst first. */
export const SEVERITIES: readonly Severity[] = ["error", "warning", "info"];

/** What needs somebody's attention first. */
export const VERDICTS: readonly Verdict[] = ["FAIL", "UNKNOWN", "WAIVED", "PASS", "NOT_APPLICABLE"];

/** Whether a finding needs an answer: it fails, or is undecided. */
export function isOpen({ verdict }: Finding): boolean {
  return verdict === "FAIL" || verdict === "UNKNOWN";
}

/** Whether a severity is as bad as a threshold, or worse. */
export function reaches(severity: Severity, threshold: Severity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(threshold);
}

/** Findings of one place, rule and key together. */
export const byPlace = byFields("file", "address", "rule", "key");
const byDetails = byFields("fix", "constructPath", "input");

/** What needs attention first, then the worst. */
export function byBadness(a: Finding, b: Finding): number {
  return (
    VERDICTS.indexOf(a.verdict) - VERDICTS.indexOf(b.verdict) ||
    SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity)
  );
}

/** Order of a report: the same for the same findings, whatever order they were found in. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    byPlace(a, b) ||
    byBadness(a, b) ||
    compareText(a.message, b.message) ||
    (a.line ?? 0) - (b.line ?? 0) ||
    byDetails(a, b)
  );
}

/** Findings in that order. */
export function sortFindings(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(compareFindings);
}

/** Findings in that order, each once: a rule that says the same twice has said it once. */
export function inOrder(findings: readonly Finding[]): Finding[] {
  const sorted = sortFindings(findings);
  return sorted.filter((one, at) => at === 0 || compareFindings(sorted[at - 1]!, one) !== 0);
}
