import { posix } from "node:path";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { oneLine } from "../../text/lines";
import { exitCode } from "../engine";
import type { Finding, Report, Severity } from "../finding";
import { byBadness, byPlace, SEVERITIES } from "../order";
import type { RuleInfo } from "../rule";

export interface ReportOptions {
  /** What each rule is about; rules that are missing here are told by their id alone. */
  readonly rules: readonly RuleInfo[];
  /** Threshold of the run. */
  readonly failOn: Severity;
  /** Terminal only. */
  readonly colour?: boolean;
  /** Terminal only: columns. */
  readonly width?: number;
  /** Terminal only: notes and what was accepted by rule, in a line each; equal fixes once. */
  readonly fold?: boolean;
  /** Terminal only: nothing but what decides the run. */
  readonly quiet?: boolean;
  /** SARIF only: tells the runs of one commit apart, `production`. */
  readonly category?: string;
  /** SARIF only: an absolute URI that says which tool it was. */
  readonly toolUri?: string;
}

/** Writes a report in one format; the same report gives the same bytes. */
export type Reporter = (report: Report, options: ReportOptions) => string;

/** Findings about one resource, or about one file, or about neither. */
export interface Group {
  readonly address?: string;
  readonly file?: string;
  /** Worst first. */
  readonly findings: readonly Finding[];
}

/** Findings by resource; the resource with the worst finding first. */
export function grouped(findings: readonly Finding[]): Group[] {
  const groups = groupBy(
    [...findings].sort((a, b) => byBadness(a, b) || byPlace(a, b)),
    ({ file, address }) => JSON.stringify([file, address]),
  );
  return [...groups.values()].map((inGroup) => {
    const { address, file } = inGroup[0]!;
    return { address, file, findings: inGroup };
  });
}

/** How many fail, worst first: `2 errors`, `1 note`. */
export function failureWords(numberOf: (severity: Severity) => number): string[] {
  return SEVERITIES.filter((severity) => numberOf(severity) > 0).map((severity) =>
    count(numberOf(severity), severity === "info" ? "note" : severity),
  );
}

/** The run in one line: `FAIL: 2 errors, 1 warning; 3 unknown, 7 waived, 112 passed (…)`. */
export function verdictLine(report: Report, failOn: Severity): string {
  const { fail, verdicts, rules } = report.summary;
  const failures = failureWords((severity) => fail[severity]);
  const notApplicable =
    verdicts.NOT_APPLICABLE > 0 ? `, ${verdicts.NOT_APPLICABLE} not applicable` : "";
  return (
    `${verdictOf(report, failOn)}: ${failures.join(", ") || "nothing fails"}; ` +
    `${verdicts.UNKNOWN} unknown, ${verdicts.WAIVED} waived, ${verdicts.PASS} passed ` +
    `(${count(rules, "rule")}${notApplicable}, ${count(report.inputs.length, "file")})`
  );
}

/** The run in one word; it agrees with the exit code. */
export function verdictOf(report: Report, failOn: Severity): "PASS" | "FAIL" | "UNDECIDED" {
  return ({ 0: "PASS", 1: "FAIL", 3: "UNDECIDED" } as const)[exitCode(report, failOn)];
}

/** What a finding says, where its verdict does not stand beside it. */
export function told({ verdict, message }: Finding): string {
  return verdict === "UNKNOWN" ? `unknown: ${message}` : message;
}

/** Rule and key as people read them: `trust-external-id [sts:AssumeRole]`. */
export function nameOf({ rule, key }: Finding): string {
  return oneLine(key === undefined ? rule : `${rule} [${key}]`);
}

/** Reason, owner, expiry and ticket of a waiver in one line. */
export function waiverLine({ waiver }: Finding): string {
  if (!waiver) return "";
  const { reason, owner, expires, ticket, kind } = waiver;
  const facts = [
    owner,
    expires === undefined ? undefined : `until ${expires}`,
    ticket,
    kind === "accepted-risk" ? undefined : kind,
  ].filter((fact) => fact !== undefined);
  return oneLine(`${reason}${facts.length > 0 ? ` (${facts.join(", ")})` : ""}`);
}

/** `file:line`, as editors open it. */
export function placeOf({ file, line }: Finding): string | undefined {
  return file === undefined ? undefined : oneLine(line === undefined ? file : `${file}:${line}`);
}

/** A path as services that know the repository want it: relative, with forward slashes. */
export function repositoryPath(file: string): string {
  const parts = posix.normalize(file.replaceAll("\\", "/").replace(/^[A-Za-z]:/, "")).split("/");
  return parts.filter((part) => !["", ".", ".."].includes(part)).join("/");
}
