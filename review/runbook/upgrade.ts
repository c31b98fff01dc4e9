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

/** What holds writes that are not in the bucket yet. */
export function queue(subject: RunbookSubject): Part {
  const { queue: own, release, config, inNamespace, ofRelease } = subject;
  const chosen = release.messageQueue ? "" : ", which is the chart's own choice";
  return [
    `${say`Milvus writes to ${own}`}${chosen}. A plan with another queue is refused: what is not flushed to the bucket would be lost. Milvus before 3.0 cannot move its log from one queue to another, so a second release under another prefix, filled anew, is the safer way.`,
    say`If it must be: stop every client that writes, flush every collection, write the new queue into ${config} with ${"confirmChange: true"}, and in the folder of that file:`,
    sh`${exportAgain(config)}`,
    "Then, in the folder of the bundle:",
    sh`
      ${planAndApply(ofRelease)}
      ${inNamespace} get persistentvolumeclaims
    `,
    say`Take ${"confirmChange"} out again: it switches the guard off. Volumes of the old queue stay until somebody deletes their claims.`,
    release.messageQueue?.confirmChange === true &&
      "At this moment the config confirms a change, so no plan is refused.",
  ];
}
