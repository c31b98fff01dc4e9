import { queueChart } from "../charts/queues";
import { fixedEntries, type KeepingPart } from "../charts/volumes";
import type { ReleaseSettings } from "../config/release";
import { valueAt } from "../text/record";
import type { Values } from "./values";

/** What cannot change in place, by part: `{ etcd: { "etcd.persistence.size": "10Gi" } }`. */
export type FixedValues = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Values of a release that Kubernetes lets nobody change once it is there, those that the chart
 * gives among them. Of an etcd elsewhere there is only that it is elsewhere.
 *
 * @param values all that Helm gets.
 */
export function fixedValues(release: ReleaseSettings, values: Values): FixedValues {
  const { chartVersion, mode, messageQueue } = release;
  const queue = queueChart(messageQueue?.type, chartVersion);
  const fixed = (part: KeepingPart) => fixedEntries(part, chartVersion, values);
  const hasEtcd = valueAt(values, ["etcd", "enabled"]) !== false;
  return {
    etcd: {
      "etcd.enabled": String(hasEtcd),
      ...(hasEtcd && Object.fromEntries(fixed("etcd"))),
    },
    ...(queue && { [queue]: Object.fromEntries(fixed(queue)) }),
    ...(mode === "standalone" && { standalone: Object.fromEntries(fixed("standalone")) }),
  };
}
