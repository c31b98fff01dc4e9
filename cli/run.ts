import { CommanderError } from "commander";
import { ConfigError } from "../config/problem";
import { maskIssued } from "../text/mask";
import { formatProblem, ProblemError } from "../text/problem";
import { systemProblem } from "../text/system-error";
import { commandFirst } from "./arguments";
import { commandProblem } from "./command-errors";
import { commands } from "./commands";
import { EXIT, inertIo, Interrupted, type Io } from "./io";

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], streams: Io): Promise<number> {
  let code: number = EXIT.ok;
  const io = inertIo(streams);
  const program = commands(io, (value) => (code = value));
  for (const command of [program, ...program.commands]) {
    command
      .showSuggestionAfterError(false)
      .configureOutput({
        writeOut: (text) => io.out(text.trimEnd()),
        writeErr: (text) => io.error(maskIssued(text.trimEnd())),
        outputError: () => {},
      })
      .exitOverride((error) => {
        if (error.exitCode === 0 || error.code === "commander.help") throw error;
        throw commandProblem(error, command);
      });
  }
  try {
    await program.parseAsync([...commandFirst(args, program)], { from: "user" });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    if (error instanceof Interrupted) return EXIT.interrupted;
    if (error instanceof ProblemError) {
      // Of a config's problems, each part was masked that may be.
      io.error(error instanceof ConfigError ? error.message : maskIssued(error.message));
      return EXIT.usage;
    }
    const problem = systemProblem(error);
    if (problem) {
      io.error(maskIssued(formatProblem(problem)));
      return EXIT.usage;
    }
    const debug = program.opts<{ debug?: boolean }>().debug === true;
    const { message, stack = message } = error instanceof Error ? error : new Error(String(error));
    const text = debug ? (await import("./stack-trace")).sourceTrace(stack) : message;
    io.error(maskIssued(`defect in byoc: ${text}`));
    if (!debug) io.error("run again with --debug for the stack trace, and report it");
    return EXIT.defect;
  }
}
