import { formatProblem, ProblemError } from "../text/problem";
import { systemReason } from "../text/system-error";

/** One thing that stands in the way of writing. */
export interface FileProblem {
  /** Path as the user named it. */
  readonly place: string;
  readonly message: string;
  readonly allowed?: string;
  readonly fix?: string;
}

/** Nothing was written, and why; holds every problem. */
export class FilesError extends ProblemError {
  override readonly name = "FilesError";

  constructor(files: readonly FileProblem[]) {
    const problems = files.map(
      ({ place, ...more }) => ({ code: "file", severity: "error", file: place, ...more }) as const,
    );
    super(problems, problems.map(formatProblem).join("\n\n"));
  }
}

/** What the system says of a file that is to be written, in words; rethrows any other error. */
export function reasonOf(error: unknown): string {
  const reason = systemReason(error, "written");
  if (reason === undefined) throw error;
  return reason;
}
