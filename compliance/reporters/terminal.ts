import { createColors } from "picocolors";
import { groupBy } from "../../text/group";
import { oneLine } from "../../text/lines";
import { byKey } from "../../text/order";
import { waysTogether } from "../escalation/together";
import type { Finding, Severity, Verdict } from "../finding";
import { reaches } from "../order";
import {
  type Group,
  grouped,
  nameOf,
  placeOf,
  type Reporter,
  verdictLine,
  verdictOf,
  waiverLine,
} from "./reporter";
import type { RuleInfo } from "../rule";

const WIDTH = 100;
/** Below this, text that is wrapped is harder to read than text that is cut by the terminal. */
const NARROWEST = 40;
const LISTED: ReadonlySet<Verdict> = new Set(["FAIL", "UNKNOWN", "WAIVED"]);

/** How one report is shown. */
interface Show {
  readonly colours: ReturnType<typeof createColors>;
  readonly width: number;
  readonly failOn: Severity;
  /** Where each fix was told first; undefined where it is told every time. */
  readonly told?: Map<string, string>;
}

/** For people: by resource, what is wrong and how to mend it; the verdict last. */
export const terminal: Reporter = (report, options) => {
  const { failOn, rules, colour = false, fold = false, quiet = false } = options;
  const colours = createColors(colour);
  const width = Math.max(NARROWEST, options.width ?? WIDTH);
  const show: Show = { colours, width, failOn, ...(fold && { told: new Map<string, string>() }) };
  const decides = ({ verdict, severity }: Finding) =>
    verdict !== "WAIVED" && reaches(severity, failOn);
  const listed = report.findings
    .filter(({ verdict }) => LISTED.has(verdict))
    .filter((finding) => !quiet || decides(finding));
  const isNote = (finding: Finding) =>
    fold && finding.verdict !== "WAIVED" && finding.severity === "info" && !decides(finding);
  const isAccepted = ({ verdict }: Finding) => fold && verdict === "WAIVED";
  const inFull = listed.filter((finding) => !isNote(finding) && !isAccepted(finding));
  const verdict = verdictOf(report, failOn);
  const paint = { PASS: colours.green, FAIL: colours.red, UNDECIDED: colours.magenta }[verdict];
  return [
    ...grouped(fold ? waysTogether(inFull) : inFull).map((group) => showGroup(group, show)),
    ...folded("notes; --notes shows each", listed.filter(isNote), rules, width),
    ...folded("accepted; --notes shows each", listed.filter(isAccepted), rules, width),
    paint(colours.bold(verdictLine(report, failOn))),
  ]
    .map((part) => `${part}\n`)
    .join("\n");
};

function showGroup({ address, file, findings }: Group, show: Show): string {
  const first = findings[0]!;
  const name = oneLine(address ?? file ?? "rules");
  const beside = address === undefined ? undefined : placeOf(first);
  const heading = show.colours.bold(name);
  return [
    beside === undefined ? heading : `${heading}  ${show.colours.dim(beside)}`,
    ...findings.flatMap((finding) => showFinding(finding, first, name, show)),
  ].join("\n");
}

function showFinding(finding: Finding, first: Finding, name: string, show: Show): string[] {
  const { verdict, line, message } = finding;
  const { colours, width } = show;
  if (verdict === "WAIVED") {
    const text = `${nameOf(finding)}: ${waiverLine(finding)}`;
    return wrap(text, "  WAIVED ", "    ", width).map((part) => colours.dim(part));
  }
  const isElsewhere = finding.address === undefined || line !== first.line;
  const at = isElsewhere && line !== undefined ? colours.dim(`  line ${line}`) : "";
  const fix = fixOf(finding, name, show);
  return [
    `  ${label(finding, show)} ${nameOf(finding)}${at}`,
    ...wrap(message, "    ", "    ", width),
    ...(fix === undefined ? [] : wrap(fix, "    fix: ", "         ", width)),
  ];
}

/** What does not decide the run is no failure: a `FAIL` under a `PASS` would contradict it. */
function label({ verdict, severity }: Finding, { colours, failOn }: Show): string {
  if (verdict === "UNKNOWN") return colours.magenta(`${verdict} ${severity}`);
  const paint = { error: colours.red, warning: colours.yellow, info: colours.blue }[severity];
  if (reaches(severity, failOn)) return paint(`${verdict} ${severity}`);
  return paint(severity === "info" ? "note" : severity);
}

/** The same fix is told once; later ones say where. */
function fixOf({ fix }: Finding, name: string, { told }: Show): string | undefined {
  if (fix === undefined || told === undefined) return fix;
  const before = told.get(fix);
  if (before === undefined) told.set(fix, name);
  return before === undefined ? fix : before === name ? "as above" : `as at ${before}`;
}

/** Findings by rule, a line each: how many there are, and what the rule is about. */
function folded(
  heading: string,
  findings: readonly Finding[],
  rules: readonly RuleInfo[],
  width: number,
): string[] {
  if (findings.length === 0) return [];
  const byRule = [...groupBy(findings, ({ rule }) => rule)]
    .map(([name, { length }]) => [name, String(length)] as const)
    .sort(byKey);
  const longest = Math.max(...byRule.map(([name]) => name.length));
  const digits = Math.max(...byRule.map(([, number]) => number.length));
  const lines = byRule.flatMap(([name, number]) => {
    const title = rules.find(({ id }) => id === name)?.title ?? "";
    const first = `  ${name.padEnd(longest)}  ${number.padStart(digits)}  `;
    return wrap(title, first, " ".repeat(first.length), width).map((line) => line.trimEnd());
  });
  return [[heading, ...lines].join("\n")];
}

/** Breaks between words only: an ARN that is torn apart cannot be copied. */
function wrap(text: string, first: string, rest: string, width: number): string[] {
  const lines: string[] = [];
  let line = first;
  for (const word of oneLine(text).split(" ").filter(Boolean)) {
    const isEmpty = line === first || line === rest;
    if (!isEmpty && line.length + 1 + word.length > width) {
      lines.push(line);
      line = rest + word;
    } else {
      line += isEmpty ? word : ` ${word}`;
    }
  }
  return [...lines, line];
}
