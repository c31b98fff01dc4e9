import { ingressFacesInternet, isEveryAddress } from "../../charts/exposure";
import { valueAt } from "../../text/record";
import { amountOf } from "../schema/quantity";
import type { Config } from "../schema";
import type { ConfigRule } from "./rule";

type ReleaseConfig = NonNullable<NonNullable<Config["milvus"]>["release"]>;

const RELEASE = ["milvus", "release"] as const;

/**
 * Settings of a release that contradict each other, or the role's trust. What depends on the chart,
 * or on all values together, is told by those who write the values.
 */
export const checkRelease: ConfigRule = (context) => {
  const release = context.config.milvus?.release;
  if (!release || context.report.isWrong(RELEASE)) return;
  checkNamespace(context);
  checkMode(context, release);
  checkQueue(context, release);
  checkResources(context, release);
  checkPrefix(context, release);
};

const checkNamespace: ConfigRule = ({ config, deployment, report }) => {
  const { namespace } = config.milvus?.release ?? {};
  const trusted = deployment.milvus?.serviceAccount.namespace;
  const path = [...RELEASE, "namespace"];
  if (namespace === undefined || namespace === trusted || report.isWrong(path)) return;
  if (report.isWrong(["milvus", "serviceAccount", "namespace"])) return;
  report.error(path, {
    message: `differs from serviceAccount.namespace, ${trusted}, which the role trusts`,
    allowed: `${trusted}: S3 would refuse pods of another namespace`,
    fix: "remove the line, or change serviceAccount.namespace",
  });
};

function checkMode({ report }: Parameters<ConfigRule>[0], release: ReleaseConfig) {
  if (release.mode === "standalone" && release.preset === "documented") {
    report.error([...RELEASE, "mode"], {
      message: "is not what the document describes, which deploys a cluster",
      allowed: "cluster with preset: documented",
      fix: "remove the line, or the preset",
    });
  }
  const coordinators = release.components?.coordinator?.replicas ?? 1;
  if (coordinators > 1 && release.highAvailability === false) {
    report.error([...RELEASE, "components", "coordinator", "replicas"], {
      message: "needs highAvailability: coordinators without a standby must be alone",
      allowed: "1 with highAvailability: false",
      fix: "remove one of them",
    });
  }
}

/** Settings of one kind of queue. */
const OF_QUEUES = { host: "external-pulsar", port: "external-pulsar", brokers: "external-kafka" };
const NEEDED = ["host", "brokers"] as const;

function checkQueue({ report }: Parameters<ConfigRule>[0], { messageQueue: queue }: ReleaseConfig) {
  const path = [...RELEASE, "messageQueue"];
  if (!queue || report.isWrong(path) || report.isWrong([...path, "type"])) return;
  for (const [key, type] of Object.entries(OF_QUEUES)) {
    if (queue[key as keyof typeof OF_QUEUES] === undefined || queue.type === type) continue;
    report.error([...path, key], {
      message: `has no effect on the queue ${queue.type}`,
      allowed: `with type: ${type}`,
      fix: "remove the line, or change the type",
    });
  }
  for (const key of NEEDED) {
    if (queue.type !== OF_QUEUES[key] || queue[key] !== undefined) continue;
    if (report.isWrongWithin([...path, key])) continue;
    report.error([...path, key], {
      code: "missing",
      message: `is missing; the queue ${queue.type} is your own`,
      allowed: key === "host" ? "the host of your Pulsar" : "the brokers of your Kafka",
      fix:
        key === "host"
          ? "add host: pulsar-proxy.pulsar.svc"
          : "add brokers: [kafka-0.kafka.svc:9092]",
    });
  }
}

function checkResources({ report }: Parameters<ConfigRule>[0], release: ReleaseConfig) {
  for (const [name, component] of Object.entries(release.components ?? {})) {
    const { requests = {}, limits = {} } = component.resources ?? {};
    for (const key of ["cpu", "memory"] as const) {
      const [request, limit] = [requests[key], limits[key]];
      const path = [...RELEASE, "components", name, "resources", "requests", key];
      if (request === undefined || limit === undefined || report.isWrong(path)) continue;
      if (amountOf(request) <= amountOf(limit)) continue;
      report.error(path, {
        code: "quantity",
        message: `is more than the limit, ${limit}`,
        allowed: `at most ${limit}`,
        fix: "lower the request, or raise the limit",
      });
    }
  }
}

/** A prefix in a bucket of others: the documented policy has no prefix. */
function checkPrefix({ config, report }: Parameters<ConfigRule>[0], { rootPath }: ReleaseConfig) {
  const path = [...RELEASE, "rootPath"];
  if (rootPath === undefined || !config.milvus?.bucket.existing || report.isWrong(path)) return;
  report.warning(path, {
    message:
      "says where Milvus writes, not what its role may do: the policy covers all of the bucket, with what others keep there",
    allowed: "a bucket of Milvus' own",
    fix: "take another bucket, unless nothing else lies in this one",
  });
}

const EXPOSURE = ["milvus", "release", "service", "exposure"] as const;

/** Consent to the internet that nothing asks for: what is open is told with the values. */
export const checkService: ConfigRule = ({ config, deployment, report }) => {
  const release = deployment.milvus?.release;
  const own = config.milvus?.release?.service;
  if (own?.exposure !== "public" || !release || report.isWrong(EXPOSURE)) return;
  // What the user's own values make of the service is told with the values.
  if (["type", "annotations"].some((key) => valueAt(release.values, ["service", key]))) return;
  const ingress = valueAt(release.values, ["ingress"]);
  if (ingressFacesInternet(valueAt(ingress, ["enabled"]), valueAt(ingress, ["annotations"])))
    return;
  const documented = release.preset === "documented";
  const type = release.service.type ?? (documented ? "LoadBalancer" : "ClusterIP");
  const scheme = release.service.scheme ?? (documented ? "internet-facing" : "internal");
  if (type === "LoadBalancer" && scheme === "internet-facing") {
    if (!own.sourceRanges || isEveryAddress(own.sourceRanges)) return;
    report.warning(EXPOSURE, {
      message: "consents to every address, while sourceRanges names some",
      allowed: "public where every address may connect",
      fix: "remove the line",
    });
    return;
  }
  report.error(EXPOSURE, {
    message: `cannot be had from ${type === "ClusterIP" ? "a service of type ClusterIP" : "an internal load balancer"}`,
    allowed: "public with type: LoadBalancer and scheme: internet-facing",
    fix: "remove the line, or set both",
  });
};
