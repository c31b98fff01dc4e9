import { confirm } from "@inquirer/prompts";
import { Option } from "commander";
import { usageError } from "../text/problem";
import type { Io } from "./io";
import { asking } from "./keys";

export function yes(): Option {
  return new Option("--yes", "do not ask; needed where there is no terminal");
}

/**
 * Whether its user wants what was shown.
 *
 * @throws ProblemError where nobody can be asked.
 */
export async function agreed(message: string, isSaid: boolean, io: Io): Promise<boolean> {
  if (isSaid) return true;
  if (!io.interactive) {
    throw usageError("--yes", "is needed where there is no terminal to ask on", {
      fix: "look at what is planned, then run again with --yes",
    });
  }
  return asking((keys) => keys.ask((context) => confirm({ message, default: false }, context)));
}
