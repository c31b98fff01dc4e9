import { oneLine } from "../../text/lines";

/** One thing wrong with one input. */
export interface InputProblem {
  readonly file: string;
  /** Both count from 1. */
  readonly line?: number;
  readonly column?: number;
  /** One sentence, lower case, no final period; holds no text of the file, which may be secret. */
  readonly message: string;
  readonly fix?: string;
}

/** Inputs that cannot be judged; holds every problem of every file. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(readonly problems: readonly InputProblem[]) {
    super(problems.map(formatProblem).join("\n\n"));
  }
}

function formatProblem({ file, line, column, message, fix }: InputProblem): string {
  const place = [file, line, column].filter((part) => part !== undefined).join(":");
  return [`error[input] ${place}`, `  ${message}`, ...(fix === undefined ? [] : [`  fix: ${fix}`])]
    .map(oneLine)
    .join("\n");
}
