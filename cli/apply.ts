import { readFileSync } from "node:fs";
import { join } from "node:path";
import { InvalidArgumentError, Option } from "commander";
import { stackIds, type Deployment } from "../config/deployment";
import { changesOf } from "../operate/changes";
import { applyStacks, readyToApply, type Ready } from "../operate/apply";
import { PLAN_JSON } from "../operate/saved";
import { chosen, stacksIn } from "../operate/stacks";
import type { Terraform } from "../operate/terraform";
import { ProblemError, usageProblem } from "../text/problem";
import { agreed, yes } from "./agreed";
import { changesText, type StackChanges } from "./changes";
import { configFiles, out, quiet } from "./command";
import { configured } from "./deployments";
import { EXIT, type Io } from "./io";
import { jobs, stacksCommand, withTerraform, type OperatingOptions } from "./operating";
import { endOf, withProgress } from "./progress";

/** `byoc apply`: applies the plans of `byoc plan`, exactly those, each stack after what it needs. */
export const command = stacksCommand("apply", {
  about: "apply the plans that byoc plan made, while nothing has changed since",
  options: [
    out("folder of byoc plan"),
    jobs(),
    new Option("--max-age <minutes>", "how old a plan may be")
      .argParser((text: string) => {
        if (!/^[1-9]\d{0,5}$/.test(text)) throw new InvalidArgumentError("minutes, 1 or more");
        return Number(text);
      })
      .default(60, "60"),
    yes(),
    quiet(),
  ],
  examples: ["byoc apply", "byoc apply acme-prod-project --yes"],
  work: apply,
});

interface ApplyOptions extends Omit<OperatingOptions, "format"> {
  readonly maxAge: number;
  readonly yes?: boolean;
}

/** @returns 0, or 1 where a stack could not be applied, or somebody said no. */
async function apply(patterns: readonly string[], options: ApplyOptions, io: Io): Promise<number> {
  const { deployments } = configured(configFiles(options.config), io);
  const stacks = await plannedStacks(patterns, deployments, options.out);
  const ready = readyToApply(
    stacks.map(({ stack }) => stack),
    options.maxAge * 60_000,
    ({ id }) => stacks.some(({ stack, isMade }) => stack.id === id && isMade),
  );
  const open = ready.filter(({ saved }) => !saved.applied && !saved.empty);
  if (open.length === 0) {
    if (!options.quiet) io.out("nothing to apply: no plan changes anything");
    return EXIT.ok;
  }
  if (!options.quiet) io.out(changesText(open.map(changesIn)));
  return withTerraform(io, async (terraform) => {
    if (!(await agreed("Apply these plans?", options.yes === true, io))) return EXIT.findings;
    return applied(open, terraform, options, io);
  });
}

/**
 * Applies plans and says what became of each stack.
 *
 * @param backwards in the order in which stacks are destroyed.
 */
export async function applied(
  ready: readonly Ready[],
  terraform: Terraform,
  { jobs: most, quiet: isQuiet = false }: Pick<ApplyOptions, "jobs" | "quiet">,
  io: Io,
  backwards = false,
): Promise<number> {
  const outcomes = await withProgress(io, { quiet: isQuiet }, (tell) =>
    applyStacks(ready, terraform, { jobs: most, tell }, backwards),
  );
  for (const outcome of outcomes) {
    if (outcome.status === "done" && !isQuiet) {
      io.out(`${outcome.stack.id}: done, ${outcome.result} changed`);
    }
  }
  const code = endOf(outcomes, terraform, io);
  if (terraform.stopped) {
    io.error("interrupted; to go on, plan and apply again: what is done stays done");
  }
  return code;
}

/** What the plan in a stack's folder would change. */
export function changesIn({ stack, saved }: Ready): StackChanges {
  const changes = changesOf(JSON.parse(readFileSync(join(stack.folder, PLAN_JSON), "utf8")));
  return { id: stack.id, changes, empty: saved.empty };
}

/** The stacks that patterns name, and whether what lies there is what the configs make now. */
async function plannedStacks(
  patterns: readonly string[],
  deployments: readonly Deployment[],
  out: string,
) {
  const ids = chosen(deployments.flatMap(stackIds), patterns);
  const { synthesized } = await import("./synthesized");
  const { texts } = synthesized(deployments, out);
  const known = new Map(stacksIn(out).map((stack) => [stack.id, stack]));
  const absent = [...ids].filter((id) => !known.has(id));
  if (absent.length > 0) {
    throw new ProblemError(
      absent.map((id) =>
        usageProblem(`stack ${id}`, `is not in ${out}`, { fix: `byoc plan ${id}` }),
      ),
    );
  }
  return [...ids].map((id) => {
    const stack = known.get(id)!;
    const file = join(out, "stacks", id, "cdk.tf.json");
    return { stack, isMade: textOf(join(stack.folder, "cdk.tf.json")) === texts.get(file) };
  });
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, "utf8");
  } catch {
    return undefined;
  }
}
