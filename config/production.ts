import { hasIndexNode, hasStreaming } from "../charts/features";
import type { Component, ComponentSettings } from "./release";

/** Who may connect to an internal load balancer where the config does not say. Source: RFC 1918. */
export const PRIVATE_NETWORKS = ["10.0.0.0/8", "172.16.0.0/12", "192.168.0.0/16"] as const;
export const EVERYWHERE = "0.0.0.0/0";

/**
 * Sizes of the preset `production`: two of everything, so that one node may fail. Memory is limited
 * to what is reserved, so that no pod is killed for another's sake; CPU is not limited.
 * Source: none; the document sizes proxies and coordinators alone, the chart nothing. Together
 * about the 8 cores and 32 GB that Milvus' documentation asks for at least, twice.
 */
export function productionComponents(
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
