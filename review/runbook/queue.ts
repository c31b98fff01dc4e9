import type { Part } from "../markdown/text";
import { exportAgain, planAndApply, say, sh } from "./sh";
import type { RunbookSubject } from "./subject";

/**
 * From one queue to another, and from Pulsar 2 to Pulsar 3: the old one is emptied, stops, goes with
 * its volumes, and the new one comes by an install. Source: Milvus' documentation, Upgrading Pulsar.
 */
export function queue(subject: RunbookSubject): Part {
  const { release, config, service, inNamespace, ofRelease } = subject;
  const workload = `${service}-${release.mode === "standalone" ? "standalone" : "proxy"}`;
  return [
    now(subject),
    "A plan with another queue is refused. Milvus before 3.0 cannot move its log from one queue to another, so a second release under another prefix, filled anew, is the safer way; it is the only one that can be taken back.",
    "If it must be this release: stop every client that writes. Then let Milvus write what lies in the queue to the bucket, and go on only when the last answer says that all is flushed. Collections of other databases than the default one are flushed with a client of Milvus.",
    sh`
      ${inNamespace} port-forward deployment/${workload} 9091:9091 &
      forward=$!
      sleep 5
      curl --fail http://127.0.0.1:9091/api/v1/collections | curl --fail --data @- http://127.0.0.1:9091/api/v1/persist > flushing.json
      jq '{segmentIDs: [.flush_coll_segIDs[].data[]]}' flushing.json | curl --fail --request GET --data @- http://127.0.0.1:9091/api/v1/persist/state
      kill "$forward"
    `,
    "Milvus stops, and its old queue with it; the claims stay, etcd's among them, which must be kept:",
    sh`
      ${ofRelease} destroy -target=helm_release.milvus
      ${inNamespace} wait --for=delete pod --selector ${instance(subject)} --timeout=10m
    `,
    claims(subject),
    `${say`Write the new queue into ${config}`}${after(subject)}, and in the folder of that file:`,
    sh`${exportAgain(config)}`,
    "Then, in the folder of the bundle. It is an install, so a new Pulsar is initialized by two jobs, for which its brokers wait:",
    sh`
      ${planAndApply(ofRelease)}
      ${inNamespace} get jobs,statefulsets,pods
    `,
    "Verify as after the first install, and load and query every collection, before a client writes again.",
    say`The other way leaves Milvus running while its queue is replaced: ${"confirmChange: true"} beside the new type lets a plan change the queue in place, and has a new Pulsar initialized. Take it out again with the next deploy: it switches the guard off, and its jobs would stop an upgrade of the chart.`,
    release.messageQueue?.confirmChange === true &&
      "At this moment the config confirms a change, so no plan is refused.",
  ];
}

function now({ queue: type, queueChart, release }: RunbookSubject): string {
  const which =
    queueChart === "pulsar"
      ? ", which is Pulsar 2"
      : queueChart === "pulsarv3"
        ? ", which is Pulsar 3"
        : "";
  return `${say`Milvus writes to ${type}`}${which}${release.messageQueue ? "" : "; it is the chart's own choice"}. What it has not flushed to the bucket lies there and nowhere else.`;
}

/** Another Pulsar may need another chart. */
function after({ queueChart, release }: RunbookSubject): string {
  if (queueChart !== "pulsar" || release.messageQueue?.type === "pulsar2") return "";
  return ", with chartVersion 4.2.33 or newer where it is to be Pulsar 3, as the section on upgrading has it";
}

/** Claims of the old queue: the label is that of its StatefulSets. */
function claims(subject: RunbookSubject): Part {
  const { inNamespace, queueChart } = subject;
  const labels = selectors(subject);
  if (!queueChart) {
    return "The queue has no volumes of its own in this release: a log in the bucket stays below the prefix until somebody deletes it, and of a queue elsewhere the topics stay.";
  }
  return [
    "The claims of the old queue. Look at them, delete them, and wait until they are gone:",
    ...labels.map(
      (label) => sh`
        ${inNamespace} get persistentvolumeclaims --selector ${label}
        ${inNamespace} delete persistentvolumeclaims --selector ${label} --wait
      `,
    ),
  ];
}

function selectors({ queueChart, release }: RunbookSubject): readonly string[] {
  if (queueChart === "kafka") {
    return ["kafka", "zookeeper"].map(
      (name) => `app.kubernetes.io/name=${name},app.kubernetes.io/instance=${release.name}`,
    );
  }
  return queueChart ? [`app=${queueChart},release=${release.name}`] : [];
}

function instance({ release }: RunbookSubject): string {
  return `app.kubernetes.io/instance=${release.name}`;
}
