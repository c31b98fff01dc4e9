import { recommendedQueue } from "../charts/queues";
import { DEFAULTS } from "./defaults";
import { EVERYWHERE, PRIVATE_NETWORKS, productionComponents } from "./production";
import type { ChartSource, ClusterAccess, Component, ComponentSettings, MessageQueue, ReleaseSettings, ServiceSettings } from "./release";
import type { Config } from "./schema";

type MilvusConfig = NonNullable<Config["milvus"]>;
type ReleaseConfig = NonNullable<MilvusConfig["release"]>;

const STANDARD = DEFAULTS.milvus.release;

/** Fills in what the preset gives; of `documented`, what the document's values file leaves open. */
export function resolveRelease(release: ReleaseConfig): ReleaseSettings {
  const name = release.name ?? STANDARD.name;
  const preset = release.preset ?? STANDARD.preset;
  const mode = release.mode ?? STANDARD.mode;
  const own = release.etcd;
  const common = {
    name,
    chartVersion: release.chartVersion,
    chart: chartSource(release.chart),
    preset,
    mode,
    createNamespace: release.createNamespace ?? STANDARD.createNamespace,
    preventDestroy: release.preventDestroy ?? STANDARD.preventDestroy,
    wait: release.wait ?? STANDARD.wait,
    timeoutSeconds: release.timeoutSeconds ?? STANDARD.timeoutSeconds,
    storageClass: release.storageClass,
    values: release.values ?? {},
  };
  if (preset === "documented") {
    return {
      ...common,
      service: { exposure: STANDARD.exposure, ...release.service },
      rootPath: release.rootPath,
      components: release.components ?? {},
      highAvailability: release.highAvailability,
      messageQueue: release.messageQueue && queueOf(release.messageQueue),
      etcd: own ?? {},
      metrics: release.metrics && {
        enabled: release.metrics.enabled ?? true,
        serviceMonitor: release.metrics.serviceMonitor ?? false,
      },
      authorization: release.authorization,
    };
  }
  const service = productionService({ exposure: STANDARD.exposure, ...release.service });
  const facesInternet = service.scheme === "internet-facing";
  return {
    ...common,
    service,
    rootPath: release.rootPath ?? name,
    components: merged(productionComponents(mode, release.chartVersion), release.components ?? {}),
    highAvailability: release.highAvailability ?? mode === "cluster",
    messageQueue: queueOf(
      release.messageQueue ?? { type: recommendedQueue(release.chartVersion, mode) },
    ),
    etcd: own?.endpoints ? own : { replicas: own?.replicas ?? (mode === "cluster" ? 3 : 1) },
    metrics: {
      enabled: release.metrics?.enabled ?? !facesInternet,
      serviceMonitor: release.metrics?.serviceMonitor ?? false,
    },
    authorization: release.authorization ?? true,
  };
}

function chartSource(chart: ReleaseConfig["chart"] = {}): ChartSource {
  if (chart.path !== undefined) return { kind: "path", path: chart.path };
  if (chart.oci !== undefined) return { kind: "oci", reference: chart.oci };
  const repository = chart.repository ?? STANDARD.repository;
  return { kind: "repository", repository, chart: "milvus" };
}

/** Inside the cluster, or for private networks, unless the config says otherwise in words. */
function productionService(service: NonNullable<ReleaseConfig["service"]>): ServiceSettings {
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
  own: NonNullable<ReleaseConfig["components"]>,
): Partial<Record<Component, ComponentSettings>> {
  const result = { ...standard };
  for (const [name, settings] of Object.entries(own)) {
    result[name as Component] = { ...standard[name as Component], ...settings };
  }
  return result;
}

function queueOf(queue: NonNullable<ReleaseConfig["messageQueue"]>): MessageQueue {
  const { type, host = "", port = 6650, brokers = [], confirmChange = false } = queue;
  if (type === "external-pulsar") return { type, host, port, confirmChange };
  if (type === "external-kafka") return { type, brokers, confirmChange };
  return { type, confirmChange };
}

/** How Terraform reaches the cluster; `checkAccess` has told where that is not said. */
export function resolveAccess(
  { cluster }: MilvusConfig,
  region: string,
): ClusterAccess | undefined {
  const { name, access = {} } = cluster;
  const { kubeconfig, context, ...eks } = access;
  if (kubeconfig !== undefined) return { kind: "kubeconfig", path: kubeconfig, context };
  return name === undefined ? undefined : { kind: "eks", clusterName: name, region, ...eks };
}
