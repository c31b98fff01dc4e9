import { MultiBar, type SingleBar } from "cli-progress";
import type { Tell } from "../operate/plan";
import type { Outcome } from "../operate/schedule";
import { maskIssued } from "../text/mask";
import type { Io } from "./io";

/** A line for each stack that is being worked on: what is done with it, and since when. */
export interface Progress {
  readonly tell: Tell;
  readonly end: () => void;
}

/**
 * On a terminal, lines that change, with the time that has passed; elsewhere a line whenever
 * something new begins.
 */
export function progressOf(io: Io, { quiet }: { readonly quiet?: boolean }): Progress {
  if (quiet) return { tell: () => {}, end: () => {} };
  if (!io.progress) {
    return {
      tell({ id }, what, progress) {
        if (progress === undefined) io.error(`${id}: ${what}`);
      },
      end: () => {},
    };
  }
  const lines = new MultiBar({
    format: "{stack}  {what} {progress}  {duration_formatted}",
    clearOnComplete: true,
    hideCursor: true,
    stream: process.stderr,
  });
  const bars = new Map<string, SingleBar>();
  return {
    tell({ id }, what, progress = "") {
      const bar = bars.get(id) ?? lines.create(1, 0);
      bars.set(id, bar);
      bar.update(0, { stack: id, what, progress });
    },
    end: () => lines.stop(),
  };
}

/** A stack with which something went wrong, and what was said of it; may be empty. */
export interface Wrong {
  readonly id: string;
  readonly status: string;
  readonly words: string;
}

/** What came of the stacks with which all went well, with their ids. */
export function doneOf<Result extends object>(outcomes: readonly Outcome<Result>[]) {
  return outcomes.flatMap((outcome) =>
    outcome.status === "done" ? [{ id: outcome.stack.id, ...outcome.result }] : [],
  );
}

/** Stacks with which something went wrong. */
export function wrongOf(outcomes: readonly Outcome<unknown>[]): Wrong[] {
  return outcomes.flatMap((outcome): Wrong[] => {
    const { stack, status } = outcome;
    if (status === "done") return [];
    if (status !== "not started")
      return [{ id: stack.id, status, words: maskIssued(outcome.words) }];
    const words = outcome.because === undefined ? "" : `it needs ${outcome.because}`;
    return [{ id: stack.id, status, words }];
  });
}

/** The same as lines for a terminal; what was said of one stack is not repeated for the next. */
export function wrongLines(outcomes: readonly Outcome<unknown>[]): string[] {
  const first = new Map<string, string>();
  return wrongOf(outcomes).map(({ id, status, words }) => {
    if (words === "") return `${id}: ${status}`;
    if (status === "not started") return `${id}: ${status}: ${words}`;
    const same = status === "failed" ? first.get(words) : undefined;
    if (same !== undefined) return `${id}: ${status}, with the words of ${same}`;
    first.set(words, id);
    return `${id}: ${status}\n${indented(words)}`;
  });
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
