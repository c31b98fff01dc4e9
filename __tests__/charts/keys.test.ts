import fc from "fast-check";
import { keyTree, type KeyTree } from "../../charts/key-tree";
import { hasKey, keysBeside, unknownKeys, unreadPaths } from "../../charts/keys";
import { KNOWN_VERSIONS } from "../../charts/versions";

const paths = (values: unknown, version = "5.0.19") =>
  unknownKeys(values, version).map(({ path }) => path.join("."));

const has = (key: string, version: string) => hasKey(key.split("."), version);

it("takes no slip for a key that no template reads", () => {
  const led = KNOWN_VERSIONS.flatMap((version) =>
    unreadPaths(version).flatMap((path) => {
      const slips = [`${path.at(-1)!}s`, path.at(-1)!.toLowerCase(), path.at(-1)!.slice(0, -1)];
      return slips.flatMap((slip) => {
        const values = [...path.slice(0, -1), slip].reduceRight<unknown>(
          (inner, key) => ({ [key]: inner }),
          1,
        );
        const found = unknownKeys(values, version).map(({ closest }) => closest?.join("."));
        return found.filter((one) => one === path.join("."));
      });
    }),
  );
  expect(led).toEqual([]);
});

describe("the list", () => {
  it.each([
    // From the table of versions in milvus-helm's history.
    ["externalS3.cloudProvider", "4.0.3"],
    ["mixCoordinator", "4.0.10"],
    ["service.portName", "4.0.24"],
    ["externalS3.region", "4.1.5"],
    ["externalS3.useVirtualHost", "4.1.5"],
    ["customConfigMap", "4.1.35"],
    ["ingress.ingressClassName", "4.2.1"],
    ["streamingNode.replicas", "4.2.8"],
    ["pulsarv3.enabled", "4.2.21"],
    ["topologySpreadConstraints", "4.2.34"],
    ["woodpecker.enabled", "4.2.42"],
    ["containerSecurityContext", "4.2.50"],
    ["streaming.woodpecker.embedded", "5.0.8"],
    ["replicaResourceGroups", "5.0.17"],
  ])("%s came with %s", (key, first) => {
    const before = KNOWN_VERSIONS[KNOWN_VERSIONS.indexOf(first) - 1]!;
    expect([has(key, before), has(key, first), has(key, "5.0.19")]).toEqual([false, true, true]);
  });

  it.each([
    ["ingress.hosts", "4.0.8", "4.0.10"],
    ["mysql.enabled", "4.1.7", "4.1.8"],
    ["externalMysql.address", "4.1.7", "4.1.8"],
    ["image.tools.tag", "4.2.58", "5.0.0"],
  ])("%s is in %s and no more in %s", (key, last, without) => {
    expect([has(key, last), has(key, without)]).toEqual([true, false]);
  });

  it("has what every version of the chart needs for the bucket", () => {
    for (const version of KNOWN_VERSIONS) {
      for (const key of ["host", "port", "bucketName", "rootPath", "useIAM", "useSSL", "enabled"]) {
        expect([version, key, has(`externalS3.${key}`, version)]).toEqual([version, key, true]);
      }
    }
  });
});

describe("unknown keys", () => {
  it("names what was perhaps meant", () => {
    const values = {
      externalS3: { useIam: true, bucket: "x" },
      region: "us-east-2",
      queryNodes: { replicas: 2 },
    };
    expect(unknownKeys(values, "5.0.19")).toEqual([
      { path: ["externalS3", "useIam"], closest: ["externalS3", "useIAM"], ofSubChart: false },
      { path: ["externalS3", "bucket"], ofSubChart: false },
      { path: ["region"], ofSubChart: false },
      { path: ["queryNodes"], closest: ["queryNode"], ofSubChart: false },
    ]);
  });

  it.each<[string, unknown, string]>([
    ["of another part", { queryNode: { podDisruptionBudget: {} } }, "5.0.19"],
    ["of another program", { externalS3: { existingSecret: "s" } }, "5.0.19"],
    ["that stands deeper", { brokerList: "a:1", podDisruptionBudget: {} }, "5.0.19"],
    ["that stands higher", { queryNode: { customConfigMap: "c" } }, "5.0.19"],
    ["that stands beside it already", { externalS3: { useIam: 1, useIAM: true } }, "5.0.19"],
    ["of another queue, where other versions have the key", { pulsarv3: {} }, "4.2.20"],
    ["of another role, where other versions have the key", { mixCoordinator: {} }, "4.0.9"],
  ])("suggests no key %s", (_, values, version) => {
    const found = unknownKeys(values, version);
    expect(found.length).toBeGreaterThan(0);
    expect(found.filter(({ closest, writtenAs }) => closest ?? writtenAs)).toEqual([]);
  });

  it("names what the chart has in the place of a key that went", () => {
    const hosts = { ingress: { hosts: ["a.example"] } };
    expect(unknownKeys(hosts, "5.0.19")).toEqual([
      {
        path: ["ingress", "hosts"],
        writtenAs: "ingress.rules, each with host, path and pathType",
        removedIn: "4.0.10",
        ofSubChart: false,
      },
    ]);
    expect(hasKey(["ingress", "rules"], "4.0.10")).toBe(true);
    expect(keysBeside(["ingress", "hosts"], "5.0.19")).toContain("rules");
  });

  it("tells which versions have a key", () => {
    const added = { externalS3: { region: "us-east-2" } };
    expect(unknownKeys(added, "4.1.4")).toMatchObject([{ addedIn: "4.1.5" }]);
    expect(unknownKeys(added, "4.1.5")).toEqual([]);
    const removed = { image: { tools: { tag: "x" } } };
    expect(unknownKeys(removed, "5.0.3")).toMatchObject([
      { path: ["image", "tools"], removedIn: "5.0.0" },
    ]);
  });

  it("leaves alone what is the user's own", () => {
    const values = {
      labels: { team: "search" },
      service: { annotations: { "a.b/c": "d" }, loadBalancerIP: "10.0.0.1" },
      proxy: { resources: { limits: { "nvidia.com/gpu": 1 } }, tls: { secretName: "s" } },
      queryNode: { affinity: { nodeAffinity: {} }, extraEnv: [{ name: "A", value: "b" }] },
      extraConfigFiles: { "user.yaml": "", "other.yaml": "" },
      image: { all: { pullSecrets: ["regcred"] } },
      global: { imageRegistry: "registry.acme.example" },
      nameOverride: "milvus",
      ingress: { annotations: null },
      tolerations: [{ anything: true }],
    };
    expect(paths(values)).toEqual([]);
  });

  it("judges sub-charts to their second level, by their own keys too", () => {
    const values = {
      etcd: { resources: { limits: {} }, persistence: { sice: "1Gi" }, auth: { rbac: {} } },
      minio: { tls: { enabled: false } },
      pulsarv3: { zookeeper: { replicaCount: 4 }, bookeeper: {} },
      kafka: { listeners: {} },
    };
    expect(unknownKeys(values, "5.0.19")).toEqual([
      { path: ["pulsarv3", "bookeeper"], closest: ["pulsarv3", "bookkeeper"], ofSubChart: true },
    ]);
    expect(paths({ pulsarv3: {} }, "4.2.20")).toEqual(["pulsarv3"]);
  });

  it("takes anything that YAML can hold", () => {
    for (const values of [null, undefined, [], "text", 1, { service: "x", etcd: [1] }]) {
      expect(paths(values)).toEqual([]);
    }
    expect(paths(JSON.parse('{"__proto__":{"a":1},"constructor":{}}'))).toEqual([
      "__proto__",
      "constructor",
    ]);
  });

  it("judges a version that is not known by the one before it", () => {
    expect(paths({ replicaResourceGroups: [] }, "5.0.18")).toEqual([]);
    expect(paths({ replicaResourceGroups: [] }, "7.0.0")).toEqual([]);
    expect(() => unknownKeys({}, "3.9.0")).toThrow("nothing is known of chart 3.9.0");
  });

  const version = fc.constantFrom(...KNOWN_VERSIONS);

  it("knows every key of its own list", () => {
    const whole = (tree: KeyTree): unknown =>
      tree.keys.size === 0
        ? "set"
        : Object.fromEntries([...tree.keys].map(([key, below]) => [key, whole(below)]));
    fc.assert(fc.property(version, (one) => expect(paths(whole(keyTree(one)), one)).toEqual([])));
  });

  it("finds any stranger among the keys of a mapping", () => {
    const mappings = [
      [],
      ["externalS3"],
      ["service"],
      ["queryNode", "disk"],
      ["metrics"],
      ["etcd"],
    ];
    const name = fc.string({ minLength: 1 }).filter((key) => !key.includes("."));
    fc.assert(
      fc.property(version, fc.constantFrom(...mappings), name, (one, parent, key) => {
        fc.pre(!hasKey([...parent, key], one));
        const values = [...parent, key].reduceRight<unknown>(
          (inner, step) => Object.fromEntries([[step, inner]]),
          "set",
        );
        expect(unknownKeys(values, one).map(({ path }) => path)).toEqual([[...parent, key]]);
      }),
    );
  });
});
