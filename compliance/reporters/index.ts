import { inert } from "../../text/lines";
import type { Report } from "../finding";
import { github } from "./github";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Reporter, ReportOptions } from "./reporter";
import { sarif } from "./sarif";
import { terminal } from "./terminal";

export type { ReportOptions } from "./reporter";

/** Formats of a report, the one for people first. */
export const FORMATS = ["terminal", "json", "sarif", "junit", "markdown", "github"] as const;

export type Format = (typeof FORMATS)[number];

const REPORTERS: Readonly<Record<Exclude<Format, "json">, Reporter>> = {
  terminal,
  sarif,
  junit,
  markdown,
  github,
};

/**
 * Text of a report, which the engine has masked, in one format; ends with a line feed. No line of it
 * is a command to a CI runner, but those of the format that is made of them.
 */
export function render(format: Format, report: Report, options: ReportOptions): string {
  return [...renderPieces(format, report, options)].join("");
}

/** That text in pieces, to be written one after the other. */
export function* renderPieces(
  format: Format,
  report: Report,
  options: ReportOptions,
): Iterable<string> {
  if (format === "json") for (const piece of jsonPieces(report)) yield inert(piece);
  else {
    const text = REPORTERS[format](report, options);
    yield format === "github" ? text : inert(text);
  }
}

/** Findings in one piece. */
const MOST = 1_000;

/**
 * The whole report, for programs; `schema/check-report.schema.json` describes it. As one text, the
 * report of a fleet takes more room than the fleet.
 */
function* jsonPieces({ findings, ...head }: Report): Iterable<string> {
  const [start, end] = around({ ...head, findings: [null] });
  if (findings.length === 0) yield `${start}]\n}\n`;
  for (let at = 0; at < findings.length; at += MOST) {
    const some = { findings: findings.slice(at, at + MOST) };
    const text = JSON.stringify(some, null, 2);
    const inner = text.slice(around({ findings: [null] })[0].length, -end.length);
    yield `${at === 0 ? start : ","}${inner}`;
  }
  if (findings.length > 0) yield `${end}\n`;
}

/** What stands before and behind the elements of a list that ends an object. */
function around(object: object): [string, string] {
  const [start = "", end = ""] = JSON.stringify(object, null, 2).split("\n    null");
  return [start, end];
}

/** How reports begin, by format; those for people end with their verdict. */
const BEGINNINGS: readonly RegExp[] = [
  /^\{\s*"version": 1,\s*"tool": \{\s*"name": "byoc"/, // json
  /^\{\s*"\$schema": "[^"]*sarif[^"]*",[\s\S]{0,200}"name": "byoc"/,
  /^<\?xml[^>]*>\s*<testsuites name="byoc check"/,
  /^## \S+ byoc check\n/, // markdown
];
const ENDS: readonly RegExp[] = [
  /(^|\n)::(notice|error) title=byoc check::[^\n]*\s*$/, // github
  /(^|\n)(PASS|FAIL|UNDECIDED): [^\n]* waived, [^\n]*\s*$/, // terminal
];

/** Whether a file is a report of an earlier run, by its first and last bytes; it may be replaced. */
export function isReport(start: string, end: string): boolean {
  return (
    BEGINNINGS.some((pattern) => pattern.test(start)) || ENDS.some((pattern) => pattern.test(end))
  );
}
