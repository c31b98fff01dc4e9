import type { Finding } from "../finding";
import { reaches } from "../order";
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
  const files = [...new Set(report.findings.map(({ file }) => file))].sort(compareText);
  const suites = files.map((file) => {
    const findings = report.findings.filter((finding) => finding.file === file);
    return element(
      "testsuite",
      { name: file ?? "rules", ...tally(findings, options) },
      findings.map((finding) => testCase(finding, options)),
    );
  });
  const all = { name: "byoc check", ...tally(report.findings, options) };
  return `<?xml version="1.0" encoding="UTF-8"?>\n${element("testsuites", all, suites)}\n`;
};

function tally(findings: readonly Finding[], options: ReportOptions) {
  const outcomes = findings.map((finding) => outcomeOf(finding, options));
  const number = (wanted: Outcome) => outcomes.filter((outcome) => outcome === wanted).length;
  return {
    tests: findings.length,
    failures: number("failed"),
    errors: number("error"),
    skipped: number("skipped"),
  };
}

function outcomeOf({ verdict, severity }: Finding, { failOn }: ReportOptions): Outcome {
  switch (verdict) {
    case "PASS":
      return "passed";
    case "FAIL":
      return reaches(severity, failOn) ? "failed" : "passed";
    case "UNKNOWN":
      return reaches(severity, failOn) ? "error" : "skipped";
    case "WAIVED":
    case "NOT_APPLICABLE":
      return "skipped";
  }
}

function testCase(finding: Finding, options: ReportOptions): string {
  const { rule, key, address, file, line } = finding;
  const subject = address ?? file ?? rule;
  return element(
    "testcase",
    {
      classname: rule,
      name: key === undefined ? subject : `${subject} [${key}]`,
      file,
      line,
    },
    details(finding, outcomeOf(finding, options)),
  );
}

function details(finding: Finding, outcome: Outcome): string[] {
  const { verdict, severity, message, fix } = finding;
  const whole = [
    `${verdict} ${severity} ${nameOf(finding)}`,
    message,
    ...(fix === undefined ? [] : [`fix: ${fix}`]),
  ];
  const text = whole.map(escapeXml);
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
  const inner = children.map((child) => child.replace(/^/gm, "  ")).join("\n");
  return `<${name}${written}>\n${inner}\n</${name}>`;
}
