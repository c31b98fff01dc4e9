import { formatProblem, ProblemError, type Problem } from "../text/problem";
import { systemReason } from "../text/system-error";

/** One thing that stands in the way of writing; the file is named as the user named it. */
export type FileProblem = Pick<Problem, "file" | "message" | "allowed" | "fix">;

/** Why files cannot be written; holds every problem. */
export class FilesError extends ProblemError {
  override readonly name = "FilesError";

  /** @param isPart something may have been written before; otherwise nothing was. */
  constructor(problems: readonly FileProblem[], isPart = false) {
    const all = problems.map((problem): Problem => ({
      code: "file",
      severity: "error",
      ...problem,
    }));
    super(all, isPart ? all.map(formatProblem).join("\n\n") : undefined);
  }
}

/** Why the system refused to write, in words; rethrows what is no error of the system. */
export function reasonOf(error: unknown): string {
  const reason = systemReason(error, "written");
  if (reason === undefined) throw error;
  return reason;
}

/** What helps against what the system says of a file. */
export function fixOf(error: unknown): string {
  const { code } = error as { code?: unknown };
  if (code === "ENOSPC" || code === "EDQUOT") return "make room there, or name another place";
  return code === "EACCES" || code === "EPERM"
    ? "make it writable, or name another place"
    : "name another place";
}
