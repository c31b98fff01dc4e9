import type { Finding } from "../finding";
import { SEVERITIES } from "../order";
import { code, escapeMarkdown } from "../../text/markdown";
import { Page } from "./page";
import { grouped, placeOf, verdictLine, verdictOf } from "./reporter";
import { count } from "../../text/count";
import type { Group, Reporter } from "./reporter";

const SIGNS = { PASS: "✅", FAIL: "❌", UNDECIDED: "❔" } as const;

/** Rules of plans: what is deleted, replaced or forgotten. */
const PLAN_RULE = /^plan-/;

/** A comment for a pull request: the counts, what gets deleted, then resource by resource. */
export const markdown: Reporter = (report, { failOn }) => {
  const verdict = verdictOf(report, failOn);
  const open = report.findings.filter(
    (finding) => finding.verdict === "FAIL" || finding.verdict === "UNKNOWN",
  );
  const waived = report.findings.filter((finding) => finding.verdict === "WAIVED");
  const page = new Page(
    `## ${SIGNS[verdict]} byoc check\n\n${escapeMarkdown(verdictLine(report, failOn))}\n\n${counts(report.summary)}\n`,
  );
  const deletions = open.filter(({ rule }) => PLAN_RULE.test(rule));
  page.section("\n### Deletions and replacements\n\n", deletions.map(item), "");
  const groups = grouped(open.filter(({ rule }) => !PLAN_RULE.test(rule)));
  for (const [index, group] of groups.entries()) {
    const heading = index === 0 ? "\n### Findings\n" : "";
    page.section(`${heading}\n${summaryOf(group)}`, group.findings.map(item), "\n</details>\n");
  }
  page.section(
    `\n<details>\n<summary>Waived: ${count(waived.length, "finding")}</summary>\n\n| rule | where | reason | owner | until |\n| --- | --- | --- | --- | --- |\n`,
    waived.map(row),
    "\n</details>\n",
  );
  return page.text();
};

function counts({ fail, unknown, verdicts }: Parameters<Reporter>[0]["summary"]): string {
  const line = (name: string, by: typeof fail) =>
    `| ${name} | ${SEVERITIES.map((severity) => by[severity]).join(" | ")} |`;
  return [
    `| | ${SEVERITIES.join(" | ")} |`,
    "| --- | --: | --: | --: |",
    line("fails", fail),
    line("unknown", unknown),
    "",
    `${verdicts.WAIVED} waived, ${verdicts.PASS} passed, ${verdicts.NOT_APPLICABLE} not applicable`,
  ].join("\n");
}

function summaryOf({ address, file, findings }: Group): string {
  const failing = findings.filter(({ verdict }) => verdict === "FAIL");
  const parts = SEVERITIES.map((severity) => ({
    severity,
    number: failing.filter((finding) => finding.severity === severity).length,
  }))
    .filter(({ number }) => number > 0)
    .map(({ severity, number }) => count(number, severity === "info" ? "note" : severity));
  const undecided = findings.length - failing.length;
  if (undecided > 0) parts.push(`${undecided} unknown`);
  const open = failing.some(({ severity }) => severity === "error") ? " open" : "";
  return `<details${open}>\n<summary>${code(address ?? file ?? "rules")}: ${parts.join(", ")}</summary>\n\n`;
}

function item(finding: Finding): string {
  const { verdict, severity, rule, key, address, message, fix } = finding;
  const place = placeOf(finding);
  return [
    `- **${verdict} ${severity}** ${code(rule)}${key === undefined ? "" : ` ${code(key)}`}`,
    ...(PLAN_RULE.test(rule) && address !== undefined ? [` ${code(address)}`] : []),
    `: ${escapeMarkdown(message)}`,
    ...(fix === undefined ? [] : [`<br>Fix: ${escapeMarkdown(fix)}`]),
    ...(place === undefined ? [] : [`<br><sub>${escapeMarkdown(place)}</sub>`]),
    "\n",
  ].join("");
}

function row({ rule, key, address, file, waiver }: Finding): string {
  const cells = [
    code(key === undefined ? rule : `${rule} [${key}]`),
    code(address ?? file ?? "rules"),
    ...[waiver?.reason, waiver?.owner, waiver?.expires ?? waiver?.kind].map((text) =>
      escapeMarkdown(text ?? ""),
    ),
  ];
  return `| ${cells.join(" | ")} |\n`;
}
