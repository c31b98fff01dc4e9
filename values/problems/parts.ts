import {
  coordinatorKeys,
  FOUR_COORDINATORS,
  hasMixCoordinator,
  hasStandby,
  replacesCoordinatorsGently,
} from "../../charts/features";
import { milvusOf } from "../../charts/versions";
import { COMPONENTS, type Component } from "../../config/release";
import { missingComponent } from "../components";
import { valueAt } from "../../text/record";
import { error, isOwn, setting, warning, type Check } from "./problem";

/** Parts that are sized but not there, and coordinators that cannot stand by for each other. */
export const checkParts: Check = function* ({ release }) {
  for (const component of COMPONENTS) {
    if (!release.components[component]) continue;
    const reason = missingComponent(component, release);
    if (reason === undefined) continue;
    yield error(setting("components", component), {
      message: `has no effect: ${reason}`,
      allowed: "parts that this chart runs in this mode",
      fix: `remove components.${component}`,
    });
  }
  if ((release.components.standalone?.replicas ?? 1) > 1) {
    yield error(setting("components", "standalone", "replicas"), {
      message: "a standalone Milvus is one pod",
      allowed: "1",
      fix: "remove components.standalone.replicas, or set mode to cluster and remove components.standalone",
    });
  }
};

/** Parts that the chart can give an autoscaler. */
const SCALED: readonly Component[] = ["proxy", "queryNode", "dataNode", "indexNode"];

/** An autoscaler whose number of pods each change of the release sets back. */
export const checkAutoscalers: Check = function* ({ values }) {
  for (const component of SCALED) {
    if (valueAt(values, [component, "hpa", "enabled"]) !== true) continue;
    // The chart's own default.
    const replicas = valueAt(values, [component, "replicas"]) ?? 1;
    if (typeof replicas !== "number" || replicas < 0) continue;
    yield warning(setting("values", component, "hpa", "enabled"), {
      message: `stands beside a fixed number: each change of the release brings ${component} back to ${replicas} ${replicas === 1 ? "pod" : "pods"}`,
      allowed: "replicas: -1, which leaves the number to the autoscaler",
      fix: `set values.${component}.replicas to -1`,
    });
  }
};

/** Coordinators in the user's own values that the chart leaves out, and says nothing of it. */
export const checkIgnoredCoordinators: Check = function* ({ release, values }) {
  const { chartVersion, mode } = release;
  if (mode === "standalone") return;
  const run = coordinatorKeys(chartVersion);
  for (const key of [...FOUR_COORDINATORS, "mixCoordinator"]) {
    if (run.includes(key) || !isOwn(release, [key])) continue;
    // Who switches it on has looked; who switches it off says what is so already.
    if (valueAt(values, [key, "enabled"]) !== undefined) continue;
    yield warning(setting("values", key), {
      message: `has no effect: chart ${chartVersion} does not run this coordinator unless it is enabled`,
      allowed: run.join(", "),
      fix: "set highAvailability and components.coordinator, which fit every version",
    });
  }
};

export const checkCoordinators: Check = function* ({ release }) {
  const { chartVersion, highAvailability, mode, preset, components } = release;
  const path = setting("highAvailability");
  if (mode === "standalone") {
    if (highAvailability) {
      yield error(path, {
        message: "a standalone Milvus has no coordinators of its own",
        allowed: "false in mode standalone",
        fix: "set mode to cluster",
      });
    }
    return;
  }
  const replicas = components.coordinator?.replicas ?? 1;
  if (highAvailability === undefined && replicas > 1 && hasMixCoordinator(chartVersion)) {
    yield error(setting("components", "coordinator", "replicas"), {
      message: "makes several coordinators, none of which stands by for another",
      allowed: "1, or more with highAvailability",
      fix: "set highAvailability to true",
    });
  }
  if (preset === "documented" && highAvailability === undefined) {
    if (!hasMixCoordinator(chartVersion)) return;
    const milvus = milvusOf(chartVersion);
    yield warning(setting("preset"), {
      message: `chart ${chartVersion}${milvus ? ` (Milvus ${milvus})` : ""} ignores the document's four coordinators and runs a single one, without its resources and without a standby`,
      allowed: "the document's values as they are up to chart 4.2.3",
      fix: "set highAvailability to true, and components.coordinator",
    });
  }
  if (!highAvailability || replacesCoordinatorsGently(chartVersion)) return;
  yield warning(path, {
    message: hasStandby(chartVersion)
      ? `chart ${chartVersion} stops all coordinators before it starts new ones, so each change of the release is a pause`
      : `chart ${chartVersion} runs one coordinator of each kind, whatever is set`,
    allowed: hasStandby(chartVersion) ? "chart 4.1.22 or newer" : "chart 4.0.4 or newer",
    fix: "take a newer chart",
  });
};
