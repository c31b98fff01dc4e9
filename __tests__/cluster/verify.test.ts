import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { stringify } from "yaml";
import { PACKS } from "../../scripts/bundle";
import { WELL } from "../operate/cluster-stub";
import { said } from "../support/said";
import { scratchFolder } from "../support/scratch";
import { requires } from "../support/tools";
import { kubeconfig } from "../support/tools-cluster";
import { until } from "../support/tools-process";
import { Namespace, namespaceOf } from "./api";
import { Kubelet } from "./kubelet";

jest.setTimeout(120_000);

requires("cluster")("byoc verify of a release in a real API server", () => {
  it("reads all of it, and says what is wrong in its own words", async () => {
    const namespace = new Namespace(namespaceOf("verify"));
    const folder = scratchFolder();
    const config = join(folder, "byoc.yaml");
    writeFileSync(
      config,
      stringify({
        version: 1,
        name: "verified",
        accountId: "123456789012",
        region: "us-west-2",
        milvus: {
          cluster: {
            oidcIssuer:
              "https://oidc.eks.us-west-2.amazonaws.com/id/9F8E7D6C5B4A39281706F5E4D3C2B1A0",
            access: { kubeconfig: kubeconfig().file },
          },
          serviceAccount: { namespace: namespace.name },
          bucket: { name: "verified-milvus" },
          release: { name: "milvus", chartVersion: "5.0.19" },
        },
      }),
    );
    const packed = join(folder, "kube.cjs");
    const { outputFiles } = await build(PACKS[1]!);
    writeFileSync(packed, outputFiles[0]!.contents);
    jest.doMock("../../operate/cluster/kube", () => jest.requireActual<object>(packed));
    const verify = () => said(["verify", "verified-milvus", "--config", config]);

    await namespace.create();
    expect((await verify()).out).toContain("does not exist");

    const [account] = WELL.serviceaccounts;
    const [pod] = WELL.pods;
    const [service] = WELL.services;
    const [map] = WELL.configmaps;
    const containers = pod!.spec!.containers.map((one) => ({ ...one, image: "milvus" }));
    await namespace.make("v1", "serviceaccounts", { ...account });
    await namespace.make("v1", "configmaps", { ...map });
    await namespace.make("v1", "services", {
      metadata: service!.metadata,
      spec: { ...service!.spec, selector: pod!.metadata!.labels },
    });
    await namespace.make("v1", "pods", {
      metadata: pod!.metadata,
      spec: { ...pod!.spec, containers },
    });
    expect((await verify()).out).toContain("1 of 1 pod not ready: milvus-proxy-1 (Pending)");

    const kubelet = new Kubelet(namespace);
    kubelet.start();
    try {
      const isReady = async () => (await verify()).out.includes("1 pod ready");
      await until("the pod is ready", isReady, 30_000);
    } finally {
      await kubelet.stop();
    }
    const { code, out } = await verify();
    expect(out).toContain("1 pod of service account milvus-s3-access-sa got role");
    expect(out).toContain("its annotation names role milvus-s3-access-sa");
    expect(out).toContain("Milvus uses bucket verified-milvus");
    // Pods have no address without a node, and nobody makes load balancers.
    expect(out).toContain("service milvus has no endpoint");
    expect(out).toContain("its load balancer has no address");
    expect(code).toBe(1);
  });
});
