import { oneLine } from "../text/lines";
import { maskIssued } from "../text/mask";

/** Stable names of everything that can be wrong with a config; `byoc explain` knows each. */
export type ProblemCode =
  // the file
  | "file"
  | "yaml"
  | "duplicate-key"
  | "documents"
  | "alias"
  | "size"
  | "environment"
  | "expression"
  // the shape
  | "unknown-key"
  | "missing"
  | "type"
  | "value"
  | "range"
  // single values
  | "version"
  | "name"
  | "account-id"
  | "region"
  | "partition"
  | "external-id"
  | "tag"
  | "bucket-name"
  | "iam-name"
  | "iam-path"
  | "arn"
  | "oidc-issuer"
  | "kubernetes-name"
  | "quantity"
  | "chart"
  | "cidr"
  | "availability-zone"
  // values that must fit each other
  | "section"
  | "conflict"
  | "coverage"
  | "duplicate-name"
  | "backend"
  | "credential"
  | "policy-size"
  | "release"
  | "placeholder";

/** One thing wrong with one value, with all a person needs to mend it. */
export interface Problem {
  readonly code: ProblemCode;
  /** Errors stop the run; warnings are printed and passed over. */
  readonly severity: "error" | "warning";
  readonly file: string;
  /** Both count from 1; absent when the file could not be read. */
  readonly line?: number;
  readonly column?: number;
  /** Where in the config: `project.bucket.name`. */
  readonly path?: string;
  /** The value as it is shown; absent when it is missing or must not be shown. */
  readonly value?: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** A config that cannot be used; holds every problem of every file. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";

  constructor(readonly problems: readonly Problem[]) {
    super(formatProblems(problems));
  }
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
      (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
  const errors = sorted.filter((problem) => problem.severity === "error").length;
  const verdict = [
    ...(errors > 0 ? [count(errors, "error")] : []),
    ...(sorted.length > errors ? [count(sorted.length - errors, "warning")] : []),
  ].join(", ");
  const least = sorted.length >= MOST_PROBLEMS ? "at least " : "";
  const shown = sorted.length > MOST_SHOWN ? `, of which the first ${MOST_SHOWN} are shown` : "";
  const outcome = errors > 0 ? "; nothing was written" : "";
  return [
    ...sorted.slice(0, MOST_SHOWN).map(formatProblem),
    `${least}${verdict}${shown}${outcome}`,
  ].join("\n\n");
}

/** The one place that shows a problem: what looks like an external ID is masked, wherever it got in. */
function formatProblem(problem: Problem): string {
  const { severity, code, file, line, column, path, value, message, allowed, fix } = problem;
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  const said = [
    ...(path === undefined ? [] : [`  ${path}${value === undefined ? "" : ` = ${value}`}`]),
    `  ${message}`,
    ...(allowed ? [`  allowed: ${allowed}`] : []),
    // A fix that would repeat it is of no use without it.
    ...(fix && maskIssued(fix) === fix ? [`  fix: ${fix}`] : []),
  ].map(maskIssued);
  return [`${severity}[${code}] ${place}`, ...said].map(oneLine).join("\n");
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
