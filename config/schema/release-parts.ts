import { z } from "zod";
import { DEFAULTS } from "../defaults";
import type { Component } from "../release";
import { doc, flag, integer, text } from "./field";
import { cpu, memory } from "./quantity";

const CIDR = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/;

/** How Milvus is reached. */
export const service = z.strictObject({
  type: z
    .enum(["ClusterIP", "LoadBalancer"])
    .meta(
      doc({
        description:
          "Kubernetes service: inside the cluster only, or a network load balancer, which the AWS Load Balancer Controller makes.",
        example: "LoadBalancer",
        default: "- ClusterIP; with the preset documented LoadBalancer",
      }),
    )
    .optional(),
  port: integer(1, 65535, {
    description: "Port of the service.",
    example: 19530,
    default: "- 19530, the chart's own",
  }),
  scheme: z
    .enum(["internal", "internet-facing"])
    .meta(
      doc({
        description: "Where the load balancer has its addresses.",
        example: "internal",
        default: "- internal; with the preset documented internet-facing",
      }),
    )
    .optional(),
  exposure: z
    .enum(["private", "public"])
    .meta(
      doc({
        description:
          "`public` is the consent to a load balancer that takes every address of the internet.",
        example: "public",
        default: DEFAULTS.milvus.release.exposure,
      }),
    )
    .optional(),
  loadBalancerName: text(
    (value) =>
      /^(?!internal-)[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?$/.test(value)
        ? undefined
        : {
            code: "kubernetes-name",
            message: "is not the name of a load balancer",
            allowed:
              '1 to 32 letters, digits and hyphens, beginning and ending with a letter or digit, not with "internal-"',
          },
    {
      description: "Name of the load balancer; once it is made, it keeps the name.",
      example: "acme-milvus",
      default: "- `<deployment>-<release>`; with the preset documented milvus-service",
    },
  ).optional(),
  sourceRanges: z
    .array(
      text(
        (value) => {
          const octets = CIDR.exec(value)?.slice(1).map(Number);
          if (octets && octets.slice(0, 4).every((octet) => octet < 256) && octets[4]! <= 32) {
            return undefined;
          }
          return {
            code: "cidr",
            message: "is not an IPv4 block",
            allowed: "<address>/<0 to 32>",
            fix: /^\d+(\.\d+){3}$/.test(value) ? `use ${value}/32` : undefined,
          };
        },
        { description: "Block of addresses.", example: "10.0.0.0/8" },
      ),
    )
    .min(1)
    .meta(
      doc({
        description: "Addresses that may connect to the load balancer.",
        example: ["10.0.0.0/8"],
        default: "- the private networks 10/8, 172.16/12 and 192.168/16; with exposure public all",
      }),
    )
    .optional(),
});

const quantities = (what: string) =>
  z
    .strictObject({
      cpu: cpu({ description: `CPU: ${what}.`, example: "2", default: "- none" }).optional(),
      memory: memory({
        description: `Memory: ${what}.`,
        example: "8Gi",
        default: "- none",
      }).optional(),
    })
    .meta(
      doc({
        description: `What is ${what}.`,
        example: { cpu: "2", memory: "8Gi" },
        default: "- none",
      }),
    )
    .optional();

const component = (what: string) =>
  z
    .strictObject({
      replicas: integer(0, 1000, {
        description: `Number of pods of ${what}.`,
        example: 2,
        default: "- the preset's",
      }),
      resources: z
        .strictObject({
          requests: quantities("reserved for each pod"),
          limits: quantities("the most that each pod gets"),
        })
        .meta(
          doc({
            description: `Resources of each pod of ${what}; they replace the preset's.`,
            example: { requests: { cpu: "2", memory: "8Gi" }, limits: { memory: "8Gi" } },
            default: "- the preset's",
          }),
        )
        .optional(),
    })
    .meta(
      doc({
        description: `${what[0]!.toUpperCase()}${what.slice(1)}.`,
        example: { replicas: 2 },
        default: "- the preset's",
      }),
    )
    .optional();

/** Sizes, by the part of Milvus. */
export const components = z.strictObject({
  proxy: component("the proxies, which take the clients' requests"),
  coordinator: component("each coordinator"),
  queryNode: component("the query nodes, which hold loaded collections in memory"),
  dataNode: component("the data nodes, which write to the bucket"),
  indexNode: component("the index nodes of charts before 5.0.0"),
  streamingNode: component("the streaming nodes of charts from 5.0.0"),
  standalone: component("the single process of mode standalone"),
} satisfies Record<Component, unknown>);

/** What carries the log of writes. */
export const messageQueue = z.strictObject({
  type: z
    .enum(["woodpecker", "rocksmq", "pulsar", "kafka", "external-pulsar", "external-kafka"])
    .meta(
      doc({
        description:
          "`woodpecker` keeps its log in the bucket, `rocksmq` on a volume of mode standalone; `pulsar` and `kafka` are installed by the chart; the external ones are yours.",
        example: "woodpecker",
      }),
    ),
  host: text(
    (value) =>
      /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/.test(value)
        ? undefined
        : { code: "value", message: "is not a host", allowed: "a host without scheme and port" },
    {
      description: "Host of your Pulsar.",
      example: "pulsar-proxy.pulsar.svc",
      default: "- none; type external-pulsar needs it",
    },
  ).optional(),
  port: integer(1, 65535, {
    description: "Port of your Pulsar.",
    example: 6650,
    default: "- 6650, with type external-pulsar",
  }),
  brokers: z
    .array(hostAndPort("Broker of your Kafka.", "kafka-0.kafka.svc:9092"))
    .min(1)
    .meta(
      doc({
        description: "Brokers of your Kafka.",
        example: ["kafka-0.kafka.svc:9092"],
        default: "- none; type external-kafka needs them",
      }),
    )
    .optional(),
  confirmChange: flag({
    description:
      "Let a plan change the queue of a release that is deployed; what Milvus has not flushed to the bucket is lost.",
    example: true,
    default: false,
  }),
});

/** Where Milvus keeps its metadata. */
export const etcd = z.strictObject({
  replicas: z
    .literal([1, 3, 5, 7])
    .meta(
      doc({
        description: "Number of members; an odd one, so that a majority remains.",
        example: 3,
        default: "- 3; in mode standalone 1",
      }),
    )
    .optional(),
  endpoints: z
    .array(hostAndPort("Member of your etcd.", "etcd-0.etcd.svc:2379"))
    .min(1)
    .meta(
      doc({
        description: "Members of an etcd of your own; the chart's is not installed then.",
        example: ["etcd-0.etcd.svc:2379"],
        default: "- the chart's etcd",
      }),
    )
    .optional(),
});

function hostAndPort(description: string, example: string) {
  return text(
    (value) =>
      /^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?:\d{1,5}$/.test(value)
        ? undefined
        : { code: "value", message: "is not a host with a port", allowed: "<host>:<port>" },
    { description, example },
  );
}
