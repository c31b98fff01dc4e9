import { fullName, loadBalancerNameViolations, namesakes, objectNames } from "../../charts/names";
import { staysText } from "../../charts/names";

const shape = { chartVersion: "5.0.19", mode: "cluster", etcd: true } as const;

it.each([
  ["milvus", "milvus"],
  ["my-milvus-2", "my-milvus-2"],
  ["vectors", "vectors-milvus"],
])("release %s is the service %s", (release, name) => {
  expect(fullName(release)).toBe(name);
});

it("knows the longest names of a release", () => {
  const names = objectNames({ ...shape, name: "db", queue: "pulsar" });
  const longest = (kind: string) =>
    names
      .filter((one) => one.kind === kind)
      .map(({ name, longest: limit }) => `${name} ${limit}`)
      .sort((a, b) => b.length - a.length)[0];
  expect(longest("Service")).toBe("db-milvus-streamingnode 63");
  expect(longest("StatefulSet")).toBe("db-pulsarv3-zookeeper 52");
});

it.each([
  ["milvus-etcd", true, "woodpecker", ["milvus", "etcd"]],
  ["milvus-etcd", false, "woodpecker", []],
  ["milvus-kafka", true, "kafka", ["milvus", "kafka"]],
  ["milvus-kafka", true, "pulsar", []],
  ["milvus-pulsar", true, "pulsar", []],
  ["etcd", true, "woodpecker", []],
] as const)("%s (etcd %s, %s): namesakes %j", (name, etcd, queue, charts) => {
  expect(namesakes({ ...shape, name, etcd, queue })).toEqual(charts);
});

it.each([
  ["acme-prod-milvus", []],
  ["", ["has 0 characters; 1 to 32 are allowed"]],
  ["internal-a", ['must not begin with "internal-"']],
  ["-a_b-", ["may hold letters, digits and hyphens only", "must not begin or end with a hyphen"]],
  ["a".repeat(33), ["has 33 characters; 1 to 32 are allowed"]],
])("load balancer %p: %j", (name, violations) => {
  expect(loadBalancerNameViolations(name)).toEqual(violations);
});

it.each([
  ["acme-milvus", true],
  ["2024-01-01", false],
  ["111122223333", false],
  ["0123", false],
  ["0x1f", false],
  ["1e10", false],
  ["12.5", false],
  ["true", false],
  ["yes", false],
  ["null", false],
  ["yes-bucket", true],
  ["milvus/prod", true],
  ["3.14.15", true],
  ["a: b", false],
  ["#a", false],
])("%s without quotes stays a text: %s", (text, stays) => {
  expect(staysText(text)).toBe(stays);
});
