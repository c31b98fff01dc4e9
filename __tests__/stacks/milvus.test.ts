import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { App, TerraformStack } from "cdktf";
import { parse } from "yaml";
import { MilvusRelease } from "../../modules/release";
import { stacksOf } from "../../stacks";
import { readDeployments } from "../../stacks/deployments";
import { writeStacks } from "../../stacks/write";
import { chartArchive } from "../support/chart-archive";
import { CLUSTERS, OFFLINE, releaseConfig, RELEASES } from "./releases";
import { deployments, synthTexts, type Block, type Synthesized } from "./synth";
import { scratchFolder } from "../support/scratch";

const stack = (release?: string, cluster?: string) =>
  synthTexts(releaseConfig(release, cluster))["acme-milvus"]!;
const block = ({ resource }: Synthesized, type: string) => Object.values(resource[type] ?? {})[0];
const release = (text?: string) => block(stack(text), "helm_release")!;
const providers = (made: Synthesized) => made.provider as unknown as Record<string, Block[]>;

describe("the release stack", () => {
  it("comes after the access, and stands at fixed addresses", () => {
    const app = new App({ outdir: scratchFolder() });
    const stacks = stacksOf(app, deployments(releaseConfig())[0]!);
    expect(
      stacks.map(({ node, dependencies }) => [node.id, dependencies.map((d) => d.node.id)]),
    ).toEqual([
      ["acme-milvus-access", []],
      ["acme-milvus", ["acme-milvus-access"]],
    ]);
    const { resource } = stack();
    expect(Object.entries(resource).map(([type, all]) => [type, Object.keys(all)])).toEqual([
      ["helm_release", ["milvus"]],
      ["kubernetes_namespace_v1", ["milvus"]],
      ["kubernetes_service_account_v1", ["milvus"]],
      ["terraform_data", ["deployed_queue", "deployed_volumes"]],
    ]);
  });

  it("is made in the order of namespace, service account, release", () => {
    const made = stack();
    expect(block(made, "kubernetes_service_account_v1")!["depends_on"]).toEqual([
      "kubernetes_namespace_v1.milvus",
    ]);
    expect(block(made, "helm_release")!["depends_on"]).toEqual([
      "kubernetes_namespace_v1.milvus",
      "kubernetes_service_account_v1.milvus",
    ]);
    for (const memory of Object.values(made.resource["terraform_data"]!)) {
      expect(memory["depends_on"]).toEqual(["helm_release.milvus"]);
    }
  });

  it("annotates the service account with the role that the access stack makes", () => {
    const { metadata } = block(stack(), "kubernetes_service_account_v1")!;
    expect(metadata).toEqual({
      name: "milvus-s3-access-sa",
      namespace: "milvus",
      annotations: {
        "eks.amazonaws.com/role-arn": "arn:aws:iam::111122223333:role/milvus-s3-access-sa",
      },
    });
    expect(release()).toMatchObject({ namespace: "milvus", create_namespace: false });
    expect(parse(release()["values"][0])["serviceAccount"]).toEqual({
      create: false,
      name: "milvus-s3-access-sa",
    });
  });

  it("protects the namespace, or leaves it alone", () => {
    const namespace = (text?: string) => block(stack(text), "kubernetes_namespace_v1");
    expect(namespace()).toMatchObject({
      metadata: { name: "milvus" },
      lifecycle: { prevent_destroy: true },
    });
    expect(namespace(RELEASES["no protection"])).not.toHaveProperty("lifecycle");
    expect(namespace(RELEASES["a namespace that is there"])).toBeUndefined();
    expect(
      block(stack(RELEASES["a namespace that is there"]), "kubernetes_service_account_v1"),
    ).not.toHaveProperty("depends_on");
  });

  it.each([
    [
      "the document's repository",
      RELEASES.production,
      { repository: "https://zilliztech.github.io/milvus-helm/", chart: "milvus" },
    ],
    [
      "an OCI registry",
      RELEASES["an OCI registry"],
      { repository: "oci://registry.acme.example:5000/charts", chart: "milvus" },
    ],
  ])("takes the pinned chart of %s", (_, text, expected) => {
    expect(release(text)).toMatchObject({ ...expected, version: "5.0.19", wait: true });
  });

  it("hands over one document of values, and nothing that Terraform would fill in", () => {
    for (const all of Object.values(RELEASES)) {
      const made = release(all);
      expect(made["values"]).toHaveLength(1);
      expect(made).not.toHaveProperty("set");
    }
  });

  it("keeps Terraform from taking text for a template", () => {
    const app = new App({ outdir: scratchFolder() });
    const made = new TerraformStack(app, "text");
    const { release: settings, serviceAccount } = deployments(releaseConfig())[0]!.milvus!;
    const values = { a: "${b} %{c} $d" };
    new MilvusRelease(made, "milvus", { release: settings!, serviceAccount, values });
    const json = made.toTerraform() as Synthesized;
    expect(block(json, "helm_release")!["values"]).toEqual(["a: $${b} %%{c} $d\n"]);
  });

  it("writes where it can be reached, and how to ask for it", () => {
    const { output } = stack("{ chartVersion: 5.0.19, name: search, service: { port: 443 } }");
    expect(output["endpoint"]).toMatchObject({ value: "http://search-milvus.milvus.svc:443" });
    expect(output["release"]).toMatchObject({ value: "milvus/search" });
    const tls = "values: { proxy: { tls: { enabled: true, secretName: milvus-tls } } }";
    expect(stack(`{ chartVersion: 5.0.19, ${tls} }`).output["endpoint"]).toMatchObject({
      value: "https://milvus.milvus.svc:19530",
    });
  });
});

describe("the way into the cluster", () => {
  const token = ["eks", "get-token", "--cluster-name", "acme-eks", "--region", "us-west-2"];
  const exec = (...more: string[]) => ({
    api_version: "client.authentication.k8s.io/v1beta1",
    command: "aws",
    args: [...token, ...more],
  });

  it.each([
    ["EKS, asked for its address", exec()],
    [
      "EKS by profile and role",
      exec("--profile", "acme-prod", "--role-arn", "arn:aws:iam::111122223333:role/deployer"),
    ],
  ] as const)("%s", (name, expected) => {
    const made = stack(undefined, CLUSTERS[name]);
    const { helm, kubernetes, aws } = providers(made);
    const place = {
      host: "${data.aws_eks_cluster.cluster.endpoint}",
      cluster_ca_certificate:
        "${base64decode(data.aws_eks_cluster.cluster.certificate_authority[0].data)}",
    };
    // Objects, not lists of one: helm 2 and 3 take them alike.
    expect(helm).toEqual([{ kubernetes: { ...place, exec: expected } }]);
    expect(kubernetes).toEqual([{ ...place, exec: expected }]);
    expect(aws).toHaveLength(1);
  });

  it("is called by way of a proxy", () => {
    const { helm, kubernetes } = providers(stack(undefined, CLUSTERS["EKS by a proxy"]));
    const proxied = { proxy_url: "http://proxy.acme.example:3128", exec: exec() };
    expect(helm).toEqual([{ kubernetes: expect.objectContaining(proxied) }]);
    expect(kubernetes).toEqual([expect.objectContaining(proxied)]);
  });

  it("needs no AWS where the address is known", () => {
    const made = stack(undefined, OFFLINE);
    expect(made).not.toHaveProperty("data");
    expect(Object.keys(made.provider).sort()).toEqual(["helm", "kubernetes"]);
    expect(Object.keys(made.terraform["required_providers"]).sort()).toEqual([
      "helm",
      "kubernetes",
    ]);
    expect(providers(made)["kubernetes"]![0]).toEqual({
      host: "https://0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
      cluster_ca_certificate: "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
      exec: exec(),
    });
  });

  it("can be any kubeconfig", () => {
    const { helm, kubernetes } = providers(stack(undefined, CLUSTERS["a context of a kubeconfig"]));
    const file = { config_path: "/etc/kube/config", config_context: "prod" };
    expect([helm, kubernetes]).toEqual([[{ kubernetes: file }], [file]]);
  });

  it("allows helm 2.17 to 3.x and kubernetes 2.38 to 3.x", () => {
    expect(stack().terraform["required_providers"]).toEqual({
      helm: { source: "hashicorp/helm", version: ">= 2.17.0, < 4.0.0" },
      kubernetes: { source: "hashicorp/kubernetes", version: ">= 2.38.0, < 4.0.0" },
    });
  });
});

describe("the message queue", () => {
  it.each([
    ["production", "woodpecker"],
    ["production before coordinators were one", "pulsar"],
    ["production, standalone, with rocksmq", "rocksmq"],
    ["documented", "pulsar"],
    // Another major of Pulsar cannot read what the first has not delivered.
    ["the document's chart of today", "pulsarv3"],
    ["Pulsar 2 beside Pulsar 3", "pulsar"],
    ["a Kafka elsewhere", "external-kafka"],
  ] as const)("of %s is remembered as %s", (name, queue) => {
    const memory = stack(RELEASES[name]).resource["terraform_data"]!["deployed_queue"]!;
    expect(memory).toMatchObject({ input: queue, lifecycle: { ignore_changes: ["input"] } });
  });

  it.each([
    ["a confirmed change", { pulsarv3: { enabled: true, initialize: true } }],
    ["pulsar", { pulsarv3: { enabled: true } }],
    ["Pulsar 2 beside Pulsar 3", { pulsar: { enabled: true }, pulsarv3: { enabled: false } }],
  ] as const)("of %s is initialized when the config confirms a change to it", (name, values) => {
    expect(parse(release(RELEASES[name])["values"][0])).toMatchObject(values);
    const text = String(release(RELEASES[name])["values"][0]);
    expect(text.includes("initialize")).toBe(name === "a confirmed change");
  });
});

describe("a chart beside the config", () => {
  let folder: string;
  beforeEach(() => (folder = scratchFolder()));

  function synthWith(chart: string, out: string) {
    const file = join(folder, "config", "byoc.yaml");
    mkdirSync(join(folder, "config", "charts", "milvus"), { recursive: true });
    writeFileSync(file, releaseConfig(`{ chartVersion: 5.0.19, chart: ${chart} }`));
    writeFileSync(join(folder, "config", "charts", "any.tgz"), chartArchive("5.0.19"));
    writeFileSync(
      join(folder, "config", "charts", "milvus", "Chart.yaml"),
      "name: milvus\nversion: 5.0.19\n",
    );
    const { deployments: all } = readDeployments([file], {});
    const { stacks } = writeStacks(all, out).result;
    const at = join(out, "stacks", "acme-milvus");
    const json = JSON.parse(readFileSync(join(at, "cdk.tf.json"), "utf8")) as Synthesized;
    return { at, assets: stacks.at(-1)!.assets, made: block(json, "helm_release")! };
  }

  it("is copied beside the stack, wherever that is, and named from there", () => {
    const { at, assets, made } = synthWith("{ path: charts/any.tgz }", join(folder, "a", "out"));
    expect(made).toMatchObject({
      chart: "./chart/milvus-5.0.19.tgz",
      version: "5.0.19",
      lint: true,
    });
    expect(made).not.toHaveProperty("repository");
    expect(readFileSync(join(at, made["chart"]))).toEqual(chartArchive("5.0.19"));
    expect(assets).toEqual([
      { from: join(folder, "config", "charts", "any.tgz"), to: "chart/milvus-5.0.19.tgz" },
    ]);
    expect(readFileSync(join(at, "cdk.tf.json"), "utf8")).not.toContain(folder);
  });

  it("can be a folder, takes the place of an earlier copy, and goes with its source", () => {
    const out = join(folder, "out");
    synthWith("{ path: charts/any.tgz }", out);
    const { at, made } = synthWith("{ path: ./charts/milvus }", out);
    expect(made["chart"]).toBe("./chart/milvus");
    expect(existsSync(join(at, "chart", "milvus", "Chart.yaml"))).toBe(true);
    expect(existsSync(join(at, "chart", "milvus-5.0.19.tgz"))).toBe(false);
    synthWith("{ repository: https://charts.acme.example }", out);
    expect(existsSync(join(at, "chart"))).toBe(false);
  });
});
