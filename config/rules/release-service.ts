import type { ConfigRule } from "./rule";

const EXPOSURE = ["milvus", "release", "service", "exposure"] as const;

/** Consent to the internet that nothing asks for: what is open is told with the values. */
export const checkService: ConfigRule = ({ config, deployment, report }) => {
  const release = deployment.milvus?.release;
  const own = config.milvus?.release?.service;
  if (own?.exposure !== "public" || !release || report.isWrong(EXPOSURE)) return;
  const documented = release.preset === "documented";
  const type = release.service.type ?? (documented ? "LoadBalancer" : "ClusterIP");
  const scheme = release.service.scheme ?? (documented ? "internet-facing" : "internal");
  if (type === "LoadBalancer" && scheme === "internet-facing") {
    if (!own.sourceRanges || own.sourceRanges.some((range) => range.endsWith("/0"))) return;
    report.warning(EXPOSURE, {
      code: "conflict",
      message: "consents to every address, while sourceRanges names some",
      allowed: "public where every address may connect",
      fix: "remove the line",
    });
    return;
  }
  report.error(EXPOSURE, {
    code: "conflict",
    message: `cannot be had from ${type === "ClusterIP" ? "a service of type ClusterIP" : "an internal load balancer"}`,
    allowed: "public with type: LoadBalancer and scheme: internet-facing",
    fix: "remove the line, or set both",
  });
};
