import { inert } from "../../text/lines";
import type { Report } from "../finding";
import type { Format } from "./formats";
import { github } from "./github";
import { json, jsonPieces } from "./json";
import { junit } from "./junit";
import { markdown } from "./markdown";
import type { Reporter, ReportOptions } from "./reporter";
import { sarif } from "./sarif";
import { terminal } from "./terminal";

export { FORMATS, parseFormats, type Format } from "./formats";
export type { ReportOptions } from "./reporter";

const REPORTERS: Readonly<Record<Format, Reporter>> = {
  terminal,
  json,
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
  const text = REPORTERS[format](report, options);
  return format === "github" ? text : inert(text);
}

/** The same in pieces, to be written one after the other. */
export function renderPieces(
  format: Format,
  report: Report,
  options: ReportOptions,
): Iterable<string> {
  return format === "json" ? inertPieces(jsonPieces(report)) : [render(format, report, options)];
}

function* inertPieces(pieces: Iterable<string>): Iterable<string> {
  for (const piece of pieces) yield inert(piece);
}
