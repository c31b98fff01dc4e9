import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import type { Deployment } from "../../config/deployment";
import { bundleOf, type BundleFormat } from "../../review/bundle";
import { runbook } from "../../review/runbook";
import { readDeployments } from "../../stacks/deployments";
import { runProgram } from "../build/byoc";
import { CLUSTERS, MILVUS, releaseConfig, RELEASES } from "../stacks/releases";
import { deployments, HEAD } from "../stacks/synth";
import { chartArchive } from "../support/chart-archive";
import { scratchFolder } from "../support/scratch";
import { deploymentsOf, factsOf, SECRETS } from "./facts-of";

const folder = scratchFolder();

/** A deployment whose chart is a file, in folders with spaces. */
function withChart(version: string): Deployment {
  const config = join(folder, "of mine", "it's byoc.yaml");
  const chart = join(folder, "of mine", "my charts", "milvus.tgz");
  mkdirSync(dirname(chart), { recursive: true });
  writeFileSync(chart, chartArchive(version));
  writeFileSync(
    config,
    releaseConfig(`{ chartVersion: ${version}, chart: { path: "my charts/milvus.tgz" } }`),
  );
  return readDeployments([config], {}).deployments[0]!;
}

const text = (release?: string, cluster?: string) =>
  deployments(releaseConfig(release, cluster))[0]!;
const KUBECONFIG = "~/.kube/it's";
const CONTEXT = "a`b$c'd";

const ALL: Readonly<Record<string, Deployment>> = {
  "the example milvus-production": deploymentsOf("milvus-production")[0]!,
  "the example milvus-documented": deploymentsOf("milvus-documented")[0]!,
  ...Object.fromEntries(
    Object.entries(RELEASES).map(([name, release]) => [`a release, ${name}`, text(release)]),
  ),
  ...Object.fromEntries(
    Object.entries(CLUSTERS).map(([name, cluster]) => [
      `a cluster, ${name}`,
      text(RELEASES.production, cluster),
    ]),
  ),
  "a chart as a file": withChart("5.0.19"),
  "an old chart": text("{ chartVersion: 4.1.10 }"),
  "names that a shell would take apart": text(
    RELEASES["an internal load balancer"],
    `{ ${/oidcIssuer: "[^"]*"/.exec(CLUSTERS["a kubeconfig"])![0]}, access: { kubeconfig: "${KUBECONFIG}", context: "${CONTEXT}" } }`,
  ),
};
const CASES = Object.entries(ALL);

const blocksOf = (page: string) =>
  [...page.matchAll(/^(`{3,})sh\n(.*?)\n\1$/gms)].map((match) => match[2]!);
const headingsOf = (page: string) => [...page.matchAll(/^## (.*)$/gm)].map((match) => match[1]!);

/** Words of every command, as a shell hands them over. */
function wordsOf(page: string): string[][] {
  const stubs = ["aws", "kubectl", "helm", "terraform", "byoc", "curl", "jq", "python3"].map(
    (name) => `${name}() { printf '%s\\0' ${name} "$@" >&3; printf '\\0' >&3; }`,
  );
  const quiet = ["sleep", "stty", "kill"].map((name) => `${name}() { :; }`);
  const typed = "read() { password=secret; }";
  const script = [...stubs, ...quiet, typed, ...blocksOf(page), "wait"].join("\n");
  const { status, stdout, stderr } = runProgram("bash", ["-euc", `exec 3>&1 1>&2\n${script}`], {
    cwd: folder,
    env: { HOME: "/home/of-mine" },
  });
  expect({ status, stderr: stderr.replaceAll("new password: ", "").trim() }).toEqual({
    status: 0,
    stderr: "",
  });
  return stdout
    .split("\0\0")
    .map((line) => line.split("\0").filter((one) => one !== ""))
    .filter((words) => words.length > 0);
}

describe.each(CASES)("%s", (_, deployment) => {
  const page = runbook(deployment);
  const { milvus } = deployment;
  const { release, clusterAccess: access, serviceAccount } = milvus!;

  it("has commands that a shell parses", () => {
    const blocks = blocksOf(page);
    expect(blocks.length).toBeGreaterThan(10);
    expect(runProgram("bash", ["-nc", blocks.join("\n")], {})).toMatchObject({ status: 0 });
  });

  it("names in them what it is about", () => {
    const commands = wordsOf(page);
    const words = commands.flat();
    const { chart, chartVersion } = release!;
    const { podIdentity, role, bucket, policyName } = milvus!;
    expect(words).toEqual(
      expect.arrayContaining([
        ...[serviceAccount.namespace, serviceAccount.name, role.name, bucket.name, release!.name],
        `arn:${deployment.partition}:iam::${deployment.accountId}:policy/${policyName}`,
        ...(access!.kind === "eks" ? [access!.clusterName] : []),
        ...(chart.kind === "repository" ? [chart.repository, chartVersion] : []),
        ...(chart.kind === "oci" ? [chart.reference, chartVersion] : []),
        ...(chart.kind === "path"
          ? [`${deployment.name}-milvus/json/chart/milvus-${chartVersion}.tgz`]
          : []),
        ...(podIdentity === "pod-identity" ? ["list-pod-identity-associations"] : []),
        ...["get-role", "list-attached-role-policies", "get-policy", "get-policy-version"],
      ]),
    );
    expect(page).toContain(`export AWS_REGION=${deployment.region}`);
    expect(commands).toContainEqual([
      "kubectl",
      ...(access!.kind === "kubeconfig" && access!.context !== undefined
        ? ["--context", access!.context]
        : []),
      ...["-n", serviceAccount.namespace, "describe", "serviceaccount", serviceAccount.name],
    ]);
    const order = commands
      .filter(([tool, , action]) => tool === "terraform" && action === "apply")
      .map(([, where]) => where);
    expect(order.slice(0, 2)).toEqual([
      `-chdir=${deployment.name}-milvus-access/json`,
      `-chdir=${deployment.name}-milvus/json`,
    ]);
  });

  it("leaves nothing to be filled in, and no folder of this machine", () => {
    expect(page).not.toMatch(/<[a-z][^>]*>|\$\{|TfToken|undefined|null|\[object/i);
    expect(page).not.toContain(folder);
  });

  it("has the order of the guide", () => {
    const guide = headingsOf(readFileSync("docs/guides/milvus.md", "utf8"));
    const own = headingsOf(page);
    expect(own.length).toBeGreaterThan(5);
    expect(guide.filter((heading) => own.includes(heading))).toEqual(own);
  });
});

describe("words that a shell would take apart", () => {
  const page = runbook(ALL["names that a shell would take apart"]!);

  it("arrive as they are, the home folder in place of ~", () => {
    expect(wordsOf(page).filter((words) => words.includes(CONTEXT)).length).toBeGreaterThan(5);
    const script = `${blocksOf(page)[0]!.split("\n")[1]}; printf %s "$KUBECONFIG"`;
    const { stdout } = runProgram("bash", ["-c", script], {
      env: { HOME: "/home/of-mine" },
    });
    expect(stdout).toBe("/home/of-mine/.kube/it's");
  });

  it("stand in Markdown as they are", () => {
    const named = runbook(ALL["a chart as a file"]!);
    expect(named).toContain("| chart from | `my charts/milvus.tgz` |");
    expect(named).toContain("byoc validate --config 'it'\\''s byoc.yaml'");
  });
});

describe("what depends on the deployment", () => {
  const page = (release: string, cluster?: string) => runbook(text(release, cluster));

  it.each([
    ["4.0.0", "4.0.34"],
    ["4.1.10", "4.1.28"],
    ["4.1.28", "4.2.20"],
    ["4.2.20", "4.2.58"],
    ["4.2.58", "5.0.19"],
  ])("the next step of chart %s is %s", (chartVersion, next) => {
    expect(page(`{ chartVersion: ${chartVersion} }`)).toContain(`\`chartVersion: ${next}\``);
  });

  it("the newest has none", () =>
    expect(page(RELEASES.production)).toContain("a newer one is not known here"));

  it("the password is changed over HTTP from Milvus 2.4 on, and never shown", () => {
    expect(page("{ chartVersion: 4.1.29 }")).toContain("/v2/vectordb/users/update_password");
    expect(page("{ chartVersion: 4.1.28 }")).toContain("utility.update_password");
    const words = wordsOf(page(RELEASES.production)).flat();
    expect(words.filter((one) => one.includes("secret"))).toEqual([]);
    expect(page(RELEASES["sizes, metrics and values"])).toContain("asks nobody for a password");
  });

  it("the load balancer is looked for by its name, where there is one", () => {
    const words = wordsOf(page(RELEASES["an internal load balancer"])).flat();
    expect(words).toEqual(expect.arrayContaining(["describe-load-balancers", "vectors"]));
    expect(page(RELEASES.production)).not.toContain("elbv2");
  });

  it("a namespace of one's own stays", () => {
    expect(page(RELEASES.production)).toContain("state rm kubernetes_namespace_v1.milvus");
    expect(page(RELEASES["a namespace that is there"])).not.toContain("state rm");
  });

  it("Pod Identity asks for its agent, and for no provider", () => {
    const own = page(RELEASES.production, CLUSTERS["EKS Pod Identity"]);
    expect(own).toContain("eks-pod-identity-agent");
    expect(own).not.toMatch(/oidc|AWS_ROLE_ARN|eks\.amazonaws\.com\/role-arn/);
  });

  it("a deployment without a release has no runbook", () => {
    const [none] = deployments(
      `${MILVUS}  cluster: { oidcIssuer: "https://issuer.example.com" }\n`,
    );
    expect(() => runbook(none!)).toThrow("no release");
  });

  it("no external ID is in it", () => {
    const integration = "integration: { bucket: { name: acme-export } }\n";
    const own = releaseConfig().slice(releaseConfig().indexOf("milvus:"));
    const [both] = deployments(`${HEAD}${integration}${own}`);
    expect(both!.integration!.externalIds).toEqual([SECRETS[0]]);
    expect(runbook(both!)).not.toContain(SECRETS[0]);
  });
});

describe("the bundle", () => {
  const bundle = (...formats: readonly BundleFormat[]) =>
    bundleOf(factsOf("milvus-production"), {
      formats: new Set(formats),
      backend: true,
      helm: 2,
      configs: new Map(),
    });
  const PATH = "acme-vectors-milvus/RUNBOOK.md";

  it("holds one for each stack with the reports", () => {
    const files = bundle("md", "json", "hcl");
    expect([...files.keys()].filter((path) => path.endsWith("RUNBOOK.md"))).toEqual([
      "acme-vectors-milvus-access/RUNBOOK.md",
      PATH,
    ]);
    expect(files.get(PATH)).toBe(runbook(deploymentsOf("milvus-production")[0]!));
    expect(files.get("SHA256SUMS")).toContain(`  ${PATH}\n`);
    expect(bundle("json").has(PATH)).toBe(false);
  });

  it.each(["json", "hcl"] as const)("runs the root modules that are there: %s", (format) => {
    const files = bundle("md", format);
    const folders = [...String(files.get(PATH)).matchAll(/-chdir=(\S+)/g)].map(([, at]) => at!);
    for (const at of new Set(folders)) {
      expect([...files.keys()].some((path) => path.startsWith(`${at}/`))).toBe(true);
    }
    expect(folders.length).toBeGreaterThan(5);
  });
});
