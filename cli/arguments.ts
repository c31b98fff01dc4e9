import type { Command } from "commander";

/** Options of the program itself, which has done its work before a command is looked for. */
const OWN: ReadonlySet<string> = new Set(["-V", "--version"]);

/**
 * Moves what stands before the command behind it, where its options are known: people write
 * `byoc --quiet check` and `byoc check --quiet`.
 */
export function commandFirst(args: readonly string[], program: Command): readonly string[] {
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
