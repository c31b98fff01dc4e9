import { createColors } from "picocolors";
import { oneLine } from "../../text/lines";
import type { Finding, Severity, Verdict } from "../finding";
import { grouped, nameOf, placeOf, verdictLine, verdictOf, waiverLine } from "./reporter";
import type { Group, Reporter } from "./reporter";

type Colours = ReturnType<typeof createColors>;

const WIDTH = 100;
/** Below this, text that is wrapped is harder to read than text that is cut by the terminal. */
const NARROWEST = 40;
const LISTED: ReadonlySet<Verdict> = new Set(["FAIL", "UNKNOWN", "WAIVED"]);

/** For people: by resource, what is wrong and how to mend it; the verdict last. */
export const terminal: Reporter = (report, { failOn, colour = false, width = WIDTH }) => {
  const colours = createColors(colour);
  const columns = Math.max(NARROWEST, width);
  const groups = grouped(report.findings.filter(({ verdict }) => LISTED.has(verdict)));
  const verdict = verdictOf(report, failOn);
  const paint = { PASS: colours.green, FAIL: colours.red, UNDECIDED: colours.magenta }[verdict];
  return [
    ...groups.map((group) => `${showGroup(group, colours, columns)}\n`),
    `${paint(colours.bold(verdictLine(report, failOn)))}\n`,
  ].join("\n");
};

function showGroup({ address, file, findings }: Group, colours: Colours, width: number): string {
  const first = findings[0]!;
  const heading = colours.bold(oneLine(address ?? file ?? "rules"));
  const beside = address === undefined ? undefined : placeOf(first);
  return [
    beside === undefined ? heading : `${heading}  ${colours.dim(beside)}`,
    ...findings.flatMap((finding) => showFinding(finding, first, colours, width)),
  ].join("\n");
}

function showFinding(finding: Finding, first: Finding, colours: Colours, width: number): string[] {
  const { verdict, severity, line, message, fix } = finding;
  if (verdict === "WAIVED") {
    return [colours.dim(cut(`  WAIVED ${nameOf(finding)}: ${waiverLine(finding)}`, width))];
  }
  const isElsewhere = finding.address === undefined || line !== first.line;
  const at = isElsewhere && line !== undefined ? colours.dim(`  line ${line}`) : "";
  const paint = verdict === "UNKNOWN" ? colours.magenta : colourOf(severity, colours);
  return [
    `  ${paint(`${verdict} ${severity}`)} ${nameOf(finding)}${at}`,
    ...wrap(message, "    ", "    ", width),
    ...(fix === undefined ? [] : wrap(fix, "    fix: ", "         ", width)),
  ];
}

function colourOf(severity: Severity, colours: Colours) {
  return { error: colours.red, warning: colours.yellow, info: colours.blue }[severity];
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

function cut(line: string, width: number): string {
  return line.length <= width ? line : `${line.slice(0, width - 1)}…`;
}
