import type { Command, CommanderError } from "commander";
import { near, use } from "../text/near";
import { usageError, type ProblemError } from "../text/problem";
import otherCommands from "./other-commands.json";

/** What the parser of command lines complains of, told as every other problem is. */
export function commandProblem({ message }: CommanderError, command: Command): ProblemError {
  const text = message.replace(/^error: /, "");
  for (const [pattern, tell] of TOLD) {
    const match = pattern.exec(text);
    if (match) return tell(match.slice(1), command);
  }
  return usageError(nameOf(command), text);
}

type Tell = (parts: readonly string[], command: Command) => ProblemError;

const TOLD: readonly (readonly [RegExp, Tell])[] = [
  [/^unknown option '(.+)'$/s, ([option = ""], command) => unknownOption(option, command)],
  [/^unknown command '(.*)'$/s, ([name = ""], command) => unknownCommand(name, command)],
  [
    /^option '(.+)' argument missing$/s,
    ([flags = ""]) => usageError(longOf(flags), "names no value", { fix: `write ${flags}` }),
  ],
  [
    /^option '(.+?)' argument '(.*)' is invalid\. Allowed choices are (.+)\.$/s,
    ([flags = "", value = "", choices = ""]) =>
      usageError(longOf(flags), `"${value}" is not one of the choices`, {
        allowed: choices,
        fix: use(meantBy(value, choices.split(", "))),
      }),
  ],
  [
    /^missing required argument '(.+)'$/s,
    ([name = ""], command) =>
      usageError(nameOf(command), `${name} is missing`, { fix: usageOf(command) }),
  ],
  [
    /^too many arguments/,
    (_, command) => {
      const allowed = command.registeredArguments.length;
      const first = command.args[allowed] ?? "";
      // Where other tools take a file alone.
      const isConfig = /\.(ya?ml|json)$/i.test(first) && optionsOf(command).includes("--config");
      const fix = isConfig ? `write --config ${first}` : usageOf(command);
      return usageError(nameOf(command), `"${first}" is unexpected`, { fix });
    },
  ],
];

function unknownOption(option: string, command: Command): ProblemError {
  const name = option.replace(/=.*$/s, "");
  const known = optionsOf(command);
  return usageError(name, `is not an option of ${nameOf(command)}`, {
    allowed: known.join(", "),
    fix: use(meantBy(name, known)),
  });
}

function optionsOf(command: Command): string[] {
  return command
    .createHelp()
    .visibleOptions(command)
    .flatMap(({ long }) => long ?? []);
}

/** The one that is nearly the same, or the only one that begins like it: warn, --output. */
function meantBy(text: string, choices: readonly string[]): string | undefined {
  const alike = choices.filter((one) => one.startsWith(text) || text.startsWith(one));
  return near(text, choices) ?? (alike.length === 1 ? alike[0] : undefined);
}

function unknownCommand(name: string, command: Command): ProblemError {
  const names = command.commands.map((one) => one.name());
  // Commands of other tools, with what to do here instead.
  const others = Object.entries(otherCommands);
  const [, instead] = others.find(([words]) => words.split(" ").includes(name)) ?? [];
  return usageError(name === "" ? "byoc" : name, "is not a command of byoc", {
    allowed: names.join(", "),
    fix: instead ?? use(near(name, names)),
  });
}

function longOf(flags: string): string {
  return /--[\w-]+/.exec(flags)?.[0] ?? flags;
}

function nameOf(command: Command): string {
  return command.parent ? `${command.parent.name()} ${command.name()}` : command.name();
}

function usageOf(command: Command): string {
  return `write ${nameOf(command)} ${command.usage()}`;
}
