import { writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { scratchFolder } from "../support/scratch";
import { Workspace } from "../support/terraform";
import { kubeconfig } from "../support/tools-cluster";

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

  constructor(
    readonly namespace: string,
    private helm: string,
    environment: NodeJS.ProcessEnv = {},
  ) {
    this.terraform = new Workspace(this.root, { HELM_CACHE_HOME: this.folder, ...environment });
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
    const chart = resolve(process.env["BYOC_TEST_CHARTS"] ?? "", `milvus-${version}.tgz`);
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
  release: { name: ${this.namespace}, preventDestroy: false, chart: { path: "${chart}" }, ${release} }
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
