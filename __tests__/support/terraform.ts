import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describeOutcome, mustRun, run, start, type Outcome, type Running } from "./tools-process";
import { OFFLINE, terraformBinary, terraformEnvironment } from "./tools-terraform";

/** S3's lifecycle settings alone take the provider a minute. */
const TIMEOUT = 240_000;

/** The parts of Terraform's plan JSON that tests read. */
export interface Plan {
  readonly resource_changes: readonly ResourceChange[];
  readonly configuration: {
    readonly root_module: {
      readonly resources: readonly { readonly address: string; readonly depends_on?: string[] }[];
    };
  };
}

interface ResourceChange {
  readonly address: string;
  readonly type: string;
  readonly change: {
    readonly actions: readonly string[];
    readonly before: Readonly<Record<string, unknown>> | null;
    readonly after: Readonly<Record<string, unknown>> | null;
    readonly after_unknown: Readonly<Record<string, unknown>>;
  };
}

/** One stack's folder, as Terraform sees it. */
export class Workspace {
  constructor(
    readonly folder: string,
    private readonly environment: NodeJS.ProcessEnv = {},
  ) {}

  /** Runs a Terraform command; a failure is an outcome as well. */
  run(args: readonly string[], timeout = TIMEOUT): Promise<Outcome> {
    return run(terraformBinary(), args, this.options(timeout));
  }

  /** Starts a Terraform command that the test goes on beside. */
  start(args: readonly string[]): Running {
    return start(terraformBinary(), args, this.options(TIMEOUT));
  }

  /** Runs a Terraform command that must succeed; a failure shows its diagnostics. */
  async must(args: readonly string[]): Promise<string> {
    return (await mustRun(terraformBinary(), args, this.options(TIMEOUT))).stdout;
  }

  async init(): Promise<void> {
    await this.must(["init", "-input=false", "-no-color"]);
  }

  async apply(): Promise<void> {
    await this.must(["apply", "-auto-approve", "-input=false", "-no-color"]);
  }

  async destroy(): Promise<void> {
    await this.must(["destroy", "-auto-approve", "-input=false", "-no-color"]);
  }

  /** Plans and reads the plan. */
  async plan(): Promise<Plan> {
    await this.must(["plan", "-input=false", "-no-color", "-out=plan.bin"]);
    return JSON.parse(await this.must(["show", "-json", "plan.bin"])) as Plan;
  }

  /** What a plan of now would change, in Terraform's words; empty when it is nothing at all. */
  async drift(): Promise<string> {
    const args = ["plan", "-input=false", "-no-color", "-detailed-exitcode"];
    const outcome = await this.run(args);
    if (outcome.code === 0) return "";
    if (outcome.code === 2) return outcome.stdout;
    throw new Error(describeOutcome("terraform plan", outcome));
  }

  private options(timeout: number) {
    return { folder: this.folder, environment: terraformEnvironment(this.environment), timeout };
  }
}

/** Addresses of a plan's changes, with what happens to each. */
export function changes(plan: Plan): Record<string, string> {
  return Object.fromEntries(
    plan.resource_changes
      .map(({ address, change }) => [address, change.actions.join("+")] as const)
      .filter(([, action]) => action !== "no-op"),
  );
}

/**
 * Lets a stack be planned with no AWS and no credentials. Terraform merges the file into the
 * synthesized one, which stays as it is for production.
 */
export function planOffline(folder: string): void {
  const override = {
    terraform: { backend: { local: { path: "terraform.tfstate" } } },
    provider: { aws: OFFLINE },
  };
  writeFileSync(join(folder, "offline_override.tf.json"), JSON.stringify(override));
}

/** The synthesized file of a stack. */
export function synthesized(folder: string): Record<string, unknown> {
  return JSON.parse(readFileSync(join(folder, "cdk.tf.json"), "utf8")) as Record<string, unknown>;
}
