import { ProblemError, type Problem as AnyProblem } from "../text/problem";
import type codes from "./problem-codes.json";

/** Stable names of everything that can be wrong with a config; the file tells what each means. */
export type ProblemCode = keyof typeof codes;

/** One thing wrong with one value. */
export type ConfigProblem = AnyProblem<ProblemCode>;

/** A config that cannot be used; holds every problem of every file. */
export class ConfigError extends ProblemError {
  override readonly name = "ConfigError";

  constructor(override readonly problems: readonly ConfigProblem[]) {
    super(problems);
  }
}
