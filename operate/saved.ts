import { chmodSync, rmSync } from "node:fs";
import { join } from "node:path";
import { objectIn } from "../files/manifest";
import { lying } from "../files/place";
import { filesBelow, sha256, sumOf } from "../files/tree";
import { writeWhole } from "../files/whole";
import type { Stack } from "./stacks";

/** Terraform's saved plan, in a stack's folder. */
export const PLAN = "plan.tfplan";
/** The same as JSON, for whoever judges it. */
export const PLAN_JSON = "plan.json";
/** What the plan was made of. */
const RECORD = "plan.byoc.json";

/** What a saved plan was made of, and when. */
export interface SavedPlan {
  /** Milliseconds since 1970. */
  readonly made: number;
  /** Whether it destroys. */
  readonly destroy: boolean;
  /** Whether it was made without AWS: then there is JSON alone. */
  readonly offline: boolean;
  /** Resources that it changes. */
  readonly changes: number;
  /** Once it was applied: there is nothing left to do. */
  readonly applied: boolean;
  /** SHA-256 of what Terraform read, all files of the folder together. */
  readonly inputs: string;
  /** SHA-256 of the plan, and of its JSON. */
  readonly plan: string;
  readonly json: string;
}

/** Writes down what the plan in a stack's folder was made of. Plans hold what is secret. */
export function savePlan(
  { folder }: Stack,
  about: Omit<SavedPlan, "inputs" | "plan" | "json">,
): void {
  const files = [PLAN, PLAN_JSON].map((name) => join(folder, name));
  for (const file of files.filter((one) => lying(one))) chmodSync(file, 0o600);
  const sum = (name: string) => sumOf(join(folder, name)) ?? "";
  const saved = { ...about, inputs: inputsOf(folder), plan: sum(PLAN), json: sum(PLAN_JSON) };
  writeWhole(join(folder, RECORD), `${JSON.stringify(saved, null, 2)}\n`);
}

/** What is known of the plan in a stack's folder; undefined where none was saved. */
export function savedPlan({ folder }: Stack): SavedPlan | undefined {
  const saved = objectIn(join(folder, RECORD));
  const is = (key: keyof SavedPlan, type: string) => typeof saved?.[key] === type;
  return is("made", "number") && is("inputs", "string") && is("plan", "string")
    ? (saved as unknown as SavedPlan)
    : undefined;
}

/** Removes a plan that is of no use any more, and what belongs to it. */
export function forgetPlan({ folder }: Stack): void {
  for (const name of [PLAN, PLAN_JSON, RECORD]) rmSync(join(folder, name), { force: true });
}

/** Names of files in a stack's folder that a plan would replace and that no plan of ours made. */
export function strangersTo(stack: Stack): string[] {
  const saved = savedPlan(stack);
  const known = { [PLAN]: saved?.plan, [PLAN_JSON]: saved?.json };
  return Object.entries(known)
    .filter(([name, sum]) => {
      const file = join(stack.folder, name);
      return lying(file) !== undefined && sumOf(file) !== sum;
    })
    .map(([name]) => name);
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
