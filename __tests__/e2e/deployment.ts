import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stringify } from "yaml";
import { Iam, type IamFacts } from "../support/aws";
import { Keys, type KeyFacts } from "../support/aws-keys";
import { Storage, type BucketFacts } from "../support/aws-storage";
import { awsEnvironment } from "../support/moto";
import { good } from "../support/said";
import { changes, Workspace, type Plan } from "../support/terraform";

/** One stack of a deployment. */
export interface Stack {
  readonly id: string;
  readonly dependencies: readonly string[];
  readonly workspace: Workspace;
}

/**
 * A config and what became of it. The synthesized files are used as they are: what makes Terraform
 * talk to the emulated AWS is its environment alone.
 */
export class Deployment {
  private constructor(
    readonly stacks: readonly Stack[],
    readonly folder: string,
  ) {}

  /**
   * Synthesizes by the command line, as a user does.
   *
   * @param folder shared by the deployments that share local states.
   */
  static async synthesize(
    folder: string,
    config: object,
    endpoint: string,
    { out = "cdktf.out", environment = {} }: { out?: string; environment?: NodeJS.ProcessEnv } = {},
  ): Promise<Deployment> {
    mkdirSync(folder, { recursive: true });
    const file = join(folder, `${out}.yaml`);
    const target = join(folder, out);
    writeFileSync(file, stringify(config));
    await good(["synth", "--config", file, "--out", target]);
    const { stacks } = JSON.parse(readFileSync(join(target, "manifest.json"), "utf8")) as {
      stacks: Record<string, { workingDirectory: string; dependencies: string[] }>;
    };
    const aws = { ...awsEnvironment(endpoint), ...environment };
    return new Deployment(
      Object.entries(stacks).map(([id, { workingDirectory, dependencies }]) => ({
        id,
        dependencies,
        // Who looks on sees by it which stack asks.
        workspace: new Workspace(join(target, workingDirectory), {
          ...aws,
          TF_APPEND_USER_AGENT: id,
        }),
      })),
      folder,
    );
  }

  /** The stack whose id ends so. */
  stack(end: string): Stack {
    const found = this.stacks.find(({ id }) => id.endsWith(end));
    if (!found) throw new Error(`no stack of ${this.folder} ends in ${end}`);
    return found;
  }

  async init(): Promise<void> {
    await this.each(({ workspace }) => workspace.init());
  }

  /** Applies every stack, each after those it depends on. */
  async apply(): Promise<void> {
    await this.ordered(
      ({ dependencies }) => dependencies,
      ({ workspace }) => workspace.apply(),
    );
  }

  /** Destroys every stack, each after those that depend on it. */
  async destroy(): Promise<void> {
    await this.ordered(
      ({ id }) => this.stacks.filter((it) => it.dependencies.includes(id)).map((it) => it.id),
      ({ workspace }) => workspace.destroy(),
    );
  }

  /** What a plan of now would still change, by stack. */
  drift(): Promise<Record<string, string>> {
    return this.each(({ workspace }) => workspace.drift());
  }

  plans(): Promise<Record<string, Plan>> {
    return this.each(({ workspace }) => workspace.plan());
  }

  private async each<Result>(
    work: (stack: Stack) => Promise<Result>,
  ): Promise<Record<string, Result>> {
    const results = this.stacks.map(async (stack) => [stack.id, await work(stack)] as const);
    return Object.fromEntries(await Promise.all(results));
  }

  private async ordered(
    before: (stack: Stack) => readonly string[],
    work: (stack: Stack) => Promise<void>,
  ): Promise<void> {
    const started = new Map<string, Promise<void>>();
    const begin = (stack: Stack): Promise<void> => {
      const known = started.get(stack.id);
      if (known) return known;
      const earlier = this.stacks.filter(({ id }) => before(stack).includes(id));
      const result = Promise.all(earlier.map(begin)).then(() => work(stack));
      started.set(stack.id, result);
      return result;
    };
    await Promise.all(this.stacks.map(begin));
  }
}

/** Addresses that plans change, by stack; stacks without changes are left out. */
export function changesOf(plans: Readonly<Record<string, Plan>>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(plans)
      .map(([id, plan]) => [id, changes(plan)] as const)
      .filter(([, changed]) => Object.keys(changed).length > 0),
  );
}

/** Everything that this project can make in an account. */
export interface Account extends IamFacts {
  readonly buckets: Readonly<Record<string, BucketFacts>>;
  readonly keys: readonly KeyFacts[];
}

export async function readAccount(endpoint: string): Promise<Account> {
  const [iam, buckets, keys] = await Promise.all([
    new Iam(endpoint).facts(),
    new Storage(endpoint).buckets(),
    new Keys(endpoint).facts(),
  ]);
  return { ...iam, buckets, keys };
}
