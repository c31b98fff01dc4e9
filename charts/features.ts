import { isAtLeast, isWithin } from "./versions";

/** Whether a chart has what came with a version. */
function since(first: string) {
  return (chartVersion: string) => isAtLeast(chartVersion, first);
}

/** The four coordinators of Milvus up to 2.4, by their keys in the chart's values. */
export const FOUR_COORDINATORS = [
  "rootCoordinator",
  "indexCoordinator",
  "queryCoordinator",
  "dataCoordinator",
] as const;

/**
 * Keys of the coordinators that run. From milvus-helm 4.2.4 on the four are off and one pod does
 * their work: what is set for them is silently ignored.
 */
export function coordinatorKeys(chartVersion: string): readonly string[] {
  return hasMixCoordinator(chartVersion) ? ["mixCoordinator"] : FOUR_COORDINATORS;
}

export const hasMixCoordinator = since("4.2.4");

/** Before milvus-helm 4.0.4 every coordinator has one replica, whatever is set. */
export const hasStandby = since("4.0.4");

/** Up to milvus-helm 4.1.21 coordinators are stopped before new ones start, standby or not. */
export const replacesCoordinatorsGently = since("4.1.22");

export const hasCloudProvider = since("4.0.3");

/** Before it only the host tells Milvus the region. `externalS3.region` and `externalS3.useVirtualHost`. */
export const hasRegion = since("4.1.5");

/** These write `minio.region` where `externalS3.region` belongs; milvus-helm 4.2.2 mended it. */
export function takesRegionOfMinio(chartVersion: string): boolean {
  return isWithin(chartVersion, "4.1.36", "4.2.1");
}

/** Streaming nodes are there from 4.2.8 on, but Milvus before 2.6 does not run with them. */
export const hasStreaming = since("5.0.0");

/** `streaming.woodpecker`: from here on woodpecker can run outside of Milvus' own pods. */
export const hasWoodpeckerModes = since("5.0.8");

/** Data nodes build indexes from Milvus 2.6 on. */
export function hasIndexNode(chartVersion: string): boolean {
  return !isAtLeast(chartVersion, "5.0.0");
}

/**
 * Whether every client of S3 in this Milvus takes the credentials of EKS Pod Identity. Milvus
 * 2.5.11 does not (milvus-io/milvus #42547); 2.6 has the AWS SDK that does.
 */
export const takesPodIdentity = since("5.0.0");
