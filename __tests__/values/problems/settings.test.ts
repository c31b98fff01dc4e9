import type { ReleaseSettings } from "../../../config/release";
import { CONTEXT, production } from "../settings";
import { queue, told } from "./told";

describe("what a version or mode cannot honour", () => {
  it.each<[string, ReleaseSettings, string[]]>([
    [
      "index nodes from 5.0.0 on",
      production({ components: { indexNode: { replicas: 2 } } }),
      [
        "error components.indexNode: has no effect: charts from 5.0.0 on run no index nodes: data nodes build the indexes (remove components.indexNode)",
      ],
    ],
    [
      "streaming nodes before",
      production({
        chartVersion: "4.2.58",
        messageQueue: queue("kafka"),
        components: { streamingNode: { replicas: 2 } },
      }),
      [
        "error components.streamingNode: has no effect: charts before 5.0.0 run no streaming nodes: they are part of Milvus 2.6 (remove components.streamingNode)",
      ],
    ],
    [
      "parts of the other mode",
      production({ mode: "standalone", components: { proxy: { replicas: 2 } } }),
      [
        "error components.proxy: has no effect: mode standalone has no part proxy (remove components.proxy)",
      ],
    ],
    [
      "two standalone pods",
      production({ mode: "standalone", components: { standalone: { replicas: 2 } } }),
      [
        "error components.standalone.replicas: a standalone Milvus is one pod (remove components.standalone.replicas, or set mode to cluster and remove components.standalone)",
      ],
    ],
    [
      "woodpecker before 5.0.0",
      production({ chartVersion: "4.2.58" }),
      [
        "error messageQueue.type: woodpecker is part of Milvus 2.6, which charts from 5.0.0 on install (use pulsar)",
      ],
    ],
    [
      "rocksmq in a cluster",
      production({ messageQueue: queue("rocksmq") }),
      [
        "error messageQueue.type: a cluster cannot share a rocksmq, which lives inside of one pod (use woodpecker)",
      ],
    ],
    [
      "no queue for a standalone Milvus",
      production({ mode: "standalone", messageQueue: undefined }),
      [
        "error messageQueue: is left to the chart, which then installs a Pulsar cluster beside a standalone Milvus and tells it of two queues (set messageQueue.type to woodpecker)",
      ],
    ],
    [
      "standby in mode standalone",
      production({ mode: "standalone", highAvailability: true }),
      [
        "error highAvailability: a standalone Milvus has no coordinators of its own (set mode to cluster)",
      ],
    ],
    [
      "standby before 4.0.4",
      production({ chartVersion: "4.0.3", messageQueue: queue("kafka") }),
      [
        "warning chartVersion: chart 4.0.3 has no externalS3.region: Milvus learns from the host alone that the bucket lies in us-east-2 (take 4.1.5 or newer)",
        "warning highAvailability: chart 4.0.3 runs one coordinator of each kind, whatever is set (take a newer chart)",
      ],
    ],
    [
      "gentle updates before 4.1.22",
      production({ chartVersion: "4.1.21", messageQueue: queue("kafka") }),
      [
        "warning highAvailability: chart 4.1.21 stops all coordinators before it starts new ones, so each change of the release is a pause (take a newer chart)",
      ],
    ],
    [
      "several coordinators without standby",
      production({ highAvailability: undefined, components: { coordinator: { replicas: 2 } } }),
      [
        "error components.coordinator.replicas: makes several coordinators, none of which stands by for another (set highAvailability to true)",
      ],
    ],
    [
      "etcd of one's own and replicas",
      production({ etcd: { endpoints: ["a:1"], replicas: 3 } }),
      [
        "error etcd.replicas: has no effect: with endpoints, the chart installs no etcd (remove etcd.replicas)",
      ],
    ],
    [
      "a ServiceMonitor without metrics",
      production({ metrics: { enabled: false, serviceMonitor: true } }),
      [
        "error metrics.serviceMonitor: has no effect: the chart makes it with metrics only (set metrics.enabled to true)",
      ],
    ],
    [
      "Pulsar of an archive that lost it",
      production({ chartVersion: "4.2.27", messageQueue: queue("pulsar") }),
      [
        "warning chartVersion: chart 4.2.27 has known faults where a release with Pulsar is upgraded to it: two Pulsar sub-charts share one name (take 4.2.33 or newer)",
        "warning chartVersion: chart 4.2.27 installs Milvus 2.5.0-beta (take 4.2.33 or newer)",
        "error chartVersion: the archive of chart 4.2.27 keeps both of its Pulsar sub-charts in one folder, of which Helm makes no Pulsar, or an error (take 4.2.33 or newer)",
      ],
    ],
    [
      "a Kafka of one's own, of which the chart takes a protocol for granted",
      production({ messageQueue: queue("external-kafka") }),
      [
        "warning messageQueue.type: leaves the protocol to the chart, whose default SASL_SSL asks your Kafka for TLS, a user and a password (set values.externalKafka.securityProtocol to SASL_SSL)",
      ],
    ],
    [
      "a version that no repository has",
      production({ chartVersion: "4.2.50", messageQueue: queue("pulsar") }),
      [
        "warning chartVersion: chart 4.2.50 was never published: zilliztech's repository has no such version (use 4.2.51)",
      ],
    ],
    [
      "address blocks without a load balancer",
      production({ service: { type: "ClusterIP", sourceRanges: ["10.0.0.0/8"] } }),
      [
        "warning service.sourceRanges: has no effect: the service has no load balancer (remove service.sourceRanges)",
      ],
    ],
  ])("%s", (_, release, problems) => expect(told(release)).toEqual(problems));

  it.each([
    ["4.2.24", "pulsar", "milvus-4.2.24.tgz", true],
    ["4.2.24", "pulsar", "charts/milvus", false],
    ["4.2.24", "kafka", "milvus-4.2.24.tgz", false],
    ["4.2.20", "pulsar", "milvus-4.2.20.tgz", false],
    ["4.2.28", "pulsar", "milvus-4.2.28.tgz", false],
    ["4.2.50", "pulsar", "milvus-4.2.50.tgz", false],
  ])("chart %s with %s as %s: an error is %p", (chartVersion, type, path, isWrong) => {
    const chart = { kind: "path", path } as const;
    const found = told(production({ chartVersion, chart, messageQueue: queue(type) }));
    expect(found.some((one) => one.startsWith("error chart.path"))).toBe(isWrong);
    expect(found.join()).not.toContain("never published");
  });

  it("Pod Identity before Milvus 2.6, and with a warning after", () => {
    const context = { ...CONTEXT, podIdentity: "pod-identity" } as const;
    expect(told(production(), context)).toEqual([
      "warning milvus.cluster.podIdentity: which Milvus 2.6 takes its role by EKS Pod Identity in all its parts is not proven (load a collection and query it before you rely on it)",
    ]);
    const release = production({ chartVersion: "4.2.58", messageQueue: queue("kafka") });
    expect(told(release, context)).toEqual([
      "error milvus.cluster.podIdentity: Milvus of chart 4.2.58 cannot take its role by EKS Pod Identity: query nodes fail (milvus-io/milvus #42547) (remove podIdentity and name the cluster's issuer)",
    ]);
  });
});
