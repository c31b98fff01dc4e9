import { upgradeChanges, upgradeSteps } from "../../charts/upgrades";
import { milvusOf } from "../../charts/versions";
import { prose, span, table, type Part } from "../markdown/text";
import { exportAgain, planAndApply, say, sh } from "./sh";
import type { RunbookSubject } from "./subject";

/** The next step of the chart, and what it brings along. */
export function upgrade({ release, config, inNamespace, helm, ofRelease }: RunbookSubject): Part {
  const { chartVersion } = release;
  const steps = upgradeSteps(chartVersion);
  const milvus = milvusOf(chartVersion);
  const now = `${span(chartVersion)}${milvus === undefined ? "" : `, Milvus ${prose(milvus)}`}`;
  const [next] = steps;
  if (!next) return `The chart is ${now}; a newer one is not known here.`;
  const rows = steps.map((step, index) => {
    const from = index === 0 ? chartVersion : steps[index - 1]!.chartVersion;
    const changes = upgradeChanges(from, step.chartVersion).map(prose);
    return [span(step.chartVersion), prose(step.milvus), changes.join(" ")];
  });
  return [
    `The chart is ${now}. The next step is ${span(next.chartVersion)}, and none may be left out:`,
    table(["chart", "Milvus", "what else changes"], rows),
    say`Begin with every pod ready. Write ${`chartVersion: ${next.chartVersion}`} into ${config}, and in the folder of that file:`,
    sh`
      ${inNamespace} get pods
      ${helm} history ${release.name}
      ${exportAgain(config)}
    `,
    "Then, in the folder of the bundle; the plan must change the release in place, and nothing else:",
    sh`
      ${ofRelease} init
      ${planAndApply(ofRelease)}
    `,
    "Verify as after the first install, and load and query a collection, before the next step.",
  ];
}
