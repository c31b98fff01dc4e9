import { rmSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { objectIn } from "../files/manifest";
import { lying } from "../files/place";
import { filesBelow, sha256, sumOf } from "../files/tree";
import { writeWhole } from "../files/whole";
import { ProblemError, usageProblem } from "../text/problem";
import type { Stack } from "./stacks";

/** Terraform's saved plan, in a stack's folder. */
export const PLAN = "plan.tfplan";
/** The same as JSON, for whoever judges it. */
export const PLAN_JSON = "plan.json";
/** What the plan was made of. */
const RECORD = "plan.byoc.json";

const savedSchema = z.object({
  /** Milliseconds since 1970. */
  made: z.number(),
  /** Whether it destroys. */
  destroy: z.boolean(),
  /** Whether it was made without AWS: then there is JSON alone. */
  offline: z.boolean(),
  /** Whether it changes nothing: no resource, no output, no address. */
  empty: z.boolean(),
  /** Steps of which Terraform tells: one for a resource, two where it is replaced. */
  steps: z.number(),
  /** Once it was applied: there is nothing left to do. */
  applied: z.boolean(),
  /** SHA-256 of what Terraform read, all files of the folder together. */
  inputs: z.string(),
  /** SHA-256 of the plan, and of its JSON. */
  plan: z.string(),
  json: z.string(),
});

/** What a saved plan was made of, and when. */
export type SavedPlan = Readonly<z.infer<typeof savedSchema>>;

/** Writes down what the plan in a stack's folder was made of. */
export function savePlan(
  { folder }: Stack,
  about: Omit<SavedPlan, "inputs" | "plan" | "json">,
): void {
  const sum = (name: string) => sumOf(join(folder, name)) ?? "";
  const saved = { ...about, inputs: inputsOf(folder), plan: sum(PLAN), json: sum(PLAN_JSON) };
  writeWhole(join(folder, RECORD), `${JSON.stringify(saved, null, 2)}\n`);
}

/** What is known of the plan in a stack's folder; undefined where none was saved. */
export function savedPlan({ folder }: Stack): SavedPlan | undefined {
  return savedSchema.safeParse(objectIn(join(folder, RECORD))).data;
}

/** Removes a plan that is of no use any more, and what belongs to it. */
export function forgetPlan({ folder }: Stack): void {
  for (const name of [PLAN, PLAN_JSON, RECORD]) rmSync(join(folder, name), { force: true });
}

/**
 * Plans that somebody else left where ours belong are not written over.
 *
 * @throws ProblemError with each of them.
 */
export function refuseStrangers(stacks: readonly Stack[]): void {
  const problems = stacks.flatMap((stack) => {
    const saved = savedPlan(stack);
    const known = { [PLAN]: saved?.plan, [PLAN_JSON]: saved?.json };
    return Object.entries(known).flatMap(([name, sum]) => {
      const file = join(stack.folder, name);
      if (!lying(file) || sumOf(file) === sum) return [];
      return usageProblem(file, "was not made by byoc as it is", {
        fix: "move it away; byoc writes a file of that name",
      });
    });
  });
  if (problems.length > 0) throw new ProblemError(problems);
}

/** Whether what Terraform would read now is what the plan was made of. */
export function isUnchanged(stack: Stack, saved: SavedPlan): boolean {
  return inputsOf(stack.folder) === saved.inputs && sumOf(join(stack.folder, PLAN)) === saved.plan;
}

/** One sum of all that Terraform reads in a folder: not of plans, states and what it installs. */
function inputsOf(folder: string): string {
  const paths = filesBelow(folder).filter(
    (path) =>
      !path.startsWith(".terraform/") &&
      ![PLAN, PLAN_JSON, RECORD].includes(path) &&
      !/\.tfstate(\.|$)/.test(path),
  );
  return sha256(paths.map((path) => `${path} ${sumOf(join(folder, path))}\n`).join(""));
}
