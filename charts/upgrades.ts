import { given } from "../text/list";
import { repositoryIssue, versionIssues } from "./issues";
import { pulsarChart, recommendedQueue } from "./queues";
import { hasIndexNode, hasMixCoordinator } from "./features";
import { compareVersions, KNOWN_VERSIONS, milvusOf } from "./versions";

/** A version of the chart to stop at on the way to the newest. */
export interface UpgradeStep {
  readonly chartVersion: string;
  /** `2.5.16` */
  readonly milvus: string;
}

/**
 * Versions to pass through, each the last good one of its line of Milvus: Milvus moves its metadata
 * from one line to the next, and from 2.4 nothing leads to 2.6 at once. Empty for the newest.
 * Source: Milvus' upgrade pages; README of milvus-helm.
 */
export function upgradeSteps(chartVersion: string): readonly UpgradeStep[] {
  return LAST_OF_LINES.filter((step) => compareVersions(step.chartVersion, chartVersion) > 0);
}

const LAST_OF_LINES: readonly UpgradeStep[] = [
  ...KNOWN_VERSIONS.reduce((lines, chartVersion) => {
    const milvus = milvusOf(chartVersion)!;
    const line = milvus.split(".").slice(0, 2).join(".");
    return versionIssues(chartVersion).length > 0 || repositoryIssue(chartVersion)
      ? lines
      : lines.set(line, { chartVersion, milvus });
  }, new Map<string, UpgradeStep>()).values(),
];

/** What a step changes besides Milvus, one sentence each. */
export function upgradeChanges(from: string, to: string): readonly string[] {
  const [before, after] = [pulsarChart(from), pulsarChart(to)];
  const queues = (["cluster", "standalone"] as const).map(
    (mode) => [recommendedQueue(from, mode), recommendedQueue(to, mode)] as const,
  );
  return given([
    hasMixCoordinator(to) &&
      !hasMixCoordinator(from) &&
      "One pod, mixcoord, does the work of the four coordinators; with the preset documented, highAvailability: true gives it a standby.",
    before !== after &&
      "From here on pulsar means Pulsar 3, which has none of the data of Pulsar 2: with messageQueue.type pulsar2 the old one stays, and any other is a change of the message queue.",
    queues.some(([old, now]) => old !== now) &&
      "Where messageQueue names no queue, the preset production takes woodpecker from here on: name the one that is there, or the plan is refused.",
    hasIndexNode(from) &&
      !hasIndexNode(to) &&
      "Data nodes build the indexes and streaming nodes appear: components.indexNode must go, components.streamingNode may come.",
  ]);
}
