import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { typed } from "../support/pages";
import { scratchFolder } from "../support/scratch";
import { changes, synthesized, Workspace } from "../support/terraform";
import { kubeconfig } from "../support/tools-cluster";
import { run, type Outcome } from "../support/tools-process";
import { terraformEnvironment } from "../support/tools-terraform";

export const HELM = ["2.17.0", "3.1.1"] as const;
export const ACCOUNT = "milvus-s3-access-sa";

interface Written {
  /** Keys of `milvus.release`, as YAML in one line. */
  readonly release: string;
  /** `milvus.cluster.access`; by default the kubeconfig of the tests. */
  readonly access?: string;
  /** Seconds, in place of the config's, which are never so few. */
  readonly timeout?: number;
}

/** The release stack of one namespace, whose release has the namespace's name. */
export class Stack {
  readonly folder = scratchFolder();
  readonly terraform: Workspace;
  private readonly root = join(this.folder, "stacks", "acme-milvus");
  chart = "";

  constructor(
    readonly namespace: string,
    private helm: string,
    /** Of Terraform; what is put into it later counts as well. */
    readonly environment: NodeJS.ProcessEnv = {},
  ) {
    environment["HELM_CACHE_HOME"] = this.folder;
    this.terraform = new Workspace(this.root, environment);
  }

  async prepare(written: Written): Promise<void> {
    this.write(written);
    await this.terraform.init();
  }

  /** Goes on with another version of the helm provider. */
  async take(helm: string, written: Written): Promise<void> {
    this.helm = helm;
    this.write(written);
    await this.terraform.must(["init", "-upgrade", "-input=false", "-no-color"]);
  }

  write({ release, access = `{ kubeconfig: ${kubeconfig().file} }`, timeout }: Written): void {
    const file = join(this.folder, "byoc.yaml");
    const version = /chartVersion: ([\d.]+)/.exec(release)![1]!;
    this.chart = resolve(process.env["BYOC_TEST_CHARTS"] ?? "", `milvus-${version}.tgz`);
    writeFileSync(
      file,
      `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
milvus:
  bucket: { name: acme-milvus }
  serviceAccount: { namespace: ${this.namespace}, name: ${ACCOUNT} }
  cluster:
    name: acme-eks
    oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/3C5E7A9B1D2F4A6C8E0B1D3F5A7C9E1B
    access: ${access}
  release: { name: ${this.namespace}, preventDestroy: false, chart: { path: "${this.chart}" }, ${release} }
`,
    );
    synthesize(readDeployments([file], {}).deployments, this.folder);
    const override = {
      terraform: {
        backend: { local: { path: "terraform.tfstate" } },
        required_providers: { helm: { source: "hashicorp/helm", version: this.helm } },
      },
      ...(timeout !== undefined && { resource: { helm_release: { milvus: { timeout } } } }),
    };
    writeFileSync(join(this.root, "pinned_override.tf.json"), JSON.stringify(override));
  }

  /** What a plan, which it leaves in `plan.bin`, changes in the cluster, and how. */
  async changes(): Promise<Record<string, string>> {
    const all = Object.entries(changes(await this.terraform.plan()));
    // What the state remembers of the release is nothing in the cluster.
    return Object.fromEntries(all.filter(([address]) => !address.startsWith("terraform_data.")));
  }

  /** Applies what was planned last. */
  async applyPlan(): Promise<void> {
    await this.terraform.must(["apply", "-input=false", "-no-color", "plan.bin"]);
  }

  /** Helm's values as the stack has them. */
  values(): string {
    const { resource } = synthesized(this.root) as Record<string, any>;
    return resource.helm_release.milvus.values[0] as string;
  }

  /** Types the block of the guide that begins so, with the names of this deployment. */
  async type(beginning: string): Promise<Outcome> {
    const blocks = typed("docs/guides/milvus.md").filter((block) => block.startsWith(beginning));
    expect(blocks).toHaveLength(1);
    const text = blocks[0]!
      .replaceAll("cdktf.out/stacks/acme-vectors-milvus", "stacks/acme-milvus")
      .replaceAll(/ milvus milvus --repo \S+ --version \S+/g, ` milvus ${this.chart}`)
      .replaceAll(
        /(?<= -n | manifest | template | upgrade |_v1\.milvus |release\.milvus |\/)milvus(?=[\s/])/g,
        this.namespace,
      );
    const outcome = await run("bash", ["-c", text], {
      folder: this.folder,
      environment: terraformEnvironment({ KUBECONFIG: kubeconfig().file }),
      timeout: 120_000,
    });
    return { ...outcome, stdout: stripVTControlCharacters(outcome.stdout) };
  }

  /** What an apply that fails says, in one line. */
  async failure(): Promise<string> {
    return this.said(["apply", "-auto-approve", "-input=false", "-no-color"]);
  }

  /** What a plan that is refused says, in one line. */
  async refusal(): Promise<string> {
    return this.said(["plan", "-input=false", "-no-color"]);
  }

  private async said(args: readonly string[]): Promise<string> {
    const { code, stderr } = await this.terraform.run(args);
    return code === 0 ? "" : stderr.replace(/[\s│╵╷]+/g, " ");
  }
}
