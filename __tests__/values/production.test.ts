import { hasKey, unknownKeys } from "../../charts/keys";
import { loadBalancerNameViolations } from "../../charts/names";
import { queuesOf } from "../../charts/queues";
import { KNOWN_VERSIONS, NEWEST } from "../../charts/versions";
import type { MessageQueue } from "../../config/release";
import { milvusValues, releaseProblems } from "../../values";
import { loadBalancerName } from "../../values/service";
import { CONTEXT, production } from "./settings";

const valuesOf = (settings: Parameters<typeof production>[0] = {}): any =>
  milvusValues(CONTEXT, production(settings)).values;

const queue = (type: string) =>
  ({ type, host: "h", port: 6650, brokers: ["a:1", "b:2"], confirmChange: false }) as MessageQueue;

describe.each(["cluster", "standalone"] as const)("mode %s", (mode) => {
  it("writes keys that the version has, whatever the version, and nothing wrong", () => {
    for (const [index, chartVersion] of KNOWN_VERSIONS.entries()) {
      // Queues take turns: versions that follow one another differ in little.
      const queues = queuesOf(chartVersion, mode);
      const turns = chartVersion === NEWEST ? queues : [queues[index % queues.length]!];
      for (const type of turns) {
        const release = production({
          chartVersion,
          mode,
          messageQueue: queue(type),
          storageClass: "gp3",
          service: { type: "LoadBalancer", scheme: "internal", sourceRanges: ["10.0.0.0/8"] },
        });
        const { values } = milvusValues(CONTEXT, release);
        const unknown = unknownKeys(values, chartVersion).map(({ path }) => path.join("."));
        expect([chartVersion, type, unknown]).toEqual([chartVersion, type, []]);
        const errors = releaseProblems(CONTEXT, release).filter(
          ({ severity, path }) => severity === "error" && path.at(-1) !== "chartVersion",
        );
        expect([chartVersion, type, errors]).toEqual([chartVersion, type, []]);
      }
    }
  });
});

it.each([
  ["4.0.2", undefined, undefined, undefined],
  ["4.0.3", "aws", undefined, undefined],
  ["4.1.4", "aws", undefined, undefined],
  ["4.1.5", "aws", "us-east-2", undefined],
  ["4.1.36", "aws", "us-east-2", "us-east-2"],
  ["4.2.1", "aws", "us-east-2", "us-east-2"],
  ["4.2.2", "aws", "us-east-2", undefined],
  ["5.0.19", "aws", "us-east-2", undefined],
])("chart %s: cloud %s, region %s, minio.region %s", (chartVersion, cloud, region, ofMinio) => {
  const messageQueue = queue("kafka");
  const { externalS3, minio } = valuesOf({ chartVersion, messageQueue });
  expect([externalS3.cloudProvider, externalS3.region, minio.region]).toEqual([
    cloud,
    region,
    ofMinio,
  ]);
  expect(externalS3).not.toHaveProperty("accessKey");
  expect(minio.enabled).toBe(false);
});

it.each([
  ["aws", "us-west-2", "s3.us-west-2.amazonaws.com"],
  ["aws-us-gov", "us-gov-west-1", "s3.us-gov-west-1.amazonaws.com"],
  ["aws-cn", "cn-northwest-1", "s3.cn-northwest-1.amazonaws.com.cn"],
] as const)("partition %s: the host of %s is %s", (partition, region, host) => {
  const { values } = milvusValues({ ...CONTEXT, partition, region }, production());
  expect(values["externalS3"]).toMatchObject({ host, region, port: "443", useSSL: true });
});

describe("the message queue", () => {
  const switches = (chartVersion: string, mode: "cluster" | "standalone", type: string) => {
    const values = valuesOf({ chartVersion, mode, messageQueue: queue(type) });
    return [
      ...["pulsar", "pulsarv3", "kafka", "woodpecker", "externalPulsar", "externalKafka"].flatMap(
        (key) => (values[key] ? [`${key}=${values[key].enabled}`] : []),
      ),
      ...(values.streaming ? [`streaming=${values.streaming.enabled}`] : []),
      ...(values.standalone?.messageQueue ? [values.standalone.messageQueue] : []),
    ].join(" ");
  };

  it.each([
    ["4.0.0", "cluster", "pulsar", "pulsar=true kafka=false"],
    ["4.2.26", "cluster", "pulsar", "pulsar=true pulsarv3=false kafka=false"],
    ["4.2.27", "cluster", "pulsar", "pulsar=false pulsarv3=true kafka=false"],
    ["4.2.58", "cluster", "kafka", "pulsar=false pulsarv3=false kafka=true woodpecker=false"],
    [
      "5.0.0",
      "cluster",
      "woodpecker",
      "pulsar=false pulsarv3=false kafka=false woodpecker=true streaming=true",
    ],
    [
      "5.0.19",
      "cluster",
      "pulsar",
      "pulsar=false pulsarv3=true kafka=false woodpecker=false streaming=true",
    ],
    [
      "5.0.19",
      "cluster",
      "external-kafka",
      "pulsar=false pulsarv3=false kafka=false woodpecker=false externalKafka=true streaming=true",
    ],
    [
      "5.0.19",
      "standalone",
      "woodpecker",
      "pulsar=false pulsarv3=false kafka=false woodpecker=false woodpecker",
    ],
    ["4.1.10", "standalone", "rocksmq", "pulsar=false kafka=false rocksmq"],
    [
      "4.1.10",
      "standalone",
      "external-pulsar",
      "pulsar=false kafka=false externalPulsar=true pulsar",
    ],
  ] as const)("chart %s, %s, %s: %s", (version, mode, type, expected) => {
    expect(switches(version, mode, type)).toBe(expected);
  });

  it("is told of its own servers", () => {
    expect(valuesOf({ messageQueue: queue("external-kafka") }).externalKafka.brokerList).toBe(
      "a:1,b:2",
    );
    expect(valuesOf({ messageQueue: queue("external-pulsar") }).externalPulsar).toEqual({
      enabled: true,
      host: "h",
      port: 6650,
    });
  });

  it("keeps woodpecker inside of Milvus where it could be outside", () => {
    expect(valuesOf({ chartVersion: "5.0.7" }).streaming).toEqual({ enabled: true });
    expect(valuesOf({ chartVersion: "5.0.8" }).streaming).toEqual({
      enabled: true,
      woodpecker: { embedded: true, storage: { type: "minio" } },
    });
  });
});

describe("the load balancer's tags", () => {
  const key = "service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags";
  const tags = { CostCenter: "12 34", "a=b": "c", Vendor: "zilliz-byoc" };
  const release = production({ service: { type: "LoadBalancer" } });

  it("are those of every resource", () => {
    const { service } = milvusValues({ ...CONTEXT, tags }, release).values as Record<string, any>;
    expect(service.annotations[key]).toBe("CostCenter=12 34,Vendor=zilliz-byoc");
  });

  it("are the user's own where the values say so", () => {
    const values = { service: { annotations: { [key]: "Team=search" } } };
    const { service } = milvusValues({ ...CONTEXT, tags }, { ...release, values }).values as Record<
      string,
      any
    >;
    expect(service.annotations[key]).toBe("Team=search");
  });

  it("are warned of where the annotation cannot hold one", () => {
    expect(releaseProblems({ ...CONTEXT, tags }, release).map(({ path }) => path)).toEqual([
      ["tags", "a=b"],
    ]);
    expect(releaseProblems({ ...CONTEXT, tags }, production())).toEqual([]);
  });
});

describe("the load balancer's name", () => {
  const name = (deployment: string, release: string) =>
    loadBalancerName({ ...CONTEXT, deployment }, production({ name: release }));

  it("is that of deployment and release", () => {
    expect(name("acme-prod", "milvus")).toBe("acme-prod-milvus");
  });

  it("is cut where it is too long, and stays another for another release", () => {
    const cut = name("acme-production-of-the-west-coast", "milvus");
    expect(cut).toMatch(/^acme-production-of-the-[0-9a-f]{8}$/);
    expect(cut).toHaveLength(31);
    expect(name("acme-production-of-the-west-coast", "milvus-2")).not.toBe(cut);
    for (const one of [cut, name("internal-a", "b"), name("a".repeat(33), "b".repeat(53))]) {
      expect(loadBalancerNameViolations(one)).toEqual([]);
    }
  });
});

it("leaves out of old versions what they have not", () => {
  const { rootCoordinator } = valuesOf({ chartVersion: "4.0.3", messageQueue: queue("pulsar") });
  expect(rootCoordinator).not.toHaveProperty("activeStandby");
  expect(hasKey(["rootCoordinator", "activeStandby"], "4.0.3")).toBe(false);
});
