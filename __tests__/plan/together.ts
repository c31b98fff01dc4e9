import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { synthesized, Workspace, type Plan } from "../support/terraform";
import { OFFLINE } from "../support/tools-terraform";

interface Stack {
  readonly terraform: Readonly<Record<string, unknown>>;
  readonly provider: { readonly aws: readonly [Readonly<Record<string, unknown>>] };
}

/** The plan of a root that calls modules. */
interface PlanOfModules {
  readonly resource_changes: readonly (Plan["resource_changes"][number] & {
    readonly module_address: string;
  })[];
  readonly configuration: {
    readonly root_module: {
      readonly module_calls: Readonly<
        Record<string, { readonly module: Plan["configuration"]["root_module"] }>
      >;
    };
  };
}

/**
 * Plans stacks as modules of one root: the provider's schema, which costs more than a plan, is read
 * once for all. Backends are left out and providers stand in the root, as modules must have it;
 * stacks that are roots are deployed in `e2e/`.
 *
 * @returns the plan of each stack as if it were a root, and what Terraform says against any.
 */
export async function planTogether(
  folder: string,
  stacks: readonly string[],
): Promise<{ readonly plans: readonly Plan[]; readonly diagnostics: readonly unknown[] }> {
  const providers = new Map<string, { readonly alias: string }>();
  const modules = stacks.map((stack, index) => {
    const { provider, terraform, ...rest } = synthesized(stack) as unknown as Stack;
    const settings = provider.aws[0];
    const text = JSON.stringify(settings);
    const alias = providers.get(text)?.alias ?? `p${providers.size}`;
    providers.set(text, { ...settings, ...OFFLINE, alias });
    const name = `m${index}`;
    mkdirSync(join(folder, name));
    const { required_providers, required_version } = terraform;
    const inner = { ...rest, terraform: { required_providers, required_version } };
    writeFileSync(join(folder, name, "cdk.tf.json"), JSON.stringify(inner));
    return [name, { source: `./${name}`, providers: { aws: `aws.${alias}` } }] as const;
  });
  const root = { provider: { aws: [...providers.values()] }, module: Object.fromEntries(modules) };
  writeFileSync(join(folder, "main.tf.json"), JSON.stringify(root));

  const workspace = new Workspace(folder);
  await workspace.init();
  const said = await workspace.must(["plan", "-json", "-input=false", "-out=plan.bin"]);
  const shown = await workspace.must(["show", "-json", "plan.bin"]);
  const whole = JSON.parse(shown) as PlanOfModules;
  return {
    plans: modules.map(([name]) => planOf(whole, name)),
    diagnostics: said
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as { readonly type: string })
      .filter(({ type }) => type === "diagnostic"),
  };
}

function planOf({ resource_changes, configuration }: PlanOfModules, name: string): Plan {
  const prefix = `module.${name}`;
  return {
    resource_changes: resource_changes
      .filter(({ module_address }) => module_address === prefix)
      .map((change) => ({ ...change, address: change.address.slice(prefix.length + 1) })),
    configuration: { root_module: configuration.root_module.module_calls[name]!.module },
  };
}
