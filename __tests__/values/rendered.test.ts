import { readFileSync } from "node:fs";
import { join } from "node:path";
import {
  coordinatorKeys,
  hasIndexNode,
  hasStandby,
  hasStreaming,
  hasWoodpeckerModes,
} from "../../charts/features";
import { queueChart, queuesOf, type Queue } from "../../charts/queues";
import { isAtLeast } from "../../charts/versions";
import type { MessageQueue, ReleaseSettings } from "../../config/release";
import { milvusValues, renderValues } from "../../values";
import { chartVersions, helmTemplate } from "../support/charts";
import { requires } from "../support/tools";
import { Rendered, type Workload } from "./rendered";
import { CONTEXT, documented, production } from "./settings";

const RANGES = ["10.0.0.0/8"];

function render(release: ReleaseSettings): Rendered {
  const { values } = milvusValues(CONTEXT, release);
  return new Rendered(helmTemplate(release.chartVersion, [renderValues(values)]));
}

function queueOf(type: Queue): MessageQueue {
  const confirmChange = false;
  if (type === "external-pulsar") {
    return { type, host: "pulsar.acme.example", port: 6650, confirmChange };
  }
  if (type === "external-kafka") {
    return {
      type,
      brokers: ["kafka-0.acme.example:9092", "kafka-1.acme.example:9092"],
      confirmChange,
    };
  }
  return { type, confirmChange };
}

/** Type of the queue as Milvus knows it. */
function milvusQueue(type: Queue): string {
  return type === "pulsar2" ? "pulsar" : type.replace("external-", "");
}

function queuePods(type: Queue, version: string): string[] {
  if (type === "kafka") return ["milvus-kafka", "milvus-zookeeper"];
  const pulsar = queueChart(type, version);
  if (pulsar === undefined) return [];
  return ["bookie", "broker", "proxy", "recovery", "zookeeper"].map(
    (part) => `milvus-${pulsar}-${part}`,
  );
}

function stateful(rendered: Rendered): string[] {
  return rendered.ofKind("StatefulSet").map(({ metadata }) => metadata.name);
}

/** Everything that holds of a release of the preset production, whatever its version. */
function expectProduction(rendered: Rendered, release: ReleaseSettings): void {
  const { chartVersion: version } = release;
  const type = release.messageQueue!.type;
  for (const { spec } of Object.values(rendered.milvus())) {
    expect(spec.template.spec.serviceAccountName).toBe("milvus-s3-access-sa");
  }
  const accounts = rendered.ofKind("ServiceAccount").map(({ metadata }) => metadata.name);
  expect(accounts).not.toContain("milvus-s3-access-sa");

  const config = rendered.config();
  expect(config.minio).toEqual({
    address: "s3.us-east-2.amazonaws.com",
    port: 443,
    accessKeyID: null,
    secretAccessKey: null,
    useSSL: true,
    bucketName: "acme-milvus",
    rootPath: "milvus",
    useIAM: true,
    ...(isAtLeast(version, "4.0.3") && { cloudProvider: "aws" }),
    // These three write neither, or minio's.
    ...(!["4.1.36", "4.2.0", "4.2.1"].includes(version) && { iamEndpoint: null }),
    ...(isAtLeast(version, "4.1.5") && { region: "us-east-2", useVirtualHost: false }),
  });
  expect(config.messageQueue).toBe(milvusQueue(type));
  if (isAtLeast(version, "4.0.33")) expect(config.mq).toEqual({ type: milvusQueue(type) });
  expect(rendered.userConfig()).toEqual({ common: { security: { authorizationEnabled: true } } });

  expect(stateful(rendered).sort()).toEqual(["milvus-etcd", ...queuePods(type, version)].sort());
  expect(JSON.stringify(rendered.objects)).not.toMatch(/minioadmin|minio\/minio|MINIO_ACCESS_KEY/);
  for (const [claim, storageClass] of Object.entries(rendered.storageClasses())) {
    expect([claim, storageClass]).toEqual([claim, "gp3"]);
  }
}

requires("helm", "charts")("helm", () => {
  describe.each(chartVersions())("chart %s", (version) => {
    it.each(queuesOf(version, "cluster"))("runs a cluster with %s", (type) => {
      const release = production({
        chartVersion: version,
        messageQueue: queueOf(type),
        storageClass: "gp3",
        service: { type: "LoadBalancer", scheme: "internal", sourceRanges: RANGES },
        metrics: { enabled: false, serviceMonitor: false },
      });
      const rendered = render(release);
      expectProduction(rendered, release);

      const replicas = Object.fromEntries(
        Object.entries(rendered.milvus()).map(([part, { spec }]) => [part, spec.replicas]),
      );
      expect(replicas).toEqual({
        ...Object.fromEntries(
          coordinatorKeys(version).map((key) => [
            key.replace("Coordinator", "coord"),
            hasStandby(version) ? 2 : 1,
          ]),
        ),
        proxy: 2,
        querynode: 1,
        datanode: 1,
        ...(hasIndexNode(version) && { indexnode: 1 }),
        ...(hasStreaming(version) && { streamingnode: 1 }),
      });
      const { proxy } = rendered.milvus();
      expect(proxy!.spec.template.spec.containers[0]!.resources).toEqual({
        requests: { cpu: "1", memory: "4Gi" },
        limits: { memory: "4Gi" },
      });
      if (hasStandby(version)) {
        for (const part of ["rootCoord", "dataCoord", "queryCoord"]) {
          expect(rendered.config()[part].enableActiveStandby).toBe(true);
        }
      }

      if (type === "woodpecker" && hasWoodpeckerModes(version)) {
        expect(rendered.config().woodpecker.storage.type).toBe("minio");
      }

      const { metadata, spec } = rendered.service();
      expect(metadata.annotations).toEqual({
        "service.beta.kubernetes.io/aws-load-balancer-type": "external",
        "service.beta.kubernetes.io/aws-load-balancer-name": "acme-prod-milvus",
        "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
        "service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags":
          "Vendor=zilliz-byoc",
        "service.beta.kubernetes.io/aws-load-balancer-nlb-target-type": "ip",
      });
      expect(spec.type).toBe("LoadBalancer");
      expect(spec.loadBalancerSourceRanges).toEqual(RANGES);
      expect(spec.ports.map(({ port }) => port)).toEqual([19530]);
    });

    it.each(queuesOf(version, "standalone"))("runs a standalone Milvus with %s", (type) => {
      const release = production({
        chartVersion: version,
        mode: "standalone",
        messageQueue: queueOf(type),
        storageClass: "gp3",
      });
      const rendered = render(release);
      expectProduction(rendered, release);
      expect(Object.keys(rendered.milvus())).toEqual(["standalone"]);
      expect(rendered.storageClasses()).toHaveProperty("milvus");
      expect(rendered.ofKind<Workload>("StatefulSet")[0]!.spec.replicas).toBe(1);
      expect(rendered.service().spec.type).toBe("ClusterIP");
    });

    it("makes of the documented values what it makes of the document's file", () => {
      const file = readFileSync(join(__dirname, "../documents/milvus.yaml"), "utf8");
      const ours = render(documented({ chartVersion: version }));
      const theirs = helmTemplate(version, [file.replace("<bucket-name>", "acme-milvus")]);
      expect(ours.objects).toEqual(theirs);
      expect(ours.objects.length).toBeGreaterThan(20);
    });

    it("takes an etcd of the user's own", () => {
      const endpoints = ["etcd-0.acme.example:2379", "etcd-1.acme.example:2379"];
      const rendered = render(
        production({
          chartVersion: version,
          messageQueue: queueOf("external-kafka"),
          etcd: { endpoints },
        }),
      );
      expect(stateful(rendered)).toEqual([]);
      expect(rendered.config().etcd.endpoints).toEqual(endpoints);
    });
  });

  it.each([chartVersions()[0]!, chartVersions().at(-1)!])(
    "merges the user's values as Helm itself does, chart %s",
    (chartVersion) => {
      const values = {
        service: { annotations: null, loadBalancerSourceRanges: null, labels: { team: "search" } },
        ingress: { enabled: true, annotations: null, rules: [{ host: "a.b", path: "/" }] },
        etcd: { resources: { limits: { cpu: "1" } }, persistence: { size: "1Gi" } },
        proxy: { resources: null, replicas: 3 },
        queryNode: { tolerations: [{ key: "a", operator: "Exists" }] },
      };
      const settings = {
        chartVersion,
        messageQueue: queueOf("kafka"),
        service: { type: "LoadBalancer", scheme: "internal", sourceRanges: RANGES },
      } as const;
      const alone = milvusValues(CONTEXT, production(settings)).values;
      const merged = render(production({ ...settings, values }));
      expect(merged.objects).toEqual(
        helmTemplate(chartVersion, [renderValues(alone), renderValues(values)]),
      );
      // Null drops the chart's own 0.0.0.0/0 too: the list is gone, not only ours.
      expect(merged.service().spec.loadBalancerSourceRanges).toBeUndefined();
    },
  );
});
