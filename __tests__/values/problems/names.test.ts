import type { ReleaseSettings } from "../../../config/release";
import { production } from "../settings";
import { queue, told } from "./told";

describe("names", () => {
  const named = (name: string, settings: Partial<ReleaseSettings> = {}) =>
    told(production({ name, ...settings }));

  it.each([
    ["Milvus", ['error name: "M" at offset 0 is not allowed']],
    ["1milvus", ["error name: must begin with a letter"]],
    [`milvus-${"x".repeat(47)}`, ["error name: has 54 characters; Helm takes 53"]],
    ["a".repeat(42), []],
    [
      "a".repeat(43),
      [
        `error name: makes the name of a Service 64 characters long: ${"a".repeat(43)}-milvus-streamingnode (use a name of at most 42 characters)`,
      ],
    ],
    [
      "milvus-etcd",
      [
        "error name: holds the names of the charts milvus and etcd, which would then name their services alike (use milvus)",
      ],
    ],
  ])("%s", (name, problems) => expect(named(name)).toEqual(problems));

  it("leaves less room with Pulsar", () => {
    const name = "a".repeat(34);
    expect(named(name)).toEqual([]);
    expect(named(name, { messageQueue: queue("pulsar") })).toEqual([
      `error name: makes the name of a StatefulSet 53 characters long: ${name}-pulsarv3-zookeeper (use a name of at most 33 characters)`,
    ]);
  });

  it("is left alone where the user's values name things", () => {
    const values = { fullnameOverride: "vectors" };
    expect(named("milvus-etcd", { values })).toEqual([]);
  });

  it("of load balancers have rules of their own", () => {
    const loadBalancerName = `internal-${"x".repeat(24)}`;
    expect(
      told(production({ service: { type: "LoadBalancer", scheme: "internal", loadBalancerName } })),
    ).toEqual([
      'error service.loadBalancerName: has 33 characters; 1 to 32 are allowed; must not begin with "internal-"',
    ]);
  });
});
