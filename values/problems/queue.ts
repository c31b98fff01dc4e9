import {
  missingQueue,
  pulsarChart,
  queuesOf,
  queueSwitches,
  recommendedQueue,
} from "../../charts/queues";
import { valueAt } from "../../text/record";
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
  for (const key of ownSwitches(subject)) {
    const isOn = valueAt(subject.values, key) === true;
    const fix = `set messageQueue.type and remove ${key.join(".")}`;
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

function switches(chartVersion: string): readonly string[] {
  return [...queueSwitches(chartVersion), "externalPulsar", "externalKafka"];
}

function ownSwitches({ release }: ReleaseSubject): readonly (readonly string[])[] {
  const keys = switches(release.chartVersion).map((key) => [key, "enabled"]);
  return [...keys, ["standalone", "messageQueue"]].filter((key) => isOwn(release, key));
}

function queuesThatAreOn({ release: { chartVersion }, values }: ReleaseSubject): readonly string[] {
  return switches(chartVersion).filter((key) => {
    const isOn = valueAt(values, [key, "enabled"]);
    return isOn === undefined ? key === pulsarChart(chartVersion) : isOn === true;
  });
}

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
