import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { requires } from "../support/tools";
import { mustRun } from "../support/tools-process";
import { kubeconfig } from "../support/tools-cluster";
import { cleanEnvironment } from "../support/tools-terraform";
import { Namespace, namespaceOf } from "./api";
import { ACCOUNT, HELM, Stack } from "./stack";

jest.setTimeout(300_000);

const ROLE = "arn:aws:iam::111122223333:role/milvus-s3-access-sa";
const config = (queryNodes: number) => ({
  release: `chartVersion: 5.0.19, messageQueue: { type: woodpecker }, storageClass: gp3, wait: false, components: { queryNode: { replicas: ${queryNodes} } }`,
});

/** The variable ETCD_INITIAL_CLUSTER_STATE. */
const OF_ETCD = ['<               value: "new"', '>               value: "existing"'];

/**
 * What changes when an object's desired state does, by its name; of etcd its identity alone, since
 * the first upgrade of a release tells it that its cluster is there.
 */
async function generations(namespace: Namespace): Promise<Record<string, unknown>> {
  const all = await Promise.all(
    ["deployments", "statefulsets"].map((kind) => namespace.list("apps/v1", kind)),
  );
  return Object.fromEntries(
    all.flatMap((objects) =>
      Object.entries(objects).map(([name, { metadata }]) => [
        name,
        [metadata.uid, name.endsWith("-etcd") ? "any" : metadata.generation],
      ]),
    ),
  );
}

function helm(stack: Stack, args: readonly string[]) {
  return mustRun("helm", [...args, `--namespace=${stack.namespace}`], {
    environment: cleanEnvironment({ KUBECONFIG: kubeconfig().file }),
    timeout: 120_000,
  });
}

/** A release that its users made without Terraform, with these values. */
async function running(stack: Stack, namespace: Namespace, values: string): Promise<void> {
  const file = join(stack.folder, "own-values.yaml");
  writeFileSync(file, values);
  await helm(stack, ["install", stack.namespace, stack.chart, `--values=${file}`]);
  expect((await namespace.names("apps/v1", "deployments")).length).toBeGreaterThan(3);
}

requires(
  "terraform",
  "helm",
  "release-providers",
  "charts",
  "cluster",
)("a running release", () => {
  it.each(HELM)("is taken in by the guide's steps under helm %s", async (version) => {
    const namespace = new Namespace(namespaceOf("adopt"));
    const stack = new Stack(namespace.name, version);
    await namespace.create();
    await namespace.make("v1", "serviceaccounts", {
      metadata: {
        name: ACCOUNT,
        annotations: { "eks.amazonaws.com/role-arn": ROLE, "acme.example/owner": "vectors" },
      },
    });
    stack.write(config(3));
    await running(stack, namespace, stack.values());
    const before = await generations(namespace);

    stack.write(config(4));
    const taken = await stack.type("terraform -chdir=cdktf.out/stacks/acme-vectors-milvus init\n");
    expect(taken.stdout.match(/Import successful!/g)).toHaveLength(3);
    const compare = async () => {
      const { stdout } = await stack.type(
        "terraform -chdir=cdktf.out/stacks/acme-vectors-milvus plan -out plan.bin",
      );
      return { stdout, lines: stdout.split("\n").filter((line) => /^[<>]/.test(line)) };
    };
    const first = await compare();
    expect(first.stdout).toMatch(/-\s+"acme\.example\/owner" +=/);
    expect(first.lines).toEqual(["<   replicas: 3", ">   replicas: 4", ...OF_ETCD]);

    stack.write(config(3));
    expect((await compare()).lines).toEqual(OF_ETCD);
    expect(await stack.changes()).toEqual({
      "helm_release.milvus": "update",
      "kubernetes_service_account_v1.milvus": "update",
    });
    await stack.applyPlan();
    expect(await generations(namespace)).toEqual(before);
    expect(await stack.terraform.drift()).toBe("");
    await stack.terraform.destroy();
  });

  it("gives its service account away first, where the chart has made it", async () => {
    const namespace = new Namespace(namespaceOf("owned"));
    const stack = new Stack(namespace.name, HELM[1]);
    await namespace.create();
    stack.write(config(3));
    const made = stack
      .values()
      .replace(
        "create: false",
        `create: true\n  annotations: { "eks.amazonaws.com/role-arn": "${ROLE}" }`,
      );
    await running(stack, namespace, made);
    const before = await generations(namespace);
    const account = async () =>
      (await namespace.list("v1", "serviceaccounts"))[ACCOUNT]!["metadata"].uid as string;
    const uid = await account();

    const given = await stack.type("kubectl -n milvus annotate serviceaccount");
    expect(given).toMatchObject({ code: 0 });
    await stack.type("terraform -chdir=cdktf.out/stacks/acme-vectors-milvus init\n");
    await stack.terraform.apply();
    expect(await account()).toBe(uid);
    expect(await generations(namespace)).toEqual(before);
    expect(await stack.terraform.drift()).toBe("");
    await stack.terraform.destroy();
  });
});
