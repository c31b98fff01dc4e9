import { count } from "./count";
import { oneLine } from "./lines";
import { maskIssued } from "./mask";
import { compareText } from "./order";
import { given } from "./list";

/** One thing wrong, with all a person needs to mend it: the form of every error there is. */
export interface Problem<Code extends string = string> {
  readonly code: Code;
  /** Errors stop the run; warnings are printed and passed over. */
  readonly severity: "error" | "warning";
  /** The file; of a command line, the option or the command. */
  readonly file: string;
  /** Both count from 1; absent when the file could not be read. */
  readonly line?: number;
  readonly column?: number;
  /** Where in the file: `project.bucket.name`. */
  readonly path?: string;
  /** The value as it is shown; absent when it is missing or must not be shown. */
  readonly value?: string;
  /** What is wrong; lower case, no final period. */
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** What keeps a command from its work; holds everything that is wrong. Nothing was written. */
export class ProblemError extends Error {
  override readonly name: string = "ProblemError";

  constructor(
    readonly problems: readonly Problem[],
    text = formatProblems(problems),
  ) {
    super(text);
  }
}

/** A mistake in how a command was called. */
export function usageProblem(
  option: string,
  message: string,
  more: Pick<Problem, "allowed" | "fix"> = {},
): Problem {
  return { code: "usage", severity: "error", file: option, message, ...more };
}

/** The same where it is the only one. */
export function usageError(...problem: Parameters<typeof usageProblem>): ProblemError {
  return new ProblemError([usageProblem(...problem)]);
}

/** Problems of one kind of check in one file, after which it looks no further. */
export const MOST_PROBLEMS = 1000;
/** More than anybody reads at once; the first ones are often the cause of the rest. */
const MOST_SHOWN = 100;

/** Text of problems, errors first, each file's in the order of its lines; ends with a count. */
export function formatProblems(problems: readonly Problem[]): string {
  const sorted = [...problems].sort(
    (a, b) =>
      Number(a.severity === "warning") - Number(b.severity === "warning") ||
      compareText(a.file, b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  const errors = sorted.filter((problem) => problem.severity === "error").length;
  const verdict = given([
    errors > 0 && count(errors, "error"),
    sorted.length > errors && count(sorted.length - errors, "warning"),
  ]).join(", ");
  const least = sorted.length >= MOST_PROBLEMS ? "at least " : "";
  const shown = sorted.length > MOST_SHOWN ? `, of which the first ${MOST_SHOWN} are shown` : "";
  const outcome = errors > 0 ? "; nothing was written" : "";
  return [
    ...sorted.slice(0, MOST_SHOWN).map(formatProblem),
    `${least}${verdict}${shown}${outcome}`,
  ].join("\n\n");
}

/**
 * Text of one problem, without a count. The one place that shows a problem: what looks like an
 * external ID is masked, wherever it got in.
 */
export function formatProblem(problem: Problem): string {
  const { severity, code, file, line, column, path, value, message, allowed, fix } = problem;
  const place = given([file, line, column]).join(":");
  const said = given([
    path !== undefined && `  ${path}${value === undefined ? "" : ` = ${value}`}`,
    `  ${message}`,
    allowed && `  allowed: ${allowed}`,
    // A fix that would repeat it is of no use without it.
    fix && maskIssued(fix) === fix && `  fix: ${fix}`,
  ]).map(maskIssued);
  return [`${severity}[${code}] ${place}`, ...said].map(oneLine).join("\n");
}
