import type { ReleaseSettings } from "../config/release";

/** Folder beside a stack's file that holds its chart. */
const CHART_FOLDER = "chart";

/** Where the copy of a chart lies, seen from the stack's folder. */
export function chartCopy({ chart, chartVersion }: ReleaseSettings): string {
  const isArchive = chart.kind === "path" && chart.path.endsWith(".tgz");
  return `${CHART_FOLDER}/milvus${isArchive ? `-${chartVersion}.tgz` : ""}`;
}

/** Arguments of `helm_release` that say where the chart comes from. */
export function chartArguments(release: ReleaseSettings) {
  const { chart, chartVersion: version } = release;
  if (chart.kind === "repository") {
    return { repository: chart.repository, chart: chart.chart, version };
  }
  if (chart.kind === "oci") {
    const at = chart.reference.lastIndexOf("/");
    const [repository, name] = [chart.reference.slice(0, at), chart.reference.slice(at + 1)];
    return { repository, chart: name, version };
  }
  // The chart is at hand, so its templates can be tried at every plan.
  return { chart: `./${chartCopy(release)}`, version, lint: true };
}
