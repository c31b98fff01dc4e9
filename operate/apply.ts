import { ProblemError, usageProblem, type Problem } from "../text/problem";
import { parsedJson, valueAt } from "../text/record";
import { forgetImports } from "./adopt/import-file";
import { isUnchanged, PLAN, savedPlan, savePlan, type SavedPlan } from "./saved";
import type { Tell } from "./plan";
import { inOrder, StackFailure, StackInterrupted, type Outcome } from "./schedule";
import type { Stack } from "./stacks";
import type { Terraform } from "./terraform";

/** What applying a saved plan needs. */
export interface ApplyOptions {
  readonly jobs: number;
  readonly tell: Tell;
}

/** A stack and its plan, which may be applied. */
export interface Ready {
  readonly stack: Stack;
  readonly saved: SavedPlan;
}

/**
 * The stacks whose plans may be applied: nothing has changed since they were made.
 *
 * @param oldest milliseconds that a plan may be old.
 * @param isMade whether what lies in a stack's folder is what the config makes now.
 * @throws ProblemError with every plan that may not.
 */
export function readyToApply(
  stacks: readonly Stack[],
  oldest: number,
  isMade: (stack: Stack) => boolean,
): Ready[] {
  const problems: Problem[] = [];
  const ready = stacks.flatMap((stack) => {
    const saved = savedPlan(stack);
    const wrong = wrongWith(stack, saved, oldest, isMade);
    if (wrong !== undefined) {
      const fix = `byoc plan ${stack.id}, look at it, and apply again`;
      problems.push(usageProblem(`stack ${stack.id}`, wrong, { fix }));
    }
    return saved ? [{ stack, saved }] : [];
  });
  if (problems.length > 0) throw new ProblemError(problems);
  return ready;
}

function wrongWith(
  stack: Stack,
  saved: SavedPlan | undefined,
  oldest: number,
  isMade: (stack: Stack) => boolean,
): string | undefined {
  if (!saved) return "has no plan to apply";
  if (saved.destroy) return "has a plan that destroys; byoc destroy makes and applies such plans";
  if (saved.offline) return "was planned with --offline; such a plan cannot be applied";
  if (!isMade(stack)) return "the config, or what was made of it, has changed since it was planned";
  if (!isUnchanged(stack, saved))
    return "its files, or its plan, have changed since it was planned";
  // What was applied grows no older.
  if (saved.applied) return undefined;
  const minutes = Math.floor((Date.now() - saved.made) / 60_000);
  return minutes * 60_000 > oldest ? `its plan is ${minutes} minutes old` : undefined;
}

/**
 * Applies saved plans, each after those that it needs.
 *
 * @param backwards each after those that need it, as destroying wants it.
 * @returns an outcome for each stack, in their order; the result is how many resources were changed.
 */
export function applyStacks(
  ready: readonly Ready[],
  terraform: Terraform,
  { jobs, tell }: ApplyOptions,
  backwards = false,
): Promise<Outcome<number>[]> {
  const stacks = ready.map(({ stack }) => stack);
  const needing = ({ id }: Stack) =>
    stacks.filter(({ needs }) => needs.includes(id)).map((stack) => stack.id);
  const before = backwards ? needing : ({ needs }: Stack) => needs;
  return inOrder(stacks, { before, jobs, terraform }, async (stack) => {
    const { saved } = ready.find((one) => one.stack === stack)!;
    return applyOne(stack, saved, terraform, tell);
  });
}

async function applyOne(
  stack: Stack,
  saved: SavedPlan,
  terraform: Terraform,
  tell: Tell,
): Promise<number> {
  const deed = saved.destroy ? "destroy" : "apply";
  let done = 0;
  const words: string[] = [];
  const progress = () => `${done} of ${saved.steps} changes done`;
  const soFar = () => (done === 0 ? "nothing was changed" : `${progress()}; the state knows them`);
  const hear = (line: string) => {
    const message = parsedJson(line);
    const type = valueAt(message, ["type"]);
    if (type === "apply_complete" && valueAt(message, ["hook", "action"]) !== "read") {
      done += 1;
      tell(stack, deed, progress());
    }
    if (type === "diagnostic" && valueAt(message, ["diagnostic", "severity"]) === "error") {
      words.push(diagnosticText(valueAt(message, ["diagnostic"])));
    }
  };
  tell(stack, deed);
  try {
    const args = ["apply", "-input=false", "-json", PLAN];
    const { code, stderr } = await terraform.run(stack.folder, args, { onLine: hear });
    if (code === 0) {
      forgetImports(stack);
      savePlan(stack, { ...saved, applied: true });
      return done;
    }
    words.unshift(stderr.trim());
  } catch (error) {
    if (!(error instanceof StackInterrupted)) throw error;
    throw new StackInterrupted(soFar());
  }
  throw new StackFailure([soFar(), ...words.filter((text) => text !== "")].join("\n\n"));
}

/** A diagnostic as Terraform shows it on a terminal, without the source. */
function diagnosticText(diagnostic: unknown): string {
  const text = (...path: string[]) => {
    const value = valueAt(diagnostic, path);
    return typeof value === "string" ? value : "";
  };
  const address = text("address");
  return [
    `Error: ${text("summary")}`,
    ...(address === "" ? [] : [`  with ${address}`]),
    ...(text("detail") === "" ? [] : [text("detail")]),
  ].join("\n");
}
