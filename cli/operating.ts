import { availableParallelism } from "node:os";
import { InvalidArgumentError, Option } from "commander";
import { guard } from "../compliance/guard";
import { stackIds, type Deployment } from "../config/deployment";
import { chosen, stacksIn, type Stack } from "../operate/stacks";
import { Terraform } from "../operate/terraform";
import { configFiles } from "./command";
import { configured } from "./deployments";
import type { Io } from "./io";

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

/** What the configs make, written, of the stacks that patterns name. */
export async function written(
  patterns: readonly string[],
  { config, out }: Pick<OperatingOptions, "config" | "out">,
  io: Io,
): Promise<{ readonly deployments: readonly Deployment[]; readonly stacks: readonly Stack[] }> {
  const { deployments } = configured(configFiles(config), io);
  const ids = chosen(deployments.flatMap(stackIds), patterns);
  const { writeStacks } = await import("../stacks/write");
  writeStacks(deployments, out, {
    ...(patterns.length > 0 && { wanted: ids }),
    accept: (made) => guard(made, deployments, out),
  });
  return { deployments, stacks: stacksIn(out).filter(({ id }) => ids.has(id)) };
}

/**
 * Runs work with Terraform; Ctrl-C ends Terraform, and the work goes on to say what became of it.
 *
 * @returns what the work returned, and whether it was interrupted.
 */
export async function withTerraform<Result>(
  io: Io,
  work: (terraform: Terraform) => Promise<Result>,
): Promise<Result> {
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
  } finally {
    process.off("SIGINT", stop).off("SIGTERM", stop);
  }
}
