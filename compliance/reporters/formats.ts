import { near } from "../../text/near";
import { ProblemError, usageProblem, type Problem } from "../../text/problem";

/** Formats of a report, the one for people first. */
export const FORMATS = ["terminal", "json", "sarif", "junit", "markdown", "github"] as const;

export type Format = (typeof FORMATS)[number];

/** A format and the file that it is written to; standard output without one. */
interface ReportFile {
  readonly format: Format;
  readonly file?: string;
}

/**
 * Reads `--format sarif=out.sarif,junit=out.xml`; the option may be repeated. One format may go
 * without a file, to standard output. Names of files hold no comma.
 *
 * @throws ProblemError with everything that is wrong with it.
 */
export function parseFormats(values: readonly string[]): ReportFile[] {
  const problems: Problem[] = [];
  const tell = (message: string, more: Pick<Problem, "allowed" | "fix"> = {}) =>
    problems.push(usageProblem("--format", message, more));
  const targets: ReportFile[] = [];
  for (const part of values.flatMap((value) => value.split(","))) {
    const [name = "", ...rest] = part.trim().split("=");
    const file = rest.join("=");
    if (!isFormat(name)) tell(unknownFormat(name), { allowed: FORMATS.join(", "), fix: use(name) });
    else if (rest.length > 0 && file === "") {
      tell(`"${name}=" names no file`, { fix: `write ${name}=FILE, or ${name} alone` });
    } else targets.push({ format: name, ...(file !== "" && { file }) });
  }
  const toOutput = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (toOutput.length > 1) {
    tell(`only one format can go to standard output, not ${toOutput.join(" and ")}`, {
      fix: `write ${toOutput.map((format) => `${format}=FILE`).join(",")}`,
    });
  }
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [file]));
  for (const file of new Set(files.filter((name, index) => files.indexOf(name) !== index))) {
    tell(`two formats are to be written to ${file}`, { fix: "name a file for each" });
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return targets;
}

function isFormat(name: string): name is Format {
  return (FORMATS as readonly string[]).includes(name);
}

function unknownFormat(name: string): string {
  return name === "" ? "a format is missing" : `there is no format "${name}"`;
}

function use(name: string): string | undefined {
  const meant = near(name, FORMATS);
  return meant === undefined ? undefined : `use ${meant}`;
}
