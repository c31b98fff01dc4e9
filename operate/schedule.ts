import type { Stack } from "./stacks";

/** What became of one stack. */
export type Outcome<Result> = { readonly stack: Stack } & (
  | { readonly status: "done"; readonly result: Result }
  /** `words`: what Terraform said, or what was wrong. */
  | { readonly status: "failed" | "interrupted"; readonly words: string }
  /** `because`: the stack that it waited for; none where the run was interrupted. */
  | { readonly status: "not started"; readonly because?: string }
);

/** The work on a stack failed; the message is what its user has to read. */
export class StackFailure extends Error {
  override readonly name = "StackFailure";
}

/** Terraform was told to end, and did. */
export class StackInterrupted extends Error {
  override readonly name = "StackInterrupted";
}

interface Order {
  /** Ids of the stacks that must be done before one; by default none. */
  readonly before?: (stack: Stack) => readonly string[];
  /** How many are worked on at a time. */
  readonly jobs: number;
  /** Once it is stopped, nothing more may begin. */
  readonly terraform: { readonly stopped: boolean };
}

/**
 * Works on stacks side by side, as far as their order allows. A failure leaves the others going; those
 * that wait for what failed are not started.
 *
 * @returns an outcome for each stack, in their order.
 */
export async function inOrder<Result>(
  stacks: readonly Stack[],
  { before = () => [], jobs, terraform }: Order,
  work: (stack: Stack) => Promise<Result>,
): Promise<Outcome<Result>[]> {
  const ids = new Set(stacks.map(({ id }) => id));
  const ended = new Map<string, Outcome<Result>>();
  const waiting = new Set(stacks);
  const running = new Set<Promise<void>>();
  while (waiting.size > 0 || running.size > 0) {
    for (const stack of waiting) {
      const needs = before(stack).filter((id) => ids.has(id));
      const because = needs.find((id) => (ended.get(id)?.status ?? "done") !== "done");
      if (because !== undefined || terraform.stopped) {
        waiting.delete(stack);
        ended.set(stack.id, {
          stack,
          status: "not started",
          ...(because !== undefined && { because }),
        });
      } else if (running.size < jobs && needs.every((id) => ended.has(id))) {
        waiting.delete(stack);
        const run = outcomeOf(stack, work).then((outcome) => {
          ended.set(stack.id, outcome);
          running.delete(run);
        });
        running.add(run);
      }
    }
    if (running.size > 0) await Promise.race(running);
  }
  return stacks.map(({ id }) => ended.get(id)!);
}

async function outcomeOf<Result>(
  stack: Stack,
  work: (stack: Stack) => Promise<Result>,
): Promise<Outcome<Result>> {
  try {
    return { stack, status: "done", result: await work(stack) };
  } catch (error) {
    if (error instanceof StackFailure) return { stack, status: "failed", words: error.message };
    if (error instanceof StackInterrupted)
      return { stack, status: "interrupted", words: error.message };
    throw error;
  }
}
