import type { AppliedWaiver, Finding, Report, Verdict } from "../../compliance/finding";
import { SEVERITIES, VERDICTS } from "../../compliance/order";
import { nameOf } from "../../compliance/reporters/reporter";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { compareText } from "../../text/order";
import type { Review } from "../review";
import {
  chip,
  code,
  fold,
  foldMany,
  heading,
  lines,
  none,
  note,
  paragraph,
  places,
  strong,
  table,
  type Block,
  type Chapter,
  type Table,
  type Words,
} from "./data";
import { findingPlaces, sameness } from "./scope";

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
      ...waived(review),
      ...(notes.length === 0
        ? []
        : [fold(`Notes: ${notes.length}`, [byRule("What might be better", notes, review)])]),
      heading("Rule by rule"),
      ruleByRule(report),
    ];
  },
};

/** What each rule found, worst first, with the fix told once. */
function byRule(caption: string, findings: readonly Finding[], review: Review): Table {
  const rules = sameness(findings, ({ rule, verdict, severity, fix }) => [
    rule,
    verdict,
    severity,
    fix,
  ]);
  const sorted = [...rules].sort(([a], [b]) => badness(a!) - badness(b!));
  return {
    kind: "table",
    caption,
    columns: [
      ["What", "prose"],
      ["Where", "names"],
    ],
    groups: sorted.map((own) => ({
      title: ruleWords(own[0]!),
      rows: sameness(own, ({ message }) => [message]).map((same) => [
        same[0]!.message,
        places(findingPlaces(same, review)),
      ]),
    })),
  };
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
function waived(review: Review): readonly Block[] {
  const all = review.report.findings.filter(({ verdict }) => verdict === "WAIVED");
  const own = all.filter(({ waiver }) => waiver?.kind !== "documented");
  const shipped = all.filter(({ waiver }) => waiver?.kind === "documented");
  if (all.length === 0) return [paragraph("Nothing is waived.")];
  return [
    ...(own.length === 0 ? [] : waivedTable(own, review)),
    ...(shipped.length === 0
      ? []
      : [
          fold(
            `${count(shipped.length, "finding")} waived by waivers that come with byoc: see Deviations, by whose text leaves the way open`,
            waivedTable(shipped, review),
          ),
        ]),
  ];
}

/** Findings that one waiver covers for the same reason are one line. */
function waivedTable(findings: readonly Finding[], review: Review): readonly Block[] {
  const groups = sameness(findings, ({ rule, key, waiver, message }) => [
    rule,
    key,
    waiver,
    waiver?.kind === "documented" || message,
  ]);
  const drawn = table(
    `${count(findings.length, "finding")} that somebody has decided not to count`,
    [["Rule", "names"], ["What", "prose"], ["Where", "names"], ["Reason", "prose"], ["Decided by"]],
    groups.map((same) => {
      const { waiver, message } = same[0]!;
      return [
        code(nameOf(same[0]!)),
        same.length === 1 || waiver?.kind !== "documented" ? message : `${same.length} findings`,
        places(findingPlaces(same, review)),
        waiver ? `${waiver.reason}${waiver.ticket === undefined ? "" : ` (${waiver.ticket})`}` : "",
        waiver ? decision(waiver) : "",
      ];
    }),
  );
  return [foldMany(groups.length, "waiver", 12, drawn)];
}

function decision({ kind, owner, expires, source }: AppliedWaiver): Words {
  const who = owner ?? (source === "shipped" ? "shipped with byoc" : "nobody named");
  return lines([chip(kind), who, note(expires === undefined ? "without end" : `until ${expires}`)]);
}

const OUTCOMES: readonly (readonly [Verdict, string])[] = [
  ["PASS", "Passed"],
  ["FAIL", "Failed"],
  ["UNKNOWN", "Unknown"],
  ["WAIVED", "Waived"],
];

/** How often each rule said what; a rule that nothing is about says so. */
function ruleByRule({ findings, summary }: Report): Block {
  const rules = [...groupBy(findings, ({ rule }) => rule)].sort(([a], [b]) => compareText(a, b));
  const row = ([rule, own]: readonly [string, readonly Finding[]]): readonly Words[] => {
    const silent = own.every(({ verdict }) => verdict === "NOT_APPLICABLE");
    return [
      code(rule),
      ...OUTCOMES.map(([verdict]) => {
        const number = own.filter((finding) => finding.verdict === verdict).length;
        return number === 0 ? none(silent ? "–" : "0") : String(number);
      }),
      silent ? "nothing here is what this rule is about" : "",
    ];
  };
  return fold(`What each of ${summary.rules} rules said`, [
    table(
      "Outcome of every rule",
      [
        ["Rule", "names"],
        ...OUTCOMES.map(([, title]) => [title, "number"] as const),
        ["Remark", "prose"],
      ],
      rules.map(row),
    ),
  ]);
}
