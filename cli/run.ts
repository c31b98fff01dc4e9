import { readFileSync } from "node:fs";
import { SourceMap, type SourceMapPayload } from "node:module";
import { Command, CommanderError } from "commander";
import { ConfigError } from "../config/problem";
import { maskIssued } from "../text/mask";
import { formatProblem, ProblemError } from "../text/problem";
import { systemProblem } from "../text/system-error";
import { commandProblem } from "./command-errors";
import { examples, VERSION } from "./command";
import { EXIT, inertIo, Interrupted, type Io } from "./io";

/** Each command is a file: its options, its help and its work. */
const COMMANDS = {
  init: () => import("./init"),
  validate: () => import("./validate"),
  synth: () => import("./synth"),
  doctor: () => import("./doctor"),
  adopt: () => import("./adopt"),
  plan: () => import("./plan"),
  apply: () => import("./apply"),
  destroy: () => import("./destroy"),
  verify: () => import("./verify"),
  handoff: () => import("./handoff"),
  check: () => import("./check"),
  export: () => import("./export"),
  explain: () => import("./explain"),
  rules: () => import("./rules"),
  schema: () => import("./schema"),
} as const;

/**
 * Runs one command line.
 *
 * @returns the exit code; nothing is thrown.
 */
export async function run(args: readonly string[], streams: Io): Promise<number> {
  let code: number = EXIT.ok;
  const io = inertIo(streams);
  const program = await programFor(args[0] ?? "", io, (value) => (code = value));
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
    io.error(maskIssued(`defect in byoc: ${debug ? sourceTrace(stack) : message}`));
    if (!debug) io.error("run again with --debug for the stack trace, and report it");
    return EXIT.defect;
  }
}

/** The program with the command that is named first, or with all where none is. */
async function programFor(first: string, io: Io, exit: (code: number) => void): Promise<Command> {
  const program = new Command("byoc")
    .description("Zilliz Cloud BYOC on AWS: one config file in, Terraform out")
    .version(VERSION)
    .option("--debug", "show stack traces")
    .addHelpText("after", examples("byoc init", "byoc synth", "byoc check", "byoc export"));
  for (const [name, load] of Object.entries(COMMANDS)) {
    // To load them all takes longer than most of them do.
    if (OWN.has(first) || (Object.hasOwn(COMMANDS, first) && name !== first)) continue;
    const command = (await load())
      .command(io, exit)
      .version(VERSION)
      .option("--no-color", "no colours")
      .option("--debug", "show stack traces")
      .hook("preAction", (_, actual) => {
        if (actual.opts<{ debug?: boolean }>().debug) program.setOptionValue("debug", true);
      });
    program.addCommand(command);
  }
  return program;
}

/** Options of the program itself, which has done its work before a command is looked for. */
const OWN: ReadonlySet<string> = new Set(["-V", "--version"]);

/**
 * Moves what stands before the command behind it, where its options are known: people write
 * `byoc --quiet check` and `byoc check --quiet`.
 */
function commandFirst(args: readonly string[], program: Command): readonly string[] {
  const takingValues = new Set(
    program.commands
      .flatMap((command) => command.options)
      .filter(({ required }) => required)
      .flatMap(({ short, long }) => [short, long]),
  );
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index]!;
    if (OWN.has(argument) || argument === "--") return args;
    if (argument.startsWith("-")) {
      if (takingValues.has(argument)) index += 1;
      continue;
    }
    return [argument, ...args.slice(0, index), ...args.slice(index + 1)];
  }
  return args;
}

/** `at judge (/usr/lib/byoc/dist/byoc.cjs:12:3456)`, `at /usr/lib/byoc/dist/byoc.cjs:12:3456` */
const FRAME = /^(\s+at (?:[^(\n]*\()?)(.+):(\d+):(\d+)(?=\)?$)/gm;

/**
 * A stack trace with the places in the sources, where the bundle's source map lies beside it. Node.js
 * would read maps by itself only if it were told so before the bundle is loaded.
 */
export function sourceTrace(stack: string): string {
  const maps = new Map<string, SourceMap | undefined>();
  const mapOf = (file: string) => {
    if (!maps.has(file)) maps.set(file, readMap(`${file}.map`));
    return maps.get(file);
  };
  return stack.replace(FRAME, (frame: string, at: string, file: string, ...place: string[]) => {
    const origin = mapOf(file)?.findOrigin(Number(place[0]), Number(place[1]));
    if (!origin || !("fileName" in origin)) return frame;
    return `${at}${origin.fileName.replace(/^(\.\.\/)+/, "")}:${origin.lineNumber}:${origin.columnNumber}`;
  });
}

/** None where it cannot be read: the trace of a defect must not end in another one. */
function readMap(file: string): SourceMap | undefined {
  try {
    return new SourceMap(JSON.parse(readFileSync(file, "utf8")) as SourceMapPayload);
  } catch {
    return undefined;
  }
}
