import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option } from "commander";
import { guard, MistakesError } from "../compliance/guard";
import { stackIds } from "../config/deployment";
import { pruneImports } from "../operate/adopt/import-file";
import { chosen, stacksIn, type Stack } from "../operate/stacks";
import { Terraform } from "../operate/terraform";
import { configFiles } from "./command";
import { configured } from "./deployments";
import { EXIT, type Io } from "./io";

/** Options of the commands that run Terraform. */
export interface OperatingOptions {
  readonly config: readonly string[];
  readonly out: string;
  readonly jobs: number;
  readonly format: "text" | "json" | "markdown";
  readonly quiet?: boolean;
}

export const STACKS = "ids of stacks; * stands for any characters, ? for one; all without one";

export function jobs(): Option {
  return new Option("--jobs <number>", "how many stacks at a time")
    .argParser((text: string) => {
      if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("a number from 1 to 999");
      return Number(text);
    })
    .default(availableParallelism(), "one for each processor");
}

/** What the configs say, and the stacks that patterns name; nothing is written yet. */
export function selected(
  patterns: readonly string[],
  { config, out }: Pick<OperatingOptions, "config" | "out">,
  io: Io,
) {
  const { deployments } = configured(configFiles(config), io);
  const ids = chosen(deployments.flatMap(stackIds), patterns);
  return { deployments, ids, isAll: patterns.length === 0, out };
}

/** Writes what the configs make of the selected stacks. */
export async function written({
  deployments,
  ids,
  isAll,
  out,
}: ReturnType<typeof selected>): Promise<readonly Stack[]> {
  const { writeStacks } = await import("../stacks/write");
  writeStacks(deployments, out, {
    ...(!isAll && { wanted: ids }),
    accept: (made) => guard(made, deployments, out),
  });
  const stacks = stacksIn(out).filter(({ id }) => ids.has(id));
  for (const stack of stacks) pruneImports(stack);
  return stacks;
}

/**
 * Runs work with Terraform; Ctrl-C ends Terraform, and the work goes on to say what became of it.
 *
 * @returns the exit code of the work, or 1 where a mistake in code would have been written.
 */
export async function withTerraform(
  io: Io,
  work: (terraform: Terraform) => Promise<number>,
): Promise<number> {
  const terraform = Terraform.find(io.environment);
  const stop = () => {
    io.error(
      "interrupted: waiting for Terraform to finish what it is at; press again to end it at once",
    );
    terraform.stop();
  };
  process.on("SIGINT", stop).on("SIGTERM", stop);
  try {
    return await work(terraform);
  } catch (error) {
    if (!(error instanceof MistakesError)) throw error;
    io.error(error.message);
    return EXIT.findings;
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
