import type { ReleaseSettings } from "../config/release";
import type { Values } from "./values";

/**
 * `enabled` puts port 9091 on the Service, through the load balancer too: metrics, and pages that
 * show and change Milvus' insides without a password.
 */
export function metricsValues({ metrics }: ReleaseSettings): Values {
  if (!metrics) return {};
  return {
    metrics: {
      enabled: metrics.enabled,
      serviceMonitor: { enabled: metrics.serviceMonitor },
    },
  };
}
