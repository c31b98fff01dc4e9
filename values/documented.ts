import type { ReleaseSettings } from "../config/release";
import type { ReleaseContext } from "./context";
import { s3Host } from "./external-s3";
import { loadBalancerAnnotations } from "./service";
import type { Values } from "./values";

/** Name of the load balancer in the document: one for all releases of an account and region. */
const DOCUMENTED_LOAD_BALANCER = "milvus-service";

/**
 * The document's values file, key for key: with its bucket, host and service account replaced by
 * the deployment's, and nothing else.
 * Source: configure-s3-access-by-iam-role, milvus.yaml.
 */
export function documentedValues(context: ReleaseContext, { mode }: ReleaseSettings): Values {
  return {
    cluster: { enabled: mode === "cluster" },
    service: {
      type: "LoadBalancer",
      port: 19530,
      annotations: loadBalancerAnnotations(DOCUMENTED_LOAD_BALANCER, "internet-facing"),
    },
    serviceAccount: { create: false, name: context.serviceAccount },
    minio: { enabled: false },
    externalS3: {
      enabled: true,
      host: s3Host(context),
      port: "443",
      useSSL: true,
      bucketName: context.bucket,
      useIAM: true,
      cloudProvider: "aws",
      iamEndpoint: "",
    },
    rootCoordinator: coordinator(1, "2Gi"),
    indexCoordinator: coordinator("0.5", "0.5Gi"),
    queryCoordinator: coordinator("0.5", "0.5Gi"),
    dataCoordinator: coordinator("0.5", "0.5Gi"),
    proxy: { replicas: 2, resources: { limits: { cpu: 1, memory: "2Gi" } } },
  };
}

function coordinator(cpu: number | string, memory: string): Values {
  return {
    replicas: 2,
    activeStandby: { enabled: true },
    resources: { limits: { cpu, memory } },
  };
}
