import { Document } from "yaml";
import type { Finding, Report } from "../finding";
import { isPattern } from "../../iam/glob";
import { byFields } from "../../text/order";
import { isOpen } from "../order";
import { isWaivable, type RuleInfo } from "../rule";
import { covers, subjectOf } from "./match";
import type { WaiverEntry } from "./schema";

/** Long enough to mend things, too short to forget them. */
const DAYS = 90;

export interface BaselineOptions {
  /** Who answers for the waivers. */
  readonly owner: string;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly rules: readonly RuleInfo[];
}

/**
 * Text of a waiver file for everything that fails today and may be waived. What is undecided is left
 * out: a waiver for it would also cover the failure that it may turn out to be.
 */
export function baseline(report: Report, { owner, today, rules }: BaselineOptions): string {
  const waivable = new Set(rules.filter(isWaivable).map(({ id }) => id));
  const failing = report.findings.filter(
    ({ verdict, rule, key }) => verdict === "FAIL" && waivable.has(rule) && key !== THREW,
  );
  const filesOf = new Map<string, Set<string | undefined>>();
  for (const finding of report.findings) {
    const address = subjectOf(finding);
    filesOf.set(address, (filesOf.get(address) ?? new Set()).add(finding.file));
  }
  const entries = new Map<string, WaiverEntry>();
  for (const finding of failing) {
    const entry = entryOf(finding, filesOf.get(subjectOf(finding))!.size > 1, owner, today);
    entries.set(JSON.stringify([entry.rule, entry.address, entry.finding, entry.file]), entry);
  }
  const waivers = [...entries.values()]
    .map((entry) => (isPattern(entry.address) ? { ...entry, max: fitting(entry, report) } : entry))
    .sort(byFields("rule", "address", "finding", "file"));
  const document = new Document({ version: 1, waivers });
  document.commentBefore = ` What byoc check found on ${today}. Each finding is to be mended, or its reason written here, by\n the day it expires.`;
  return document.toString({ lineWidth: 100 });
}

/** Key of the engine's own finding of a rule that threw; never waived. */
export const THREW = "(threw)";

function entryOf(
  finding: Finding,
  isElsewhere: boolean,
  owner: string,
  today: string,
): WaiverEntry {
  return {
    rule: finding.rule,
    address: subjectOf(finding),
    ...(finding.key !== undefined && finding.key.trim() !== "" && { finding: finding.key }),
    // Another stack may have the same address, and may be right today.
    ...(isElsewhere && finding.file !== undefined && { file: finding.file }),
    reason: `found on ${today}, when the baseline was written`,
    owner,
    expires: daysAfter(today, DAYS),
  };
}

/** The day that comes some days after another. */
function daysAfter(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** An address that holds `*` is read as a pattern, which may fit other addresses too. */
function fitting(entry: WaiverEntry, { findings }: Report): number {
  const waiver = { ...entry, max: 1, kind: "accepted-risk", origin: "file" } as const;
  return findings.filter(
    (finding) => isOpen(finding) && covers(waiver, { finding, waivable: true }),
  ).length;
}
