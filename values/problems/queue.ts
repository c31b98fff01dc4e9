import {
  missingQueue,
  mixesPulsarsInArchive,
  queuesOn,
  queueChart,
  queuesOf,
  queueSwitches,
  recommendedQueue,
  type Queue,
} from "../../charts/queues";
import { valueAt } from "../../text/record";
import { settingsValues } from "../preset";
import { isOwn, error, setting, warning, type Check, type ReleaseSubject } from "./problem";

/** Queues that a version does not have, and queues that nobody has chosen. */
export const checkQueue: Check = function* (subject) {
  const { messageQueue, chartVersion, mode } = subject.release;
  const recommended = recommendedQueue(chartVersion, mode);
  const allowed = queuesOf(chartVersion, mode).join(", ");
  if (messageQueue) {
    const reason = missingQueue(messageQueue.type, chartVersion, mode);
    if (reason !== undefined) {
      yield error(setting("messageQueue", "type"), {
        message: reason,
        allowed,
        fix: `use ${recommended}`,
      });
    }
  } else if (mode === "standalone") {
    // With milvus-helm's defaults, 4.0.0 to 5.0.19, the config has the key `mq` twice.
    yield error(setting("messageQueue"), {
      message:
        "is left to the chart, which then installs a Pulsar cluster beside a standalone Milvus and tells it of two queues",
      allowed,
      fix: `set messageQueue.type to ${recommended}`,
    });
  } else if (ownSwitches(subject).length === 0) {
    yield warning(setting("messageQueue"), {
      message:
        "is left to the chart, whose default changes between versions: what is not flushed when it does is lost",
      allowed,
      fix: `set messageQueue.type to ${recommended}`,
    });
  }
  yield* bypasses(subject);
};

/** The user's own values choose a queue, whatever messageQueue says. */
function* bypasses(subject: ReleaseSubject) {
  const several = queuesThatAreOn(subject);
  const chosen = chosenQueue(subject);
  for (const key of ownSwitches(subject)) {
    const isOn = valueAt(subject.values, key) === true;
    const fix = chosen && `set messageQueue.type to ${chosen} and remove ${key.join(".")}`;
    if (isOn && several.length > 1) {
      yield error(setting("values", ...key), {
        message: `makes several queues: ${several.join(" and ")} are on`,
        allowed: "one queue",
        fix,
      });
    } else {
      yield warning(setting("values", ...key), {
        message: "changes the queue past messageQueue, which guards against a change by mistake",
        allowed: "the queue of messageQueue",
        fix,
      });
    }
  }
}

/** What messageQueue calls the one queue that the user's own values turn on, if it can run here. */
function chosenQueue(subject: ReleaseSubject): string | undefined {
  const { chartVersion, mode, values } = subject.release;
  const [key, ...others] = ownSwitches(subject).filter((path) => valueAt(values, path) !== false);
  if (!key || others.length > 0) return undefined;
  const name = key[0] === "standalone" ? valueAt(values, key) : key[0];
  // Those that are external need more than a name.
  return queuesOf(chartVersion, mode).find((queue) => switchOf(queue, chartVersion) === name);
}

/** Key of the chart's values that turns a queue on; its own name, where there is none. */
function switchOf(queue: Queue, chartVersion: string): string {
  return queueChart(queue, chartVersion) ?? queue;
}

/** Switches of the user's own that say something else than the settings do. */
function ownSwitches({ context, release }: ReleaseSubject): readonly (readonly string[])[] {
  const switches = [...queueSwitches(release.chartVersion), "externalPulsar", "externalKafka"];
  const keys = switches.map((key) => [key, "enabled"]);
  const ofMode = release.mode === "standalone" ? [["standalone", "messageQueue"]] : [];
  const settings = settingsValues(context, release);
  return [...keys, ...ofMode].filter(
    (key) => isOwn(release, key) && valueAt(release.values, key) !== valueAt(settings, key),
  );
}

function queuesThatAreOn({ release: { chartVersion }, values }: ReleaseSubject): readonly string[] {
  return queuesOn(chartVersion, (path) => valueAt(values, path));
}

/** Repositories and registries hold archives, too. */
export const checkPulsarInArchive: Check = function* (subject) {
  const { chart, chartVersion } = subject.release;
  const isFolder = chart.kind === "path" && !chart.path.endsWith(".tgz");
  if (isFolder || !mixesPulsarsInArchive(chartVersion)) return;
  if (!queuesThatAreOn(subject).some((key) => key === "pulsar" || key === "pulsarv3")) return;
  yield error(chart.kind === "path" ? setting("chart", "path") : setting("chartVersion"), {
    code: "chart",
    message: `the archive of chart ${chartVersion} keeps both of its Pulsar sub-charts in one folder, of which Helm makes no Pulsar, or an error`,
    allowed:
      "charts before 4.2.21 or after 4.2.27, another queue, or the chart's folder in the clone of zilliztech/milvus-helm at its tag; an unpacked archive has the same fault",
    fix: "take 4.2.33 or newer",
  });
};

/** Source: values.yaml of milvus-helm, 4.0.0 to 5.0.19. */
export const checkExternalKafka: Check = function* ({ release }) {
  const protocol = ["externalKafka", "securityProtocol"];
  if (release.messageQueue?.type !== "external-kafka" || isOwn(release, protocol)) return;
  yield warning(setting("messageQueue", "type"), {
    message:
      "leaves the protocol to the chart, whose default SASL_SSL asks your Kafka for TLS, a user and a password",
    allowed:
      "values.externalKafka.securityProtocol beside it: SASL_SSL, SSL, SASL_PLAINTEXT or PLAINTEXT",
    fix: "set values.externalKafka.securityProtocol to SASL_SSL",
  });
};

/** Woodpecker outside of Milvus' pods is given access keys, and its image is not pinned. */
export const checkWoodpecker: Check = function* ({ release }) {
  const key = ["streaming", "woodpecker", "embedded"];
  if (!isOwn(release, key)) return;
  yield warning(setting("values", ...key), {
    message:
      "woodpecker in pods of its own asks for access keys; that it takes a role is not proven",
    allowed: "true",
    fix: `remove ${key.join(".")}`,
  });
};
