import { waysTogether } from "../escalation/together";
import type { Finding } from "../finding";
import { isOpen, SEVERITIES } from "../order";
import { code, escapeMarkdown } from "../../text/markdown";
import { count } from "../../text/count";
import { groupBy } from "../../text/group";
import { given } from "../../text/list";
import {
  failureWords,
  type Group,
  grouped,
  placeOf,
  type Reporter,
  verdictLine,
  verdictOf,
} from "./reporter";

const SIGNS = { PASS: "✅", FAIL: "❌", UNDECIDED: "❔" } as const;

/** Rules of plans: what is deleted, replaced or forgotten. */
const PLAN_RULE = /^plan-/;

/** A comment for a pull request: the counts, what gets deleted, then resource by resource. */
export const markdown: Reporter = (report, { failOn }) => {
  const verdict = verdictOf(report, failOn);
  const open = report.findings.filter(isOpen);
  const waived = report.findings.filter((finding) => finding.verdict === "WAIVED");
  const page = new Page(
    `## ${SIGNS[verdict]} byoc check\n\n${escapeMarkdown(verdictLine(report, failOn))}\n\n${counts(report.summary)}\n`,
  );
  const deletions = open.filter(({ rule }) => PLAN_RULE.test(rule));
  page.section("\n### Deletions and replacements\n\n", deletions.map(item), "");
  const groups = grouped(waysTogether(open.filter(({ rule }) => !PLAN_RULE.test(rule))));
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
  const fails = groupBy(failing, ({ severity }) => severity);
  const parts = failureWords((severity) => fails.get(severity)?.length ?? 0);
  const undecided = findings.length - failing.length;
  if (undecided > 0) parts.push(`${undecided} unknown`);
  return `<details${fails.has("error") ? " open" : ""}>\n<summary>${code(address ?? file ?? "rules")}: ${parts.join(", ")}</summary>\n\n`;
}

function item(finding: Finding): string {
  const { verdict, severity, rule, key, address, message, fix } = finding;
  const place = placeOf(finding);
  return given([
    `- **${verdict} ${severity}** ${code(rule)}${key === undefined ? "" : ` ${code(key)}`}`,
    PLAN_RULE.test(rule) && address !== undefined && ` ${code(address)}`,
    `: ${escapeMarkdown(message)}`,
    fix !== undefined && `<br>Fix: ${escapeMarkdown(fix)}`,
    place !== undefined && `<br><sub>${escapeMarkdown(place)}</sub>`,
    "\n",
  ]).join("");
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

/** GitHub refuses longer comments. */
const LIMIT = 65_536;
/** Room for the note that says what is missing. */
const NOTE = 300;

/** A comment that stays within GitHub's limit: it leaves out whole findings, and says how many. */
class Page {
  private written: string;
  private omitted = 0;

  constructor(head: string) {
    this.written = head;
  }

  /** Adds as many items as fit between a section's head and foot; no items make no section. */
  section(head: string, items: readonly string[], foot: string): void {
    let body = "";
    let added = 0;
    for (const item of items) {
      // After the first item that does not fit nothing follows: what is shown are the worst ones.
      const length = this.written.length + head.length + body.length + item.length + foot.length;
      if (this.omitted > 0 || length > LIMIT - NOTE) break;
      body += item;
      added += 1;
    }
    if (added > 0) this.written += head + body + foot;
    this.omitted += items.length - added;
  }

  text(): string {
    if (this.omitted === 0) return this.written;
    return `${this.written}\n**${count(this.omitted, "finding")} more not shown here:** GitHub's comments end at 65,536 characters. The counts above are of all findings; \`--format json=FILE\` writes them all.\n`;
  }
}
