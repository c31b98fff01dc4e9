import { hasStreaming, hasWoodpeckerModes } from "../charts/features";
import { pulsarChart, queueSwitches } from "../charts/queues";
import type { MessageQueue, ReleaseSettings } from "../config/release";
import type { Values } from "./values";

/**
 * One queue on and all others off in words: the chart's defaults changed at 4.2.27 and 5.0.0, and
 * with two of them on it writes the key `mq` twice.
 */
export function messageQueueValues(release: ReleaseSettings): Values {
  const { messageQueue: queue, chartVersion, mode } = release;
  if (!queue) return {};
  const on = switchOf(queue, release);
  return {
    ...(mode === "standalone" && { standalone: { messageQueue: standaloneQueue(queue) } }),
    ...(mode === "cluster" && hasStreaming(chartVersion) && { streaming: streaming(release) }),
    ...Object.fromEntries(queueSwitches(chartVersion).map((key) => [key, { enabled: key === on }])),
    ...external(queue),
  };
}

function switchOf(queue: MessageQueue, { chartVersion, mode }: ReleaseSettings) {
  if (queue.type === "pulsar") return pulsarChart(chartVersion);
  // Of a standalone Milvus `standalone.messageQueue` decides; the switch would write `mq` again.
  if (queue.type === "woodpecker" && mode === "standalone") return undefined;
  return queue.type;
}

function standaloneQueue({ type }: MessageQueue): string {
  return type.replace("external-", "");
}

/** Woodpecker inside of the streaming nodes, its log in the bucket: the mode that takes a role. */
function streaming({ chartVersion, messageQueue }: ReleaseSettings): Values {
  const modes = messageQueue?.type === "woodpecker" && hasWoodpeckerModes(chartVersion);
  return {
    enabled: true,
    ...(modes && { woodpecker: { embedded: true, storage: { type: "minio" } } }),
  };
}

function external(queue: MessageQueue): Values {
  if (queue.type === "external-pulsar") {
    return { externalPulsar: { enabled: true, host: queue.host, port: queue.port } };
  }
  if (queue.type === "external-kafka") {
    return { externalKafka: { enabled: true, brokerList: queue.brokers.join(",") } };
  }
  return {};
}
