// What of the Kubernetes client is used here; imported on demand alone, as ../aws/sdk.ts is.
export { BatchV1Api, CoreV1Api, DiscoveryV1Api, KubeConfig } from "@kubernetes/client-node";
