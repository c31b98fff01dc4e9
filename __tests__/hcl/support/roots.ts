import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { hclModule, type HclOptions } from "../../../hcl";
import type { StackFile } from "../../../review/stack-file";
import type { JsonObject } from "../../../hcl/json";
import { Workspace } from "../../support/terraform";
import { OFFLINE } from "../../support/tools-terraform";

/** Values of a module and of those that it calls. */
interface PlannedModule {
  readonly address?: string;
  readonly child_modules?: readonly PlannedModule[];
}

/** What a plan says, as far as two plans of the same must agree. */
export interface PlanView {
  readonly planned_values: {
    readonly outputs?: Readonly<Record<string, { readonly value: unknown }>>;
    readonly root_module?: PlannedModule;
  };
  /** Absent in a plan of outputs alone. */
  readonly resource_changes: readonly { readonly address: string }[] | undefined;
  readonly output_changes: unknown;
}

/** Writes the stack in Terraform's own syntax. */
export function writeHcl(
  folder: string,
  stack: StackFile,
  options: HclOptions = { backend: false, helm: 2 },
): void {
  mkdirSync(folder, { recursive: true });
  for (const [path, text] of hclModule(stack, options)) {
    const file = join(folder, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

/** Writes the stack as it was synthesized. */
export function writeJson(folder: string, { json }: StackFile): void {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "cdk.tf.json"), JSON.stringify(json));
}

/** Plans a root that `terraform init` may not have seen yet; order is no matter in what it gives. */
export async function planned(folder: string): Promise<PlanView> {
  const workspace = new Workspace(folder);
  await workspace.init();
  const plan = (await workspace.plan()) as unknown as PlanView;
  const { root_module } = plan.planned_values;
  return {
    planned_values: { ...plan.planned_values, root_module: root_module && inOrder(root_module) },
    resource_changes: plan.resource_changes?.toSorted(byAddress),
    output_changes: plan.output_changes,
  };
}

/** Terraform tells modules within modules in any order. */
function inOrder({ child_modules, ...module }: PlannedModule): PlannedModule {
  if (child_modules === undefined) return module;
  return { ...module, child_modules: child_modules.map(inOrder).sort(byAddress) };
}

function byAddress(one: { address?: string }, other: { address?: string }): number {
  return (one.address ?? "") < (other.address ?? "") ? -1 : 1;
}

/** Settings of a backend as Terraform keeps them after an init. */
export function backendOf(folder: string): unknown {
  const text = readFileSync(join(folder, ".terraform", "terraform.tfstate"), "utf8");
  return (JSON.parse(text) as { backend: { config: unknown } }).backend.config;
}

/**
 * Writes one root that calls every stack as a module: the provider starts once for all of them. The
 * stacks' own providers and backends are left out, which modules may not have.
 */
export function writeTogether(
  folder: string,
  stacks: readonly StackFile[],
  form: "hcl" | "json",
  helm?: { readonly helm: 2 | 3; readonly version: string },
): void {
  const modules = stacks.map((stack, index) => {
    const name = `m${index}`;
    const child = join(folder, name);
    const terraform = without(stack.json["terraform"] as JsonObject, "backend", "cloud");
    const inner = { ...stack, json: { ...without(stack.json, "provider"), terraform } };
    if (form === "hcl") writeHcl(child, inner, { backend: false, helm: helm?.helm ?? 2 });
    else writeJson(child, inner);
    return [name, { source: `./${name}` }] as const;
  });
  const root = {
    ...(helm && {
      terraform: {
        required_providers: { helm: { source: "hashicorp/helm", version: helm.version } },
      },
    }),
    provider: { aws: { region: "us-west-2", ...OFFLINE } },
    module: Object.fromEntries(modules),
  };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));
}

function without(object: JsonObject, ...keys: string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([key]) => !keys.includes(key)));
}

/** What Terraform says against a root, and to its formatting. */
export async function complaints(folder: string): Promise<{ validate: unknown; fmt: string }> {
  const workspace = new Workspace(folder);
  await workspace.must(["init", "-input=false", "-no-color", "-backend=false"]);
  const { stdout } = await workspace.run(["validate", "-json"]);
  const { diagnostics } = JSON.parse(stdout) as { diagnostics: unknown };
  return { validate: diagnostics, fmt: await misformatted(folder) };
}

/** What Terraform's formatter would change in a folder and below it. */
export async function misformatted(folder: string): Promise<string> {
  const args = ["fmt", "-check", "-recursive", "-diff", "-no-color"];
  const { stdout, stderr } = await new Workspace(folder).run(args);
  return stdout + stderr;
}
