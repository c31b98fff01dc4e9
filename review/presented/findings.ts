import type { AppliedWaiver, Finding, Report, Verdict } from "../../compliance/finding";
import { SEVERITIES, VERDICTS } from "../../compliance/order";
import { nameOf } from "../../compliance/reporters/reporter";
import { count } from "../../text/count";
import { compareText } from "../../text/order";
import type { Review } from "../review";
import {
  chip,
  code,
  fold,
  foldMany,
  grouped,
  heading,
  none,
  note,
  paragraph,
  strong,
  table,
  type Column,
  type Words,
} from "../../text/page";
import type { ReviewBlock, ReviewBlocks, Chapter } from "./data";
import { DECIDED_BY } from "./accepted";
import { by, ranked, sameness, whereOf, type Same } from "./scope";

/** What the checks found: what is open, what is waived, notes, and what every rule said. */
export const FINDINGS: Chapter = {
  id: "findings",
  title: "Checks and waivers",
  intro: ({ report }) =>
    `${count(report.summary.rules, "rule")} looked at what Terraform would make. Unknown is never taken for good, and a waiver hides nothing: it says who decided what, and why.`,
  blocks: (review) => {
    const { report } = review;
    const failing = report.findings.filter(({ verdict }) => verdict === "FAIL");
    const notes = failing.filter(({ severity }) => severity === "info");
    const unknown = report.findings.filter(({ verdict }) => verdict === "UNKNOWN");
    const open = [...failing.filter(({ severity }) => severity !== "info"), ...unknown];
    return [
      heading("Open"),
      open.length === 0
        ? paragraph("Nothing is open.")
        : byRule("What must be mended or decided", open, review),
      heading("Waived"),
      waived(review),
      notes.length > 0 &&
        fold(`Notes: ${notes.length}`, byRule("What might be better", notes, review)),
      heading("Rule by rule"),
      ruleByRule(report),
    ];
  },
};

/** What each rule found, worst first, with the fix told once. */
function byRule(caption: string, findings: readonly Finding[], review: Review): ReviewBlock {
  const rules = sameness(findings, by("rule", "verdict", "severity", "fix"));
  return grouped(
    caption,
    [["What", ([{ message }]) => message, "prose"], whereOf(review)],
    ranked(rules, ([first]) => badness(first)).map((own) => ({
      title: ruleWords(own[0]),
      rows: sameness(own, by("message")),
    })),
  );
}

/** Rules of one badness stay in the order of the report. */
function badness({ verdict, severity }: Finding): number {
  return VERDICTS.indexOf(verdict) * SEVERITIES.length + SEVERITIES.indexOf(severity);
}

function ruleWords({ rule, verdict, severity, fix }: Finding): Words {
  const unknown = verdict === "UNKNOWN";
  const label = chip(unknown ? `unknown ${severity}` : severity, unknown ? "unknown" : severity);
  const mended = fix === undefined ? [] : [" ", note([strong("Fix:"), ` ${fix}`])];
  return [label, " ", strong(code(rule)), ...mended];
}

/** Waived findings; those of waivers that come with byoc are told as deviations already. */
function waived(review: Review): ReviewBlocks {
  const all = review.report.findings.filter(({ verdict }) => verdict === "WAIVED");
  const own = all.filter(({ waiver }) => waiver?.kind !== "documented");
  const shipped = all.filter(({ waiver }) => waiver?.kind === "documented");
  if (all.length === 0) return paragraph("Nothing is waived.");
  return [
    own.length > 0 && waivedTable(own, review),
    shipped.length > 0 &&
      fold(
        `${count(shipped.length, "finding")} waived by waivers that come with byoc: see Deviations, by whose text leaves the way open`,
        waivedTable(shipped, review),
      ),
  ];
}

/** Findings that one waiver covers for the same reason are one line. */
function waivedTable(findings: readonly Finding[], review: Review): ReviewBlock {
  const groups = sameness(findings, ({ rule, key, waiver, message }) => [
    rule,
    key,
    waiver,
    waiver?.kind === "documented" || message,
  ]);
  const drawn = table(
    `${count(findings.length, "finding")} that somebody has decided not to count`,
    [
      ["Rule", ([first]) => code(nameOf(first)), "names"],
      ["What", waivedWords, "prose"],
      whereOf(review),
      ["Reason", ([{ waiver }]) => reasonWords(waiver), "prose"],
      DECIDED_BY,
    ],
    groups,
  );
  return foldMany("waiver", 12, drawn);
}

function waivedWords(same: Same<Finding>): Words {
  const [{ waiver, message }] = same;
  return same.length > 1 && waiver?.kind === "documented" ? `${same.length} findings` : message;
}

function reasonWords({ reason = "", ticket }: Partial<AppliedWaiver> = {}): Words {
  return ticket === undefined ? reason : `${reason} (${ticket})`;
}

/** How often a rule said so. */
function outcome(title: string, verdict: Verdict): Column<readonly Finding[]> {
  const cell = (own: readonly Finding[]) => {
    const number = own.filter((finding) => finding.verdict === verdict).length;
    return number === 0 ? none(isSilent(own) ? "–" : "0") : String(number);
  };
  return [title, cell, "number"];
}

/** Whether nothing is what a rule is about. */
function isSilent(own: readonly Finding[]): boolean {
  return own.every(({ verdict }) => verdict === "NOT_APPLICABLE");
}

const RULE_COLUMNS: readonly Column<Same<Finding>>[] = [
  ["Rule", ([{ rule }]) => code(rule), "names"],
  outcome("Passed", "PASS"),
  outcome("Failed", "FAIL"),
  outcome("Unknown", "UNKNOWN"),
  outcome("Waived", "WAIVED"),
  ["Remark", (own) => (isSilent(own) ? "nothing here is what this rule is about" : ""), "prose"],
];

function ruleByRule({ findings, summary }: Report): ReviewBlock {
  const rules = [...sameness(findings, by("rule"))];
  rules.sort(([a], [b]) => compareText(a.rule, b.rule));
  const drawn = table("Outcome of every rule", RULE_COLUMNS, rules);
  return fold(`What each of ${summary.rules} rules said`, drawn);
}
