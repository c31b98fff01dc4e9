import { queueChart } from "../charts/queues";
import type { ReleaseSettings } from "../config/release";
import { mergeValues, nested, type Values } from "./values";

/** Where a part's volumes take their class; every part has its own key. */
const PATHS = {
  etcd: ["etcd.persistence.storageClass"],
  pulsar: pulsarPaths("pulsar"),
  pulsarv3: pulsarPaths("pulsarv3"),
  kafka: ["kafka.persistence.storageClass", "kafka.zookeeper.persistence.storageClass"],
  standalone: ["standalone.persistence.persistentVolumeClaim.storageClass"],
} as const;

/** The storage class of every volume that a release makes. */
export function storageClassValues(release: ReleaseSettings): Values {
  const { storageClass } = release;
  if (storageClass === undefined) return {};
  const paths = partsWithVolumes(release).flatMap((part) => PATHS[part]);
  return mergeValues(...paths.map((path) => nested(path.split("."), storageClass)));
}

type Part = keyof typeof PATHS;

function partsWithVolumes(release: ReleaseSettings): readonly Part[] {
  const { etcd, mode } = release;
  const queue = queueChart(release.messageQueue?.type, release.chartVersion);
  return [
    ...(etcd.endpoints ? [] : (["etcd"] as const)),
    ...(queue ? [queue] : []),
    ...(mode === "standalone" ? (["standalone"] as const) : []),
  ];
}

function pulsarPaths(chart: string): readonly string[] {
  return [
    `${chart}.bookkeeper.volumes.journal.storageClassName`,
    `${chart}.bookkeeper.volumes.ledgers.storageClassName`,
    `${chart}.zookeeper.volumes.data.storageClassName`,
  ];
}
