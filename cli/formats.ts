import { near, use } from "../text/near";
import { ProblemError, usageProblem, type Problem } from "../text/problem";

/** A format and the file that it is written to; standard output without one. */
interface FormatTarget<Format> {
  readonly format: Format;
  readonly file?: string;
}

/**
 * Reads `--format sarif=out.sarif,junit=out.xml`; the option may be repeated. One format may go
 * without a file, to standard output. Names of files hold no comma.
 *
 * @throws ProblemError with everything that is wrong with it.
 */
export function parseFormats<Format extends string>(
  values: readonly string[],
  formats: readonly Format[],
): FormatTarget<Format>[] {
  const problems: Problem[] = [];
  const tell = (message: string, more: Pick<Problem, "allowed" | "fix"> = {}) =>
    problems.push(usageProblem("--format", message, more));
  const targets: FormatTarget<Format>[] = [];
  for (const part of values.flatMap((value) => value.split(","))) {
    const [name = "", ...rest] = part.trim().split("=");
    const file = rest.join("=");
    const format = formats.find((known) => known === name);
    if (format === undefined) {
      tell(unknownFormat(name), { allowed: formats.join(", "), fix: use(near(name, formats)) });
    } else if (rest.length > 0 && file === "") {
      tell(`"${name}=" names no file`, { fix: `write ${name}=FILE, or ${name} alone` });
    } else targets.push({ format, ...(file !== "" && { file }) });
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

function unknownFormat(name: string): string {
  return name === "" ? "a format is missing" : `there is no format "${name}"`;
}
