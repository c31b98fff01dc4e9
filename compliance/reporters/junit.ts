import type { Finding } from "../finding";
import { reaches } from "../order";
import { groupBy } from "../../text/group";
import { oneLine } from "../../text/lines";
import { compareText } from "../../text/order";
import { nameOf, waiverLine, type Reporter, type ReportOptions } from "./reporter";

type Outcome = "passed" | "failed" | "error" | "skipped";

/**
 * For test viewers of CI: a suite for each file, a case for each finding. Cases fail as the run
 * does: at or above the threshold. What is undecided there is an error, below it a skipped case;
 * skipped, too, is what is waived, with the reason.
 */
export const junit: Reporter = (report, options) => {
  const byFile = groupBy(report.findings, ({ file }) => file);
  // What belongs to no file stands last.
  const suites = [...byFile.keys()].sort(compareText).map((file) => {
    const findings = byFile.get(file)!;
    const cases = findings.map((finding) => testCase(finding, options));
    return element("testsuite", { name: file ?? "rules", ...tally(findings, options) }, cases);
  });
  const all = { name: "byoc check", ...tally(report.findings, options) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", all, suites)}\n`;
};

function tally(findings: readonly Finding[], options: ReportOptions) {
  const cases = groupBy(findings, (finding) => outcomeOf(finding, options));
  const number = (outcome: Outcome) => cases.get(outcome)?.length ?? 0;
  return {
    tests: findings.length,
    failures: number("failed"),
    errors: number("error"),
    skipped: number("skipped"),
  };
}

function outcomeOf({ verdict, severity }: Finding, { failOn }: ReportOptions): Outcome {
  const counts = reaches(severity, failOn);
  if (verdict === "FAIL") return counts ? "failed" : "passed";
  if (verdict === "UNKNOWN") return counts ? "error" : "skipped";
  return verdict === "PASS" ? "passed" : "skipped";
}

function testCase(finding: Finding, options: ReportOptions): string {
  const { rule, key, address, file, line } = finding;
  const subject = address ?? file ?? rule;
  const name = key === undefined ? subject : `${subject} [${key}]`;
  const inner = details(finding, outcomeOf(finding, options));
  return element("testcase", { classname: rule, name, file, line }, inner);
}

function details(finding: Finding, outcome: Outcome): string[] {
  const { verdict, severity, message, fix } = finding;
  const text = [
    `${verdict} ${severity} ${nameOf(finding)}`,
    message,
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ].map(escapeXml);
  switch (outcome) {
    case "failed":
      return [element("failure", { type: severity, message }, text)];
    case "error":
      return [element("error", { type: "unknown", message: `unknown: ${message}` }, text)];
    case "skipped":
      return [element("skipped", { message: whySkipped(finding) })];
    case "passed":
      // Below the threshold, but still to be seen.
      return verdict === "FAIL" ? [element("system-out", {}, text)] : [];
  }
}

function whySkipped(finding: Finding): string {
  const { verdict, message } = finding;
  if (verdict === "WAIVED") return `waived: ${waiverLine(finding)}; finding: ${message}`;
  return `${verdict === "UNKNOWN" ? "unknown" : "not applicable"}: ${message}`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
};

/**
 * Text for XML, in one line; what XML 1.0 cannot hold at all is told by its number. What runners take
 * for a command is the same text with a character by its number.
 */
function escapeXml(text: string): string {
  return oneLine(text)
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replace(/[&<>"']/g, (character) => ENTITIES[character]!)
    .replace(/^(\s*):(?=:)/, "$1&#58;")
    .replace(/#(?=#(?:\[|vso\[|teamcity\[))/gi, "&#35;");
}

/** An element; attributes without a value are left out, children are XML already. */
function element(
  name: string,
  attributes: Readonly<Record<string, string | number | undefined>>,
  children: readonly string[] = [],
): string {
  const written = Object.entries(attributes)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
    .join("");
  if (children.length === 0) return `<${name}${written}/>`;
  return `<${name}${written}>\n${children.map((child) => child.replace(/^/gm, "  ")).join("\n")}\n</${name}>`;
}
