import {
  coordinatorKeys,
  FOUR_COORDINATORS,
  hasMixCoordinator,
  hasStandby,
} from "../charts/features";
import type { ReleaseSettings } from "../config/release";
import { defined, type Values } from "./values";

/**
 * Every coordinator that a version runs, alike. Two of a kind need one of them to stand by, so
 * `highAvailability` decides on the replicas where it is set.
 */
export function coordinatorValues(release: ReleaseSettings): Values {
  const { chartVersion, mode, highAvailability, preset, components } = release;
  if (mode === "standalone") return {};
  const { replicas, resources } = components.coordinator ?? {};
  const coordinator = defined({
    replicas: replicasOf(highAvailability, replicas),
    activeStandby:
      highAvailability === undefined || !hasStandby(chartVersion)
        ? undefined
        : { enabled: highAvailability },
    resources,
  });
  const running = Object.keys(coordinator).length > 0 ? coordinatorKeys(chartVersion) : [];
  // From milvus-helm 4.2.4 on, all that the document's four blocks still do is to have the one
  // coordinator stand by.
  const idle =
    preset === "documented" && highAvailability === false && hasMixCoordinator(chartVersion)
      ? FOUR_COORDINATORS
      : [];
  return Object.fromEntries([
    ...running.map((key) => [key, coordinator] as const),
    ...idle.map((key) => [key, { activeStandby: { enabled: false } }] as const),
  ]);
}

function replicasOf(
  highAvailability: boolean | undefined,
  replicas: number | undefined,
): number | undefined {
  if (highAvailability === undefined) return replicas;
  return highAvailability ? Math.max(2, replicas ?? 2) : 1;
}
