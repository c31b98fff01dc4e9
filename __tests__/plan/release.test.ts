import { existsSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readDeployments } from "../../stacks/deployments";
import { synthesize } from "../../stacks/synthesize";
import { CLUSTERS, releaseConfig, RELEASES } from "../stacks/releases";
import { changes, Workspace, type Plan } from "../support/terraform";
import { requires } from "../support/tools";
import { scratchFolder } from "../support/scratch";

jest.setTimeout(240_000);

const ID = "acme-milvus";
const ALL = {
  "helm_release.milvus": "create",
  "kubernetes_namespace_v1.milvus": "create",
  "kubernetes_service_account_v1.milvus": "create",
  "terraform_data.deployed_queue": "create",
  "terraform_data.deployed_volumes": "create",
};

/** A release stack in a folder of its own, which is initialized once for many configs. */
class ReleaseWorkspace {
  private readonly folder = scratchFolder();
  private readonly stack = join(this.folder, "stacks", ID);
  private readonly terraform = new Workspace(this.stack, { HELM_CACHE_HOME: this.folder });

  constructor(private readonly helm: string) {}

  async prepare(text: string): Promise<void> {
    this.write(text);
    await this.terraform.init();
  }

  write(text: string): void {
    const file = join(this.folder, "byoc.yaml");
    writeFileSync(file, text);
    synthesize(readDeployments([file], {}).deployments, this.folder);
    const override = {
      terraform: {
        backend: { local: { path: "terraform.tfstate" } },
        // Terraform would take the newest version that it finds.
        required_providers: { helm: { source: "hashicorp/helm", version: this.helm } },
      },
    };
    writeFileSync(join(this.stack, "pinned_override.tf.json"), JSON.stringify(override));
  }

  async validate(): Promise<{ valid: boolean; diagnostics: unknown[] }> {
    const { stdout } = await this.terraform.run(["validate", "-json"]);
    return JSON.parse(stdout) as { valid: boolean; diagnostics: unknown[] };
  }

  plan(): Promise<Plan> {
    return this.terraform.plan();
  }

  /** What a plan that fails says, in one line. */
  async refusal(): Promise<string> {
    const { code, stderr } = await this.terraform.run(["plan", "-input=false", "-no-color"]);
    return code === 0 ? "" : stderr.replace(/\s+/g, " ");
  }
}

/** Chart of a release's version, where it is at hand. */
function chartOf(release: string): string | undefined {
  const folder = process.env["BYOC_TEST_CHARTS"];
  const [, version = ""] = /chartVersion: ([\d.]+)/.exec(release) ?? [];
  const file = resolve(folder ?? "", `milvus-${version}.tgz`);
  return folder && existsSync(file) ? file : undefined;
}

const withChart = (release: string) =>
  release.includes("chart:")
    ? undefined
    : chartOf(release) && release.replace("{ ", `{ chart: { path: "${chartOf(release)}" }, `);

requires("terraform", "release-providers")("releases in real providers", () => {
  describe.each(["2.17.0", "3.1.1"])("helm %s", (helm) => {
    const workspace = new ReleaseWorkspace(helm);
    beforeAll(() => workspace.prepare(releaseConfig()));

    // What can be planned below is validated by that.
    const unplanned = Object.entries(RELEASES).filter(([, release]) => !withChart(release));
    it.each(unplanned)("accepts %s", async (_, release) => {
      workspace.write(releaseConfig(release));
      expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
    });

    it.each(Object.entries(CLUSTERS).filter(([name]) => name.includes("kubeconfig")))(
      "accepts %s",
      async (_, cluster) => {
        workspace.write(releaseConfig(RELEASES.production, cluster));
        expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
      },
    );

    it("says at plan whether it looks for the chart", async () => {
      // A name that stands for no host, on any machine.
      const release = '{ chartVersion: 5.0.19, chart: { repository: "https://charts.invalid/" } }';
      workspace.write(releaseConfig(release));
      if (helm.startsWith("2")) expect(changes(await workspace.plan())).toEqual(ALL);
      else expect(await workspace.refusal()).toContain("charts.invalid");
    });
  });

  it("asks EKS by a data source that the AWS provider has", async () => {
    const workspace = new ReleaseWorkspace("3.1.1");
    await workspace.prepare(releaseConfig(RELEASES.production, CLUSTERS["EKS Pod Identity"]));
    expect(await workspace.validate()).toMatchObject({ valid: true, diagnostics: [] });
  });
});

requires(
  "terraform",
  "release-providers",
  "charts",
)("releases of charts at hand", () => {
  const planned = Object.entries(RELEASES).flatMap(([name, release]) => {
    const text = withChart(release);
    return text === undefined ? [] : [[name, text] as const];
  });

  // Where the tests are skipped, one stands for all.
  if (planned.length === 0) planned.push(["a release", RELEASES.production]);

  describe.each(["2.17.0", "3.1.1"])("helm %s", (helm) => {
    const workspace = new ReleaseWorkspace(helm);
    beforeAll(() => workspace.prepare(releaseConfig()));

    it("has charts of nearly every release", () => {
      expect(planned.length).toBeGreaterThanOrEqual(10);
    });

    it.each(planned)("plans %s without a cluster", async (_, release) => {
      workspace.write(releaseConfig(release));
      const plan = await workspace.plan();
      const made = Object.entries(ALL).filter(
        ([address]) => !(release.includes("createNamespace: false") && address.includes("namesp")),
      );
      expect(changes(plan)).toEqual(Object.fromEntries(made));
      const after = plan.resource_changes.find(({ type }) => type === "helm_release")!.change
        .after!;
      const [, version] = /chartVersion: ([\d.]+)/.exec(release)!;
      expect(after).toMatchObject({
        name: "milvus",
        namespace: "milvus",
        chart: `./chart/milvus-${version}.tgz`,
        version,
        values: [expect.stringContaining("name: milvus-s3-access-sa")],
      });
    });

    it("reaches the cluster that a kubeconfig names", async () => {
      const file = join(scratchFolder(), "config");
      writeFileSync(file, KUBECONFIG);
      const cluster = `{ oidcIssuer: "https://oidc.acme.example", access: { kubeconfig: ${file}, context: prod } }`;
      workspace.write(releaseConfig(withChart(RELEASES.production), cluster));
      expect(changes(await workspace.plan())).toEqual(ALL);
    });
  });
});

const KUBECONFIG = `apiVersion: v1
kind: Config
clusters: [{ name: prod, cluster: { server: "https://kubernetes.acme.example" } }]
users: [{ name: prod, user: { token: none } }]
contexts: [{ name: prod, context: { cluster: prod, user: prod } }]
current-context: prod
`;
