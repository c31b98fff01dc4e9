import { hasStreaming, hasWoodpeckerModes } from "../charts/features";
import { queueChart, queueSwitches } from "../charts/queues";
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
    ...Object.fromEntries(
      queueSwitches(chartVersion).map((key) => [
        key,
        { enabled: key === on, ...(key === on && initialization(queue, key)) },
      ]),
    ),
    ...external(queue),
  };
}

function switchOf(queue: MessageQueue, { chartVersion, mode }: ReleaseSettings) {
  // Of a standalone Milvus `standalone.messageQueue` decides; the switch would write `mq` again.
  if (queue.type === "woodpecker" && mode === "standalone") return undefined;
  return queueChart(queue.type, chartVersion) ?? queue.type;
}

function standaloneQueue({ type }: MessageQueue): string {
  return type === "pulsar2" ? "pulsar" : type.replace("external-", "");
}

/**
 * The jobs that make a new Pulsar's metadata are part of an install alone, unless they are asked
 * for; without them brokers wait for ever.
 */
function initialization({ confirmChange }: MessageQueue, key: string): Values {
  return confirmChange && key.startsWith("pulsar") ? { initialize: true } : {};
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
