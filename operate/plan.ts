import { chmodSync, mkdirSync, renameSync } from "node:fs";
import { dirname, join } from "node:path";
import { writeWhole } from "../files/whole";
import { valueAt } from "../text/record";
import { changesOf, type Change, type Deed } from "./changes";
import { fileIn } from "./made";
import { offline } from "./offline";
import { forgetPlan, PLAN, PLAN_JSON, refuseStrangers, savePlan } from "./saved";
import { inOrder, StackFailure, type Outcome } from "./schedule";
import type { Stack } from "./stacks";
import type { Ran, Terraform } from "./terraform";

/** What a stack's plan would change. */
export interface StackPlan {
  readonly changes: readonly Change[];
  /** Whether there is nothing to apply; without a change of a resource, an output may change. */
  readonly empty: boolean;
  /** File of the plan's JSON. */
  readonly file: string;
}

/** Takes what is being done with a stack, in a word or two, and how far it is. */
export type Tell = (stack: Pick<Stack, "id">, what: string, progress?: string) => void;

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
 * @throws ProblemError where a plan of somebody else's lies in the place of one; nothing runs then.
 */
export async function planStacks(
  stacks: readonly Stack[],
  terraform: Terraform,
  options: PlanOptions,
): Promise<Outcome<StackPlan>[]> {
  refuseStrangers(stacks);
  const init = initOf(terraform);
  return inOrder(stacks, { jobs: options.jobs, terraform }, async (stack) => {
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
  const draft = join(folder, DRAFT);
  // A plan holds what is secret, from its first byte on.
  mkdirSync(dirname(draft), { recursive: true, mode: 0o700 });
  const args = [
    "plan",
    "-input=false",
    "-no-color",
    "-detailed-exitcode",
    `-out=${DRAFT}`,
    ...mode,
  ];
  const empty = (await ran(terraform, folder, args)).code === 0;
  const json = await must(terraform, folder, ["show", "-json", DRAFT]);
  chmodSync(draft, 0o600);
  if (!offline) renameSync(draft, join(stack.folder, PLAN));
  const file = join(stack.folder, PLAN_JSON);
  writeWhole(file, json, "private");
  const changes = changesOf(JSON.parse(json));
  const steps = changes.reduce((sum, { deed }) => sum + STEPS[deed], 0);
  savePlan(stack, { made, destroy, offline, empty, steps, applied: false });
  return { changes, empty, file };
}

/** Where Terraform writes a plan, of one that fails as well: among what can be made again. */
const DRAFT = join(".terraform", "byoc", "plan.tfplan");

/** How many steps a change takes. */
const STEPS: Readonly<Record<Deed, number>> = {
  delete: 1,
  replace: 2,
  forget: 0,
  create: 1,
  update: 1,
  import: 0,
  drift: 0,
};

/** Output of a run that must succeed. @throws StackFailure with Terraform's own words. */
export async function must(
  terraform: Terraform,
  folder: string,
  args: readonly string[],
): Promise<string> {
  return (await ran(terraform, folder, args)).stdout;
}

/** A run that ended well, with 0, or with 2 where `-detailed-exitcode` asks for that. */
async function ran(terraform: Terraform, folder: string, args: readonly string[]): Promise<Ran> {
  const run = await terraform.run(folder, args);
  const { code, stdout, stderr } = run;
  if (code === 0 || (code === 2 && args.includes("-detailed-exitcode"))) return run;
  const words = stderr.trim() === "" ? stdout.trim() : stderr.trim();
  throw new StackFailure(words === "" ? `terraform ${args[0]} ended with ${code}` : words);
}

/**
 * `terraform init` of folders, side by side but for the first of each set of providers: that one
 * fills the plugin cache, which is not safe where several fill it at once.
 */
export function initOf(terraform: Terraform): (folder: string) => Promise<void> {
  const init = async (folder: string) => {
    await must(terraform, folder, ["init", "-input=false", "-no-color"]);
  };
  const first = new Map<string, Promise<void>>();
  return async (folder) => {
    const key = JSON.stringify(valueAt(fileIn({ folder }), ["terraform", "required_providers"]));
    const before = first.get(key);
    const run =
      before === undefined ? init(folder) : before.catch(() => {}).then(() => init(folder));
    if (before === undefined) first.set(key, run);
    await run;
  };
}
