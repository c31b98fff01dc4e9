import { availableParallelism } from "node:os";
import { Command, InvalidArgumentError, Option } from "commander";
import { guard, MistakesError } from "../compliance/guard";
import { stackIds, type Deployment } from "../config/deployment";
import { pruneImports } from "../operate/adopt/import-file";
import { chosen, stacksIn, type Stack } from "../operate/stacks";
import { Terraform } from "../operate/terraform";
import { config, configFiles, examples, type MakeCommand } from "./command";
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

/** What a command about stacks says of itself, its own options, and its work. */
interface StacksCommand<Options> {
  readonly about: string;
  readonly options: readonly Option[];
  /** Command lines that its help ends with. */
  readonly examples: readonly string[];
  /** @returns the exit code. */
  readonly work: (patterns: readonly string[], options: Options, io: Io) => Promise<number>;
}

/** A command about the stacks that its arguments name, of the configs of `--config`. */
export function stacksCommand<Options>(name: string, own: StacksCommand<Options>): MakeCommand {
  return (io, exit) => {
    const command = new Command(name)
      .description(own.about)
      .argument(
        "[stack...]",
        "ids of stacks; * stands for any characters, ? for one; all without one",
      )
      .addOption(config());
    for (const option of own.options) command.addOption(option);
    return command
      .addHelpText("after", examples(...own.examples))
      .action(async (patterns: string[], options: Options) => {
        exit(await own.work(patterns, options, io));
      });
  };
}

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
  { config: files }: Pick<OperatingOptions, "config">,
  io: Io,
) {
  const { deployments } = configured(configFiles(files), io);
  return { deployments, ids: chosen(deployments.flatMap(stackIds), patterns) };
}

/** Writes what the configs make of the selected stacks. */
async function written(
  { deployments, ids }: ReturnType<typeof selected>,
  out: string,
  isAll: boolean,
): Promise<readonly Stack[]> {
  const { writeStacks } = await import("../stacks/write");
  writeStacks(deployments, out, {
    wanted: isAll ? undefined : ids,
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

/** Runs work with Terraform on the stacks that patterns name, once they are written. */
export function withStacks(
  patterns: readonly string[],
  options: Pick<OperatingOptions, "config" | "out">,
  io: Io,
  work: (
    terraform: Terraform,
    stacks: readonly Stack[],
    deployments: readonly Deployment[],
  ) => Promise<number>,
): Promise<number> {
  const named = selected(patterns, options, io);
  return withTerraform(io, async (terraform) => {
    const stacks = await written(named, options.out, patterns.length === 0);
    return work(terraform, stacks, named.deployments);
  });
}
