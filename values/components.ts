import { coordinatorKeys, hasIndexNode, hasStreaming } from "../charts/features";
import { COMPONENTS, type Component, type ReleaseSettings } from "../config/release";
import { defined, type Values } from "./values";
import { isRecord, mapValues } from "../text/record";

/** Why a part of Milvus is not there; undefined when it is. */
export function missingComponent(
  component: Component,
  { mode, chartVersion }: Pick<ReleaseSettings, "mode" | "chartVersion">,
): string | undefined {
  if ((component === "standalone") !== (mode === "standalone")) {
    return `mode ${mode} has no part ${component}`;
  }
  if (component === "indexNode" && !hasIndexNode(chartVersion)) {
    return "charts from 5.0.0 on run no index nodes: data nodes build the indexes";
  }
  if (component === "streamingNode" && !hasStreaming(chartVersion)) {
    return "charts before 5.0.0 run no streaming nodes: they are part of Milvus 2.6";
  }
  return undefined;
}

/** Replicas and resources of the parts that a version runs, coordinators left out. */
export function componentValues(release: ReleaseSettings): Values {
  return Object.fromEntries(
    COMPONENTS.flatMap((component) => {
      const settings = release.components[component];
      if (!settings || component === "coordinator") return [];
      if (missingComponent(component, release) !== undefined) return [];
      const { replicas, resources } = settings;
      // The chart runs one standalone Milvus, whatever is set.
      const values = defined(component === "standalone" ? { resources } : { replicas, resources });
      return Object.keys(values).length > 0 ? [[component, values]] : [];
    }),
  );
}

/**
 * A preset's values without the resources that the settings give themselves: they replace the
 * preset's as a whole, so that no limit of it stays unseen.
 */
export function withoutReplacedResources(values: Values, release: ReleaseSettings): Values {
  const replaced = new Set<string>(
    COMPONENTS.filter((component) => release.components[component]?.resources).flatMap(
      (component) =>
        component === "coordinator" ? coordinatorKeys(release.chartVersion) : [component],
    ),
  );
  return mapValues(values, (value, key) =>
    replaced.has(key) && isRecord(value) ? defined({ ...value, resources: undefined }) : value,
  );
}
