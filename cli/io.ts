import type { Environment } from "../config";
import { inert } from "../text/lines";

/** Where a command reads and writes; tests pass their own. */
export interface Io {
  /** @param kind `commands` for lines that a CI runner is to obey. */
  readonly out: (text: string, kind?: "commands") => void;
  readonly error: (text: string) => void;
  readonly environment: Environment;
  /** Both ends are a terminal: questions may be asked. */
  readonly interactive: boolean;
  /** Standard error is a terminal and nobody asked for silence: progress may be drawn. */
  readonly progress: boolean;
  /** Standard output is a terminal that may be coloured. */
  readonly colour?: boolean;
}

/** The process's own streams and environment. */
export function processIo(): Io {
  const { CI } = process.env;
  const quiet = CI !== undefined && CI !== "" && CI !== "false";
  return {
    out: (text) => void process.stdout.write(`${text}\n`),
    error: (text) => void process.stderr.write(`${text}\n`),
    environment: process.env,
    interactive: process.stdin.isTTY && process.stdout.isTTY && !quiet,
    progress: process.stderr.isTTY && !quiet,
    colour: process.stdout.isTTY && !quiet && !process.env["NO_COLOR"],
  };
}

/** The same streams; what is written to them commands no CI runner by the way. */
export function inertIo(io: Io): Io {
  return {
    ...io,
    out: (text, kind) => io.out(kind === "commands" ? text : inert(text)),
    error: (text) => io.error(inert(text)),
  };
}

/** Exit codes of every command. */
export const EXIT = {
  ok: 0,
  /** Findings, or changes. */
  findings: 1,
  /** Wrong input or usage. */
  usage: 2,
  /** A defect of ours. */
  defect: 70,
} as const;

/** A mistake in how a command was called; told without a stack trace. */
export class UsageError extends Error {
  override readonly name = "UsageError";
}
