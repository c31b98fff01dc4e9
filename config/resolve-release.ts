import { hasIndexNode, hasStreaming } from "../charts/features";
import { recommendedQueue } from "../charts/queues";
import { DEFAULTS } from "./defaults";
import type {
  ChartSource,
  ClusterAccess,
  Component,
  ComponentSettings,
  MessageQueue,
  ReleaseSettings,
  ServiceSettings,
} from "./release";
import type { Filled, FilledConfig } from "./schema";

type FilledRelease = NonNullable<Filled<"milvus">["release"]>;

/** Who may connect to an internal load balancer where the config does not say. Source: RFC 1918. */
export const PRIVATE_NETWORKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;
const EVERYWHERE = "0.0.0.0/0";

/** Fills in what the preset gives; of `documented`, what the document's values file leaves open. */
export function resolveRelease(release: FilledRelease): ReleaseSettings {
  const { chartVersion, mode, etcd, messageQueue, metrics } = release;
  const { service = { exposure: "private" }, components = {}, values = {} } = release;
  // The namespace is the service account's.
  const common = { ...release, namespace: undefined, chart: chartSource(release.chart), values };
  if (release.preset === "documented") {
    return {
      ...common,
      service,
      components,
      messageQueue: messageQueue && queueOf(messageQueue),
      etcd: etcd ?? {},
      metrics: metrics && { ...metrics, enabled: metrics.enabled ?? true },
    };
  }
  const reached = productionService(service);
  return {
    ...common,
    service: reached,
    rootPath: release.rootPath ?? release.name,
    components: merged(productionComponents(mode, chartVersion), components),
    highAvailability: release.highAvailability ?? mode === "cluster",
    messageQueue: queueOf(
      messageQueue ?? { type: recommendedQueue(chartVersion, mode), confirmChange: false },
    ),
    etcd: etcd?.endpoints ? etcd : { replicas: etcd?.replicas ?? (mode === "cluster" ? 3 : 1) },
    metrics: {
      enabled: metrics?.enabled ?? reached.scheme !== "internet-facing",
      serviceMonitor: metrics?.serviceMonitor ?? false,
    },
    authorization: release.authorization ?? true,
  };
}

function chartSource(chart: FilledRelease["chart"]): ChartSource {
  if (chart?.path !== undefined) return { kind: "path", path: chart.path };
  if (chart?.oci !== undefined) return { kind: "oci", reference: chart.oci };
  const repository = chart?.repository ?? DEFAULTS.milvus.chartRepository;
  return { kind: "repository", repository, chart: "milvus" };
}

/** Inside the cluster, or for private networks, unless the config says otherwise in words. */
function productionService(service: NonNullable<FilledRelease["service"]>): ServiceSettings {
  if ((service.type ?? "ClusterIP") === "ClusterIP") return { ...service, type: "ClusterIP" };
  const scheme = service.scheme ?? "internal";
  // To the internet, only the config itself can say who may connect.
  const standard =
    scheme === "internal"
      ? PRIVATE_NETWORKS
      : service.exposure === "public"
        ? [EVERYWHERE]
        : undefined;
  return { ...service, scheme, sourceRanges: service.sourceRanges ?? standard };
}

/** Replicas and resources one by one; resources as a whole, so that no limit stays unseen. */
function merged(
  standard: Partial<Record<Component, ComponentSettings>>,
  own: ReleaseSettings["components"],
): Partial<Record<Component, ComponentSettings>> {
  const result = { ...standard };
  for (const [name, settings] of Object.entries(own)) {
    result[name as Component] = { ...standard[name as Component], ...settings };
  }
  return result;
}

function queueOf(queue: NonNullable<FilledRelease["messageQueue"]>): MessageQueue {
  const { type, host = "", port = 6650, brokers = [], confirmChange } = queue;
  if (type === "external-pulsar") return { type, host, port, confirmChange };
  if (type === "external-kafka") return { type, brokers, confirmChange };
  return { type, confirmChange };
}

/** How Terraform reaches the cluster; `checkAccess` has told where that is not said. */
export function resolveAccess(
  { name, access = {} }: Filled<"milvus">["cluster"],
  /** The cluster's. */
  region: string,
  { profile, assumeRole }: NonNullable<FilledConfig["aws"]> = {},
): ClusterAccess | undefined {
  const { kubeconfig, context, ...eks } = access;
  if (kubeconfig !== undefined) return { kind: "kubeconfig", path: kubeconfig, context };
  if (name === undefined) return undefined;
  // Who makes the stacks asks for the token, unless that takes more than the ARN of a role.
  const maker =
    eks.profile === undefined && !assumeRole?.externalId ? assumeRole?.roleArn : undefined;
  return { kind: "eks", clusterName: name, region, profile, roleArn: maker, ...eks };
}

/**
 * Sizes of the preset `production`: two of everything, so that one node may fail. Memory is limited
 * to what is reserved, so that no pod is killed for another's sake; CPU is not limited.
 * Source: none; the document sizes proxies and coordinators alone, the chart nothing. Together
 * about the 8 cores and 32 GB that Milvus' documentation asks for at least, twice.
 */
function productionComponents(
  mode: "cluster" | "standalone",
  chartVersion: string,
): Partial<Record<Component, ComponentSettings>> {
  if (mode === "standalone") return { standalone: sized(1, "2", "8Gi") };
  return {
    proxy: sized(2, "1", "2Gi"),
    coordinator: sized(2, "1", "2Gi"),
    queryNode: sized(2, "2", "8Gi"),
    dataNode: sized(2, "1", "4Gi"),
    ...(hasIndexNode(chartVersion) && { indexNode: sized(2, "1", "4Gi") }),
    ...(hasStreaming(chartVersion) && { streamingNode: sized(2, "1", "4Gi") }),
  };
}

function sized(replicas: number, cpu: string, memory: string): ComponentSettings {
  return { replicas, resources: { requests: { cpu, memory }, limits: { memory } } };
}
