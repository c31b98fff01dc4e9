// What of the Kubernetes client is used here; imported on demand alone, as ../aws/sdk.ts is.
export {
  AppsV1Api,
  BatchV1Api,
  CoreV1Api,
  DiscoveryV1Api,
  CustomObjectsApi,
  Exec,
  KubeConfig,
  VersionApi,
} from "@kubernetes/client-node";
