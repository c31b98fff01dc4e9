import { ProblemError, type Problem } from "../text/problem";
import { systemReason } from "../text/system-error";

/** One thing that stands in the way of writing; the file is named as the user named it. */
export type FileProblem = Pick<Problem, "file" | "message" | "allowed" | "fix">;

/** Nothing was written, and why; holds every problem. */
export class FilesError extends ProblemError {
  override readonly name = "FilesError";

  constructor(problems: readonly FileProblem[]) {
    super(problems.map((problem) => ({ code: "file", severity: "error", ...problem })));
  }
}

/** Why the system refused to write, in words; rethrows what is no error of the system. */
export function reasonOf(error: unknown): string {
  const reason = systemReason(error, "written");
  if (reason === undefined) throw error;
  return reason;
}
