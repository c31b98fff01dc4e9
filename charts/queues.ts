import { isAtLeast, isWithin } from "./versions";

/** Message queues that a release can have; the external ones are the user's own. */
const QUEUES = [
  "woodpecker",
  "rocksmq",
  "pulsar",
  "pulsar2",
  "kafka",
  "external-pulsar",
  "external-kafka",
] as const;
export type Queue = (typeof QUEUES)[number];
export type Mode = "cluster" | "standalone";

/**
 * Sub-chart that `pulsar` means: the one that the chart itself installs at that version, in either
 * mode, where nobody has chosen.
 */
export function pulsarChart(chartVersion: string): "pulsar" | "pulsarv3" {
  return isAtLeast(chartVersion, "4.2.27") ? "pulsarv3" : "pulsar";
}

/**
 * Sub-chart that a queue is, where the chart installs one: two majors of Pulsar, which share no
 * data. Left to itself the chart installs a Pulsar, in mode standalone too.
 */
export function queueChart(
  queue: Queue | undefined,
  chartVersion: string,
): "pulsar" | "pulsarv3" | "kafka" | undefined {
  if (queue === undefined || queue === "pulsar") return pulsarChart(chartVersion);
  if (queue === "pulsar2") return "pulsar";
  return queue === "kafka" ? queue : undefined;
}

/** Keys of queues in the chart's values that have a switch `enabled`. */
export function queueSwitches(chartVersion: string): readonly string[] {
  return [
    "pulsar",
    ...(hasTwoPulsars(chartVersion) ? ["pulsarv3"] : []),
    "kafka",
    // Known from 4.2.42 on; Milvus 2.5 has no woodpecker yet, see queuesOf.
    ...(isAtLeast(chartVersion, "4.2.42") ? ["woodpecker"] : []),
  ];
}

/** Whether Pulsar 3 stands beside Pulsar 2, which no chart has dropped yet. */
function hasTwoPulsars(chartVersion: string): boolean {
  return isAtLeast(chartVersion, "4.2.21");
}

/**
 * Keys of the queues that values turn on, those that the chart turns on by itself among them.
 *
 * @param valueAt a value by its steps; undefined where it is left to the chart.
 */
export function queuesOn(
  chartVersion: string,
  valueAt: (path: readonly string[]) => unknown,
): readonly string[] {
  return [...queueSwitches(chartVersion), "externalPulsar", "externalKafka"].filter((key) => {
    const isOn = valueAt([key, "enabled"]);
    return isOn === undefined ? key === pulsarChart(chartVersion) : isOn === true;
  });
}

/** Queues that a version can run in a mode. */
export function queuesOf(chartVersion: string, mode: Mode): readonly Queue[] {
  return QUEUES.filter((queue) => missingQueue(queue, chartVersion, mode) === undefined);
}

/** Why a version cannot run a queue in a mode; undefined when it can. */
export function missingQueue(queue: Queue, chartVersion: string, mode: Mode): string | undefined {
  if (queue === "rocksmq" && mode === "cluster") {
    return "a cluster cannot share a rocksmq, which lives inside of one pod";
  }
  // Charts from 4.2.42 on have the key and write it into the config of a Milvus that lacks it.
  if (queue === "woodpecker" && !isAtLeast(chartVersion, "5.0.0")) {
    return "woodpecker is part of Milvus 2.6, which charts from 5.0.0 on install";
  }
  if (queue === "pulsar2" && !hasTwoPulsars(chartVersion)) {
    return `the only Pulsar of chart ${chartVersion} is Pulsar 2, which is called pulsar here`;
  }
  // milvus-helm 4.2.42 asks for a cluster before it writes Pulsar v3 into the config.
  if (queue === "pulsar" && mode === "standalone" && chartVersion === "4.2.42") {
    return "chart 4.2.42 tells a standalone Milvus of no Pulsar; 4.2.43 does";
  }
  return undefined;
}

/** Queue to take where nobody has chosen: the one that needs no other pods, where there is one. */
export function recommendedQueue(chartVersion: string, mode: Mode): Queue {
  if (isAtLeast(chartVersion, "5.0.0")) return "woodpecker";
  return mode === "standalone" ? "rocksmq" : "pulsar";
}

/**
 * Whether an archive of the chart lost a Pulsar: its two sub-charts share a folder there. Seen with
 * milvus-helm 4.2.21 to 4.2.27, packed by Helm 3.18; the folders of the tags are right.
 */
export function mixesPulsarsInArchive(chartVersion: string): boolean {
  return isWithin(chartVersion, "4.2.21", "4.2.27");
}
