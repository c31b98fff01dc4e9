import { readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";
import { KNOWN_VERSIONS } from "../../charts/versions";
import { milvusValues, renderValues } from "../../values";
import { CONTEXT, documented } from "./settings";

/** configure-s3-access-by-iam-role, milvus.yaml, word for word. */
const FILE = readFileSync(join(__dirname, "../documents/milvus.yaml"), "utf8");

it.each(KNOWN_VERSIONS)(
  "chart %s: the document's file, key for key and in its order",
  (version) => {
    const { values } = milvusValues(
      { ...CONTEXT, bucket: "<bucket-name>" },
      documented({ chartVersion: version }),
    );
    expect(JSON.stringify(parse(renderValues(values)))).toBe(JSON.stringify(parse(FILE)));
  },
);

it("replaces bucket, region and service account, and nothing else", () => {
  const context = {
    ...CONTEXT,
    region: "cn-north-1",
    partition: "aws-cn" as const,
    serviceAccount: "vectors",
  };
  const expected = FILE.replace("<bucket-name>", "acme-milvus")
    .replace("s3.us-east-2.amazonaws.com", "s3.cn-north-1.amazonaws.com.cn")
    .replace("milvus-s3-access-sa", "vectors");
  expect(milvusValues(context, documented()).values).toEqual(parse(expected));
});

it("adds the tags that the config asks for", () => {
  const context = { ...CONTEXT, tags: { CostCenter: "1", ...CONTEXT.tags } };
  const [before, after] = [CONTEXT, context].map((one) => milvusValues(one, documented()).values);
  const added = {
    annotations: {
      "service.beta.kubernetes.io/aws-load-balancer-additional-resource-tags":
        "CostCenter=1,Vendor=zilliz-byoc",
    },
  };
  expect(before).not.toMatchObject({ service: added });
  expect(after).toMatchObject({ service: added });
});

const changes = (settings: Parameters<typeof documented>[0]) => {
  const before = flat(milvusValues(CONTEXT, documented()).values);
  const after = flat(milvusValues(CONTEXT, documented(settings)).values);
  const keys = [...new Set([...before.keys(), ...after.keys()])];
  return Object.fromEntries(
    keys.filter((key) => before.get(key) !== after.get(key)).map((key) => [key, after.get(key)]),
  );
};

function flat(value: unknown, path = ""): Map<string, unknown> {
  if (value === null || typeof value !== "object" || Array.isArray(value)) {
    return new Map([[path, Array.isArray(value) ? value.join() : value]]);
  }
  return new Map(
    Object.entries(value).flatMap(([key, inner]) => [...flat(inner, `${path}/${key}`)]),
  );
}

const LB = "/service/annotations/service.beta.kubernetes.io/aws-load-balancer";

describe("says more only where the config does", () => {
  it.each([
    ["nothing", {}, {}],
    ["a prefix", { rootPath: "milvus" }, { "/externalS3/rootPath": "milvus" }],
    [
      "address blocks",
      { service: { sourceRanges: ["10.0.0.0/8"] } },
      { "/service/loadBalancerSourceRanges": "10.0.0.0/8" },
    ],
    [
      "an internal load balancer of another name",
      { service: { scheme: "internal", loadBalancerName: "lb", port: 443 } },
      { [`${LB}-scheme`]: "internal", [`${LB}-name`]: "lb", "/service/port": 443 },
    ],
    [
      "no load balancer",
      { service: { type: "ClusterIP" } },
      {
        "/service/type": "ClusterIP",
        [`${LB}-type`]: undefined,
        [`${LB}-name`]: undefined,
        [`${LB}-scheme`]: undefined,
        [`${LB}-nlb-target-type`]: undefined,
      },
    ],
    [
      "resources, which replace the document's",
      { components: { proxy: { resources: { limits: { memory: "4Gi" } } } } },
      { "/proxy/resources/limits/memory": "4Gi", "/proxy/resources/limits/cpu": undefined },
    ],
    [
      "high availability, for the coordinator that runs",
      {
        highAvailability: true,
        components: { coordinator: { resources: { limits: { cpu: "1" } } } },
      },
      {
        "/mixCoordinator/replicas": 2,
        "/mixCoordinator/activeStandby/enabled": true,
        "/mixCoordinator/resources/limits/cpu": "1",
      },
    ],
    [
      "no high availability",
      { highAvailability: false },
      {
        "/mixCoordinator/replicas": 1,
        "/mixCoordinator/activeStandby/enabled": false,
        "/rootCoordinator/activeStandby/enabled": false,
        "/indexCoordinator/activeStandby/enabled": false,
        "/queryCoordinator/activeStandby/enabled": false,
        "/dataCoordinator/activeStandby/enabled": false,
      },
    ],
    [
      "a storage class, for the volumes of the chart's own queue",
      { storageClass: "gp3" },
      {
        "/etcd/persistence/storageClass": "gp3",
        "/pulsarv3/bookkeeper/volumes/journal/storageClassName": "gp3",
        "/pulsarv3/bookkeeper/volumes/ledgers/storageClassName": "gp3",
        "/pulsarv3/zookeeper/volumes/data/storageClassName": "gp3",
      },
    ],
    [
      "values of one's own",
      { values: { minio: { enabled: null }, proxy: { replicas: 4 } } },
      { "/minio/enabled": null, "/proxy/replicas": 4 },
    ],
  ] as const)("%s", (_, settings, expected) => {
    expect(changes(settings)).toEqual(expected);
  });

  it("the four coordinators up to chart 4.2.3", () => {
    const chartVersion = "4.2.3";
    const { values } = milvusValues(
      CONTEXT,
      documented({ chartVersion, components: { coordinator: { resources: {} } } }),
    );
    for (const kind of ["root", "index", "query", "data"]) {
      expect(values[`${kind}Coordinator`]).toEqual({
        replicas: 2,
        activeStandby: { enabled: true },
        resources: {},
      });
    }
    expect(values).not.toHaveProperty("mixCoordinator");
  });
});
