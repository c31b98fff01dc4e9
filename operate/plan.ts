import { readFileSync } from "node:fs";
import { join } from "node:path";
import { writeWhole } from "../files/whole";
import { parsedJson, valueAt } from "../text/record";
import { changesOf, type Change } from "./changes";
import { offline } from "./offline";
import { forgetPlan, PLAN, PLAN_JSON, savePlan } from "./saved";
import { inOrder, StackFailure, type Outcome } from "./schedule";
import type { Stack } from "./stacks";
import type { Terraform } from "./terraform";

/** What a stack's plan would change. */
export interface StackPlan {
  readonly changes: readonly Change[];
  /** File of the plan's JSON. */
  readonly file: string;
}

/** Takes what is being done with a stack, in a word or two, and how far it is. */
export type Tell = (stack: Stack, what: string, progress?: string) => void;

export interface PlanOptions {
  /** How many stacks at a time. */
  readonly jobs: number;
  /** Without credentials, AWS and network; such a plan cannot be applied. */
  readonly offline?: boolean;
  readonly destroy?: boolean;
  readonly tell: Tell;
}

/**
 * Plans stacks side by side: they never read each other's state. Each gets its saved plan and
 * `plan.json` in its folder.
 *
 * @returns an outcome for each stack, in their order.
 */
export function planStacks(
  stacks: readonly Stack[],
  terraform: Terraform,
  options: PlanOptions,
): Promise<Outcome<StackPlan>[]> {
  const init = oneAtFirst(async (folder) => {
    await must(terraform, folder, ["init", "-input=false", "-no-color"]);
  });
  const order = { before: () => [], jobs: options.jobs, stopped: () => terraform.stopped };
  return inOrder(stacks, order, async (stack) => {
    forgetPlan(stack);
    const plan = (folder: string) => planIn(folder, stack, terraform, init, options);
    if (options.offline !== true) return plan(stack.folder);
    return offline(stack.folder, plan);
  });
}

async function planIn(
  folder: string,
  stack: Stack,
  terraform: Terraform,
  init: (folder: string) => Promise<void>,
  { tell, destroy = false, offline = false }: PlanOptions,
): Promise<StackPlan> {
  tell(stack, "init");
  await init(folder);
  tell(stack, "plan");
  const made = Date.now();
  const mode = destroy ? ["-destroy"] : [];
  await must(terraform, folder, ["plan", "-input=false", "-no-color", `-out=${PLAN}`, ...mode]);
  const json = await must(terraform, folder, ["show", "-json", PLAN]);
  const file = join(stack.folder, PLAN_JSON);
  writeWhole(file, json);
  const changes = changesOf(JSON.parse(json));
  const planned = changes.filter(({ deed }) => deed !== "drift").length;
  savePlan(stack, { made, destroy, offline, changes: planned, applied: false });
  return { changes, file };
}

/** @throws StackFailure with Terraform's own words. */
export async function must(
  terraform: Terraform,
  folder: string,
  args: readonly string[],
): Promise<string> {
  const { code, stdout, stderr } = await terraform.run(folder, args);
  if (code === 0) return stdout;
  const words = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  throw new StackFailure(words === "" ? `terraform ${args[0]} ended with ${code}` : words);
}

/**
 * Lets `terraform init` of folders run side by side, but for the first of each set of providers:
 * that one fills the plugin cache, which is not safe where several fill it at once.
 */
function oneAtFirst(init: (folder: string) => Promise<void>): (folder: string) => Promise<void> {
  const first = new Map<string, Promise<void>>();
  return async (folder) => {
    const key = providersOf(folder);
    const before = first.get(key);
    const run =
      before === undefined ? init(folder) : before.catch(() => {}).then(() => init(folder));
    if (before === undefined) first.set(key, run);
    await run;
  };
}

function providersOf(folder: string): string {
  const text = readFileSync(join(folder, "cdk.tf.json"), "utf8");
  return JSON.stringify(valueAt(parsedJson(text), ["terraform", "required_providers"]));
}
