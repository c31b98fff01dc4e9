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
export function progressOf(io: Io, isQuiet: boolean): Progress {
  if (isQuiet) return { tell: () => {}, end: () => {} };
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

/** What is said of a stack with which something went wrong; nothing of one that is done. */
export function wrongLines(outcomes: readonly Outcome<unknown>[]): string[] {
  return outcomes.flatMap((outcome) => {
    const { stack, status } = outcome;
    if (status === "done") return [];
    if (status === "not started") {
      const why = outcome.because === undefined ? "" : `: it needs ${outcome.because}`;
      return [`${stack.id}: not started${why}`];
    }
    const words = outcome.words === "" ? "" : `\n${indented(maskIssued(outcome.words))}`;
    return [`${stack.id}: ${status}${words}`];
  });
}

function indented(text: string): string {
  return text.replace(/^(?=.)/gm, "  ");
}
