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
const config = (queryNodes: number, adopt = true) => ({
  release: `chartVersion: 5.0.19, adopt: ${adopt}, messageQueue: { type: woodpecker }, storageClass: gp3, wait: false, components: { queryNode: { replicas: ${queryNodes} } }`,
});
/** Of each thing that cannot be changed another. */
const OTHERS = {
  release:
    "chartVersion: 5.0.19, adopt: true, messageQueue: { type: kafka }, storageClass: gp2, etcd: { replicas: 5 }, values: { etcd: { persistence: { size: 20Gi } } }, wait: false",
};

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
async function running(
  stack: Stack,
  namespace: Namespace,
  values: string,
  deployments = 4,
): Promise<void> {
  const file = join(stack.folder, "own-values.yaml");
  writeFileSync(file, values);
  await helm(stack, ["install", stack.namespace, stack.chart, `--values=${file}`]);
  expect((await namespace.names("apps/v1", "deployments")).length).toBeGreaterThanOrEqual(
    deployments,
  );
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

    stack.write(OTHERS);
    await stack.terraform.init();
    // Before anything is imported, and after.
    const refused = async () => {
      const told = await stack.refusal();
      const etcd = `${namespace.name}-etcd`;
      for (const difference of [
        `${namespace.name}-kafka does not run and would be made`,
        `storage class of the volumes data of ${etcd}: gp3, and the config asks for gp2`,
        `size of the volumes data of ${etcd}: 10Gi, and the config asks for 20Gi`,
        "message queue woodpecker, and the config asks for kafka",
      ]) {
        expect(told).toContain(difference);
      }
      expect(told).toMatch(/members of etcd of \S+: \S+-etcd-0=\S+-etcd-2=\S+, and .*-etcd-4=/);
    };
    await refused();

    stack.write(config(4));
    const taken = await stack.type("terraform -chdir=cdktf.out/stacks/acme-vectors-milvus init\n");
    expect(taken.stdout.match(/Import successful!/g)).toHaveLength(3);
    stack.write(OTHERS);
    await refused();
    stack.write(config(4));
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
    stack.write(config(3, false));
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

  it("is known by its queue, either Pulsar, and by the volume of one that stands alone", async () => {
    const namespace = new Namespace(namespaceOf("queues"));
    const stack = new Stack(namespace.name, HELM[1]);
    await namespace.create();
    const keys = "adopt: true, wait: false";
    const woodpecker = { release: `chartVersion: 5.0.19, ${keys}` };
    await stack.prepare(woodpecker);
    expect(await stack.refusal()).toContain(
      `No release ${namespace.name} of Milvus runs in ${namespace.name}. With`,
    );
    // What the chart takes where nobody has chosen.
    await running(stack, namespace, "minio: { enabled: false, tls: { enabled: false } }");
    const told = await stack.refusal();
    for (const part of ["bookie", "zookeeper"]) {
      const name = `${namespace.name}-pulsarv3-${part}`;
      expect(told).toContain(`${name} runs and would be deleted`);
    }
    expect(told).toContain("message queue pulsar, and the config asks for woodpecker");
    stack.write({ release: `${woodpecker.release}, messageQueue: { type: pulsar }` });
    expect(await stack.refusal()).toBe("");
    await helm(stack, ["uninstall", stack.namespace]);

    stack.write({ release: `chartVersion: 4.2.20, ${keys}` });
    await running(stack, namespace, stack.values());
    expect(await stack.refusal()).toBe("");
    await helm(stack, ["uninstall", stack.namespace]);

    const alone = (queue: string, size: string) => ({
      release: `chartVersion: 5.0.19, ${keys}, mode: standalone, storageClass: gp3, messageQueue: { type: ${queue} }, values: { standalone: { persistence: { persistentVolumeClaim: { size: ${size} } } } }`,
    });
    stack.write(alone("rocksmq", "50Gi"));
    await running(stack, namespace, stack.values(), 1);
    expect(await stack.refusal()).toBe("");
    stack.write(alone("woodpecker", "60Gi"));
    const volume = `size of the volume ${namespace.name}-milvus: 50Gi, and the config asks for 60Gi`;
    expect(await stack.refusal()).toContain(
      `${volume}; message queue rocksmq, and the config asks for woodpecker. With`,
    );
  });
});
