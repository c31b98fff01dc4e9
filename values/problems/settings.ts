import { takesPodIdentity } from "../../charts/features";
import { error, originOf, setting, warning, type Check } from "./problem";
import { valueAt } from "../../text/record";

/** Settings of the load balancer where there is none. */
export const checkService: Check = function* ({ release, values }) {
  if (valueAt(values, ["service", "type"]) === "LoadBalancer") return;
  for (const key of ["scheme", "loadBalancerName", "sourceRanges"] as const) {
    if (release.service[key] === undefined) continue;
    yield warning(setting("service", key), {
      message: "has no effect: the service has no load balancer",
      allowed: "with service.type LoadBalancer",
      fix: `remove service.${key}`,
    });
  }
};

export const checkEtcd: Check = function* ({ release, values }) {
  const external = ["externalEtcd", "enabled"];
  if (valueAt(values, external) === true && valueAt(values, ["etcd", "enabled"]) !== false) {
    yield warning(originOf(release, external, setting("etcd", "endpoints")), {
      message: "the chart's own etcd runs beside it, with pods and volumes that nobody uses",
      allowed: "with etcd.enabled false, as etcd.endpoints has it",
      fix: "set values.etcd.enabled to false",
    });
  }
  if (!release.etcd.endpoints || release.etcd.replicas === undefined) return;
  yield error(setting("etcd", "replicas"), {
    code: "conflict",
    message: "has no effect: with endpoints, the chart installs no etcd",
    allowed: "replicas or endpoints",
    fix: "remove etcd.replicas",
  });
};

export const checkMetrics: Check = function* ({ release }) {
  if (!release.metrics?.serviceMonitor || release.metrics.enabled) return;
  yield error(setting("metrics", "serviceMonitor"), {
    code: "conflict",
    message: "has no effect: the chart makes it with metrics only",
    allowed: "true with metrics.enabled",
    fix: "set metrics.enabled to true",
  });
};

/** How pods get the role; the flag lies in the cluster's part of the config. */
export const checkIdentity: Check = function* ({ context, release }) {
  if (context.podIdentity !== "pod-identity") return;
  const path = ["milvus", "cluster", "podIdentity"];
  const { chartVersion } = release;
  if (!takesPodIdentity(chartVersion)) {
    yield error(path, {
      message: `Milvus of chart ${chartVersion} cannot take its role by EKS Pod Identity: query nodes fail (milvus-io/milvus #42547)`,
      allowed: "charts from 5.0.0 on",
      fix: "remove podIdentity and name the cluster's issuer",
    });
    return;
  }
  yield warning(path, {
    message: "which Milvus 2.6 takes its role by EKS Pod Identity in all its parts is not proven",
    allowed: "the cluster's issuer, as in the document",
    fix: "load a collection and query it before you rely on it",
  });
};
