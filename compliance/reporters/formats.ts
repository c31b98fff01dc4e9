import { closest, distance } from "fastest-levenshtein";

/** Formats of a report, the one for people first. */
export const FORMATS = ["terminal", "json", "sarif", "junit", "markdown", "github"] as const;

export type Format = (typeof FORMATS)[number];

/** A format and the file that it is written to; standard output without one. */
export interface Target {
  readonly format: Format;
  readonly file?: string;
}

/** A value of `--format` that cannot be followed; tells everything that is wrong with it. */
export class FormatError extends Error {
  override readonly name = "FormatError";
}

/**
 * Reads `--format sarif=out.sarif,junit=out.xml`; the option may be repeated. One format may go
 * without a file, to standard output. Names of files hold no comma.
 *
 * @throws FormatError
 */
export function parseFormats(values: readonly string[]): Target[] {
  const problems: string[] = [];
  const targets: Target[] = [];
  for (const part of values.flatMap((value) => value.split(","))) {
    const [name = "", ...rest] = part.trim().split("=");
    const file = rest.join("=");
    if (!isFormat(name)) problems.push(unknownFormat(name));
    else if (rest.length > 0 && file === "") problems.push(`${name}= names no file`);
    else targets.push({ format: name, ...(file !== "" && { file }) });
  }
  const toOutput = targets.filter(({ file }) => file === undefined).map(({ format }) => format);
  if (toOutput.length > 1) {
    problems.push(
      `only one format can go to standard output, not ${toOutput.join(" and ")}: ` +
        `write ${toOutput.map((format) => `${format}=FILE`).join(",")}`,
    );
  }
  const files = targets.flatMap(({ file }) => (file === undefined ? [] : [file]));
  for (const file of new Set(files.filter((name, index) => files.indexOf(name) !== index))) {
    problems.push(`two formats are to be written to ${file}`);
  }
  if (problems.length > 0) throw new FormatError(`--format: ${problems.join("; ")}`);
  return targets;
}

function isFormat(name: string): name is Format {
  return (FORMATS as readonly string[]).includes(name);
}

function unknownFormat(name: string): string {
  if (name === "") return `a format is missing (${FORMATS.join(", ")})`;
  const near = closest(name, [...FORMATS]);
  const hint = distance(name, near) <= 2 ? `; did you mean ${near}?` : "";
  return `there is no format "${name}" (${FORMATS.join(", ")})${hint}`;
}
