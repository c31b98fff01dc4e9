import type { ReleaseSettings } from "../../../config/release";
import { PRIVATE_NETWORKS } from "../../../config/resolve-release";
import { production } from "../settings";
import { facing, own, told } from "./told";

describe("exposure", () => {
  const open =
    "Milvus would be open to every address of the internet (set service.sourceRanges, or set service.exposure to public if it is meant)";
  const scheme = "service.beta.kubernetes.io/aws-load-balancer-scheme";

  const groups = "service.beta.kubernetes.io/aws-load-balancer-security-groups";
  const uncounted = `counts for nothing: the load balancer takes the security groups of its annotation (remove the line, or values.service.annotations."${groups}")`;
  const alb = "alb.ingress.kubernetes.io/scheme";
  const facingAlb = "internet-facing";

  it.each<[string, ReleaseSettings, string[]]>([
    [
      "without address blocks",
      facing({ service: { type: "LoadBalancer", scheme: "internet-facing" } }),
      [`error service.scheme: ${open}`],
    ],
    [
      "with every address",
      facing({
        service: {
          type: "LoadBalancer",
          scheme: "internet-facing",
          sourceRanges: ["10.0.0.0/8", "0.0.0.0/0"],
        },
      }),
      [`error service.sourceRanges: ${open}`],
    ],
    [
      "with halves that are every address",
      facing({
        service: {
          type: "LoadBalancer",
          scheme: "internet-facing",
          sourceRanges: ["0.0.0.0/1", "128.0.0.0/1"],
        },
      }),
      [`error service.sourceRanges: ${open}`],
    ],
    [
      "with half of all addresses",
      facing({
        service: {
          type: "LoadBalancer",
          scheme: "internet-facing",
          sourceRanges: ["203.0.113.0/24", "0.0.0.0/1"],
        },
      }),
      [
        "warning service.sourceRanges: lets 0.0.0.0/1 in, which is wider than any network of one's own",
      ],
    ],
    [
      "with halves of IPv6, past the setting",
      facing({
        service: { type: "LoadBalancer", scheme: "internet-facing" },
        values: { service: { loadBalancerSourceRanges: ["::/1", "8000::/1"] } },
      }),
      [
        "error values.service.loadBalancerSourceRanges: Milvus would be open to every address of the internet (remove service.loadBalancerSourceRanges from values, or set service.exposure to public if it is meant)",
      ],
    ],
    [
      "by ports of every node",
      own({
        service: { type: "NodePort" },
        attu: { enabled: true, service: { type: "NodePort" } },
      }),
      [
        "warning values.service.type: opens a port of every node: whoever reaches a node reaches Milvus whatever sourceRanges say (remove service.type from values)",
        "warning values.attu.service.type: opens a port of every node: whoever reaches a node reaches Attu, Milvus' console, whatever sourceRanges say (remove attu.service.type from values)",
      ],
    ],
    [
      "with security groups, beside which address blocks do not count",
      facing({
        service: {
          type: "LoadBalancer",
          scheme: "internet-facing",
          sourceRanges: ["203.0.113.0/24"],
        },
        values: { service: { annotations: { [groups]: "sg-1" } } },
      }),
      [
        `error values.service.annotations.${groups}: the load balancer faces the internet, and these groups alone decide who may connect: sourceRanges do not count (set service.exposure to public if it is meant)`,
        `warning service.sourceRanges: ${uncounted}`,
      ],
    ],
    [
      "with security groups inside, beside the private networks that nobody wrote",
      production({
        service: { type: "LoadBalancer", sourceRanges: PRIVATE_NETWORKS },
        values: { service: { annotations: { [groups]: "sg-1" } } },
      }),
      [],
    ],
    [
      "with security groups inside, beside blocks of the user's values",
      production({
        service: { type: "LoadBalancer" },
        values: {
          service: { annotations: { [groups]: "sg-1" }, loadBalancerSourceRanges: ["10.1.0.0/16"] },
        },
      }),
      [`warning values.service.loadBalancerSourceRanges: ${uncounted}`],
    ],
    [
      "of Attu, by its own service",
      own({ attu: { enabled: true, service: { type: "LoadBalancer" } } }),
      [
        "error values.attu.service: Attu, Milvus' console, would be open to every address of the internet (set values.attu.service.loadBalancerSourceRanges, or set service.exposure to public if it is meant)",
      ],
    ],
    [
      "of Attu, for few addresses",
      own({
        attu: {
          enabled: true,
          service: { type: "LoadBalancer", loadBalancerSourceRanges: ["203.0.113.0/24"] },
        },
      }),
      [],
    ],
    [
      "of Attu, by its ingress",
      own({
        attu: { enabled: true, ingress: { enabled: true, annotations: { [alb]: facingAlb } } },
      }),
      [
        `warning values.attu.ingress.annotations.${alb}: the ingress of Attu, Milvus' console, faces the internet (set it to internal, or set service.exposure to public if it is meant)`,
      ],
    ],
    [
      "with few addresses",
      facing({
        service: {
          type: "LoadBalancer",
          scheme: "internet-facing",
          sourceRanges: ["203.0.113.0/24"],
        },
      }),
      [],
    ],
    [
      "by the user's values",
      production({
        service: { type: "LoadBalancer", scheme: "internal" },
        metrics: { enabled: false, serviceMonitor: false },
        values: { service: { annotations: { [scheme]: "internet-facing" } } },
      }),
      [`error values.service.annotations.${scheme}: ${open}`],
    ],
    [
      "by an empty list, which is no filter",
      facing({
        service: { type: "LoadBalancer", scheme: "internet-facing", sourceRanges: ["1.2.3.4/32"] },
        values: { service: { loadBalancerSourceRanges: [] } },
      }),
      [
        `error values.service.loadBalancerSourceRanges: ${open.replace("set service.sourceRanges", "remove service.loadBalancerSourceRanges from values")}`,
      ],
    ],
    [
      "with metrics",
      facing({ metrics: { enabled: true, serviceMonitor: false } }),
      [
        "warning metrics.enabled: the load balancer faces the internet and passes on port 9091, which shows and changes Milvus' insides without a password (set metrics.enabled to false)",
      ],
    ],
    [
      "without a password",
      facing({ authorization: false }),
      [
        "warning authorization: the load balancer faces the internet, and Milvus asks nobody for a password (set authorization to true)",
      ],
    ],
    [
      "by an ingress",
      own({
        ingress: {
          enabled: true,
          annotations: { "alb.ingress.kubernetes.io/scheme": "internet-facing" },
        },
      }),
      [
        "warning values.ingress.annotations.alb.ingress.kubernetes.io/scheme: the ingress faces the internet (set it to internal, or set service.exposure to public if it is meant)",
      ],
    ],
  ])("%s", (_, release, problems) => expect(told(release)).toEqual(problems));

  it("by a load balancer that the user's values make without the controller", () => {
    expect(told(own({ service: { type: "LoadBalancer" } }))[0]).toBe(
      `error service.scheme: ${open}`,
    );
  });
});
