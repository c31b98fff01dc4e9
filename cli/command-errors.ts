import type { Command, CommanderError } from "commander";
import { near } from "../text/near";
import { usageError, type Problem, type ProblemError } from "../text/problem";
import { MEANT } from "./meant";

type More = Pick<Problem, "allowed" | "fix">;

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
        ...use(near(value, choices.split(", "))),
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
      return usageError(nameOf(command), `"${first}" is unexpected`, { fix: usageOf(command) });
    },
  ],
];

function unknownOption(option: string, command: Command): ProblemError {
  const name = option.replace(/=.*$/s, "");
  const options = command.createHelp().visibleOptions(command);
  const known = options.flatMap(({ long }) => long ?? []);
  return usageError(name, `is not an option of ${nameOf(command)}`, {
    allowed: known.join(", "),
    ...use(near(name, known)),
  });
}

function unknownCommand(name: string, command: Command): ProblemError {
  const names = command.commands.map((one) => one.name());
  const meant = Object.hasOwn(MEANT, name) ? MEANT[name] : undefined;
  return usageError(name === "" ? "byoc" : name, "is not a command of byoc", {
    allowed: names.join(", "),
    ...(meant === undefined ? use(near(name, names)) : { fix: meant }),
  });
}

function use(meant: string | undefined): More {
  return meant === undefined ? {} : { fix: `use ${meant}` };
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
