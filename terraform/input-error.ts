import { ProblemError, type Problem } from "../text/problem";

/** One thing wrong with one input; the message holds no text of the file, which may be secret. */
export type InputProblem = Pick<Problem, "file" | "line" | "column" | "message" | "fix">;

/** Inputs that cannot be judged; holds every problem of every file. */
export class InputError extends ProblemError {
  override readonly name = "InputError";

  constructor(problems: readonly InputProblem[]) {
    super(problems.map((problem) => ({ code: "input", severity: "error", ...problem })));
  }
}
