import { ProblemError, type Problem } from "../text/problem";
import { jsonErrorOffset } from "./json-scan";
import { isDeeperThan } from "./json";
import { positionOf } from "./lines";

/** One thing wrong with one input; the message holds no text of the file, which may be secret. */
export type InputProblem = Pick<Problem, "file" | "line" | "column" | "message" | "fix">;

/** Inputs that cannot be judged; holds every problem of every file. */
export class InputError extends ProblemError {
  override readonly name = "InputError";

  constructor(problems: readonly InputProblem[]) {
    super(problems.map((problem) => ({ code: "input", severity: "error", ...problem })));
  }
}

/** What is nested further is made to exhaust the stack: nothing of Terraform's is. */
const DEEPEST = 500;
export const TOO_DEEP = "is nested too deeply";

export type Parsed = { readonly value: unknown } | { readonly problem: Omit<InputProblem, "file"> };

/** JSON of a file's text, or what is wrong with it: where, and what it may be instead. */
export function parseJson(text: string): Parsed {
  if (text.trim() === "") return { problem: { message: "is empty" } };
  try {
    const value: unknown = JSON.parse(text);
    return isDeeperThan(value, DEEPEST) ? { problem: { message: TOO_DEEP } } : { value };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    return { problem: describe(text) };
  }
}

/** Characters that tell what a text is: a printed plan begins with a line for each resource. */
const ENOUGH = 1_000_000;
const SHOW = "terraform show -json PLAN > plan.json";

/** What people take for the JSON of a plan, and what to give instead. */
const OTHERS: readonly { pattern: RegExp; message: string; fix: string }[] = [
  {
    // eslint-disable-next-line no-control-regex -- so a ZIP archive begins
    pattern: /^PK\u0003\u0004/,
    message: "is a plan as Terraform saves it, not JSON",
    fix: SHOW,
  },
  {
    pattern: /^\s*\{"@level":/,
    message: "is the log that terraform plan -json writes, not the plan",
    fix: `terraform plan -out PLAN, then ${SHOW}`,
  },
  {
    // The wrapper of hashicorp/setup-terraform, which stands in for terraform unless it is told not to.
    pattern: /^\[command\]/,
    message: "is the output of a wrapper, which wrote a line of its own before the JSON",
    fix: "set terraform_wrapper: false in the step hashicorp/setup-terraform",
  },
  {
    // A run that has nothing to do says so in colours.
    pattern:
      /^(Terraform used the selected providers|Terraform will perform the following|\S{0,40}No changes\.\S{0,40} Your infra)/m,
    message: "is what terraform plan prints for people, not the plan",
    fix: `terraform plan -out PLAN, then ${SHOW}`,
  },
];

function describe(text: string): Omit<InputProblem, "file"> {
  const start = text.slice(0, ENOUGH);
  const other = OTHERS.find(({ pattern }) => pattern.test(start));
  if (other) return { message: other.message, fix: other.fix };
  const offset = jsonErrorOffset(text);
  const position = positionOf(text, offset);
  if (offset >= text.length) {
    return { ...position, message: "ends before its JSON does: the file is cut off" };
  }
  // One character tells no secret.
  const found = JSON.stringify(String.fromCodePoint(text.codePointAt(offset)!));
  return { ...position, message: `is not JSON: ${found} is not expected here` };
}
