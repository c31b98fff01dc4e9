import { chmodSync, existsSync, mkdirSync, renameSync } from "node:fs";
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
  const initialized = initOf(terraform);
  return inOrder(stacks, { jobs: options.jobs, terraform }, async (stack) => {
    forgetPlan(stack);
    const plan = (folder: string) => planIn(folder, stack, terraform, initialized, options);
    if (options.offline !== true) return plan(stack.folder);
    return offline(stack.folder, plan);
  });
}

async function planIn(
  folder: string,
  stack: Stack,
  terraform: Terraform,
  initialized: Initialized,
  { tell, destroy = false, offline = false }: PlanOptions,
): Promise<StackPlan> {
  const made = Date.now();
  const mode = destroy ? ["-destroy"] : [];
  const draft = join(folder, DRAFT);
  const args = [
    "plan",
    "-input=false",
    "-no-color",
    "-detailed-exitcode",
    `-out=${DRAFT}`,
    ...mode,
  ];
  const plan = () => {
    tell(stack, "plan");
    // It holds what is secret, from its first byte on.
    mkdirSync(dirname(draft), { recursive: true, mode: 0o700 });
    return ran(terraform, folder, args);
  };
  const { code } = await initialized(folder, plan, () => tell(stack, "init"));
  const empty = code === 0;
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
 * Does something in a folder that `terraform init` has set up: it is run where that was never done,
 * and where Terraform says that it must be done again.
 *
 * @param onInit is called before it.
 */
export type Initialized = <Result>(
  folder: string,
  work: () => Promise<Result>,
  onInit?: () => void,
) => Promise<Result>;

/**
 * `terraform init` of folders, side by side but for the first of each set of providers: that one
 * fills the plugin cache, which is not safe where several fill it at once.
 */
export function initOf(terraform: Terraform): Initialized {
  const first = new Map<string, Promise<unknown>>();
  const init = async (folder: string) => {
    const key = JSON.stringify(valueAt(fileIn({ folder }), ["terraform", "required_providers"]));
    const run = () => must(terraform, folder, ["init", "-input=false", "-no-color"]);
    const before = first.get(key);
    const own = before === undefined ? run() : before.catch(() => {}).then(run);
    if (before === undefined) first.set(key, own);
    await own;
  };
  return async (folder, work, onInit = () => {}) => {
    if (existsSync(join(folder, ".terraform"))) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof StackFailure) || !ASKS_FOR_INIT.test(error.message)) throw error;
      }
    }
    onInit();
    await init(folder);
    return work();
  };
}

/** In Terraform's words, and in OpenTofu's: of providers they do not name the command to programs. */
const ASKS_FOR_INIT =
  /\b(terraform|tofu)\s+init\b|Required plugins are not installed|Inconsistent dependency lock/;
