import { z } from "zod";
import { choice, field, flag, integer, list, mapping, matching, text } from "./field";
import { isCidr } from "./network";
import { cpu, memory } from "./quantity";

const sourceRange = text(
  (value) =>
    isCidr(value, (size) => size <= 32)
      ? undefined
      : {
          code: "cidr",
          message: "is not an IPv4 block",
          allowed: "<address>/<0 to 32>",
          fix: /^\d+(\.\d+){3}$/.test(value) ? `use ${value}/32` : undefined,
        },
  { description: "Block of addresses.", example: "10.0.0.0/8" },
);

/** How Milvus is reached. */
export const service = mapping(
  {
    description: "How Milvus is reached.",
    example: { type: "LoadBalancer", sourceRanges: ["10.0.0.0/8"] },
    default: "- the preset's",
  },
  {
    type: choice(["ClusterIP", "LoadBalancer"], {
      description:
        "Kubernetes service: inside the cluster only, or a network load balancer, which the AWS Load Balancer Controller makes.",
      example: "LoadBalancer",
      default: "- ClusterIP; with the preset documented LoadBalancer",
    }),
    port: integer(1, 65535, {
      description: "Port of the service.",
      example: 19530,
      default: "- 19530, the chart's own",
    }),
    scheme: choice(["internal", "internet-facing"], {
      description: "Where the load balancer has its addresses.",
      example: "internal",
      default: "- internal; with the preset documented internet-facing",
    }),
    // Nothing is open to every address unless the config says so in words.
    exposure: choice(["private", "public"], {
      description:
        "`public` is the consent to a load balancer that takes every address of the internet.",
      example: "public",
      default: "private",
    }),
    loadBalancerName: matching(/^(?!internal-)[0-9A-Za-z]([0-9A-Za-z-]{0,30}[0-9A-Za-z])?$/, {
      code: "kubernetes-name",
      message: "is not the name of a load balancer",
      allowed:
        '1 to 32 letters, digits and hyphens, beginning and ending with a letter or digit, not with "internal-"',
      description: "Name of the load balancer; once it is made, it keeps the name.",
      example: "acme-milvus",
      default: "- `<deployment>-<release>`; with the preset documented milvus-service",
    }),
    sourceRanges: list(sourceRange, {
      description: "Addresses that may connect to the load balancer.",
      example: ["10.0.0.0/8"],
      default: "- the private networks 10/8, 172.16/12 and 192.168/16; with exposure public all",
    }),
  },
);

const quantities = (what: string) =>
  mapping(
    {
      description: `What is ${what}.`,
      example: { cpu: "2", memory: "8Gi" },
      default: "- none",
    },
    {
      cpu: cpu({ description: `CPU: ${what}.`, example: "2", default: "- none" }),
      memory: memory({ description: `Memory: ${what}.`, example: "8Gi", default: "- none" }),
    },
  );

const component = (what: string) =>
  mapping(
    {
      description: `${what[0]!.toUpperCase()}${what.slice(1)}.`,
      example: { replicas: 2 },
      default: "- the preset's",
    },
    {
      replicas: integer(0, 1000, {
        description: `Number of pods of ${what}.`,
        example: 2,
        default: "- the preset's",
      }),
      resources: mapping(
        {
          description: `Resources of each pod of ${what}; they replace the preset's.`,
          example: { requests: { cpu: "2", memory: "8Gi" }, limits: { memory: "8Gi" } },
          default: "- the preset's",
        },
        {
          requests: quantities("reserved for each pod"),
          limits: quantities("the most that each pod gets"),
        },
      ),
    },
  );

/** Parts of Milvus whose size can be set; `coordinator` is each coordinator there is. */
const PARTS = {
  proxy: component("the proxies, which take the clients' requests"),
  coordinator: component("each coordinator"),
  queryNode: component("the query nodes, which hold loaded collections in memory"),
  dataNode: component("the data nodes, which write to the bucket"),
  indexNode: component("the index nodes of charts before 5.0.0"),
  streamingNode: component("the streaming nodes of charts from 5.0.0"),
  standalone: component("the single process of mode standalone"),
};
export type Component = keyof typeof PARTS;
export const COMPONENTS = Object.keys(PARTS) as readonly Component[];

/** Sizes, by the part of Milvus. */
export const components = mapping(
  {
    description: "Replicas and resources of Milvus' parts.",
    example: { queryNode: { replicas: 4 } },
    default: "- the preset's",
  },
  PARTS,
);

/** What carries the log of writes. */
export const messageQueue = mapping(
  {
    description: "What carries the log of writes.",
    example: { type: "woodpecker" },
    default:
      "- woodpecker from chart 5.0.0 on, before it pulsar, or rocksmq in mode standalone; with the preset documented the chart's own",
  },
  {
    type: choice(
      ["woodpecker", "rocksmq", "pulsar", "pulsar2", "kafka", "external-pulsar", "external-kafka"],
      {
        description:
          "`woodpecker` keeps its log in the bucket, `rocksmq` on a volume of mode standalone; `pulsar` and `kafka` are installed by the chart, which means Pulsar 3 from 4.2.27 on: `pulsar2` keeps Pulsar 2 there; the external ones are yours.",
        example: "woodpecker",
      },
    ),
    host: matching(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?$/, {
      code: "value",
      message: "is not a host",
      allowed: "a host without scheme and port",
      description: "Host of your Pulsar.",
      example: "pulsar-proxy.pulsar.svc",
      default: "- none; type external-pulsar needs it",
    }),
    port: integer(1, 65535, {
      description: "Port of your Pulsar.",
      example: 6650,
      default: "- 6650, with type external-pulsar",
    }),
    brokers: list(hostAndPort("Broker of your Kafka.", "kafka-0.kafka.svc:9092"), {
      description: "Brokers of your Kafka.",
      example: ["kafka-0.kafka.svc:9092"],
      default: "- none; type external-kafka needs them",
    }),
    confirmChange: flag({
      description:
        "Let a plan change the queue of a release that is deployed, and have a new Pulsar initialized; what Milvus has not flushed to the bucket is lost. Take it out once the change is deployed.",
      default: false,
    }),
  },
);

/** Where Milvus keeps its metadata. */
export const etcd = mapping(
  {
    description: "Where Milvus keeps its metadata.",
    example: { replicas: 3 },
    default: "- an etcd that the chart installs",
  },
  {
    replicas: field(z.literal([1, 3, 5, 7]), {
      description: "Number of members; an odd one, so that a majority remains.",
      example: 3,
      default: "- 3; in mode standalone 1",
    }),
    endpoints: list(hostAndPort("Member of your etcd.", "etcd-0.etcd.svc:2379"), {
      description: "Members of an etcd of your own; the chart's is not installed then.",
      example: ["etcd-0.etcd.svc:2379"],
      default: "- the chart's etcd",
    }),
  },
);

function hostAndPort(description: string, example: string) {
  return matching(/^[A-Za-z0-9]([A-Za-z0-9.-]{0,251}[A-Za-z0-9])?:\d{1,5}$/, {
    code: "value",
    message: "is not a host with a port",
    allowed: "<host>:<port>",
    description,
    example,
  });
}
