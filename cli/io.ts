import type { Environment } from "../config";
import { inert } from "../text/lines";
import { formatProblem } from "../text/problem";
import { systemReason } from "../text/system-error";

/** Where a command reads and writes; tests pass their own. */
export interface Io {
  /** @param kind `commands` for lines that a CI runner is to obey. */
  readonly out: (text: string, kind?: "commands") => void;
  readonly error: (text: string) => void;
  /** What is piped into the command; nothing is read before somebody asks for it. */
  readonly input: StandardInput;
  readonly environment: Environment;
  /** Both ends are a terminal: questions may be asked. */
  readonly interactive: boolean;
  /** Standard error is a terminal and nobody asked for silence: progress may be drawn. */
  readonly progress: boolean;
  /** Standard output is a terminal that may be coloured. */
  readonly colour?: boolean;
  /** Columns of the terminal that standard output is; absent where it is none. */
  readonly columns?: number;
}

/** A stream of bytes, and whether somebody would have to type them. */
type StandardInput = AsyncIterable<Uint8Array> & { readonly isTTY?: boolean };

/** The process's own streams and environment. */
export function processIo(): Io {
  const { CI } = process.env;
  const quiet = CI !== undefined && CI !== "" && CI !== "false";
  const error = writer(process.stderr, () => {});
  const out = writer(process.stdout, (reason) => {
    const message = `${reason}; what was written is incomplete`;
    error(formatProblem({ code: "output", severity: "error", file: "standard output", message }));
  });
  const isTerminal = process.stdout.isTTY && !quiet;
  return {
    out,
    error,
    input: process.stdin,
    environment: process.env,
    interactive: process.stdin.isTTY && isTerminal,
    progress: process.stderr.isTTY && !quiet,
    colour: isTerminal && !process.env["NO_COLOR"],
    ...(isTerminal && { columns: process.stdout.columns }),
  };
}

/**
 * Writes lines to a stream that may fail at any of them. A reader that has gone is no error, and
 * what else keeps output from arriving changes no verdict: it is told once.
 */
function writer(stream: NodeJS.WriteStream, tell: (reason: string) => void) {
  let isLost = false;
  stream.on("error", (error: NodeJS.ErrnoException) => {
    if (isLost) return;
    isLost = true;
    if (error.code !== "EPIPE") tell(systemReason(error, "written") ?? error.message);
  });
  return (text: string) => {
    if (!isLost) stream.write(`${text}\n`);
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
  /** Nothing is wrong, but not everything could be decided. */
  undecided: 3,
  /** A defect of ours. */
  defect: 70,
  /** Interrupted by Ctrl-C, or at the end of input. */
  interrupted: 130,
} as const;

/** Somebody ended the questions before the last; nothing is written, and nothing said. */
export class Interrupted extends Error {
  override readonly name = "Interrupted";
}
