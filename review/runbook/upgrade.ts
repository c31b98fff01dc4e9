import { upgradeChanges, upgradeSteps } from "../../charts/upgrades";
import { milvusOf } from "../../charts/versions";
import { prose, span, table } from "../markdown/text";
import { sh } from "./sh";
import type { RunbookSubject } from "./subject";

/** The next step of the chart, and what it brings along. */
export function upgrade(subject: RunbookSubject): readonly string[] {
  const { release, config, inNamespace, helm, ofRelease } = subject;
  const { chartVersion } = release;
  const steps = upgradeSteps(chartVersion);
  const milvus = milvusOf(chartVersion);
  const now = `${span(chartVersion)}${milvus === undefined ? "" : `, Milvus ${prose(milvus)}`}`;
  const [next] = steps;
  if (!next) return [`The chart is ${now}; a newer one is not known here.`];
  const rows = steps.map((step, index) => {
    const from = index === 0 ? chartVersion : steps[index - 1]!.chartVersion;
    const changes = upgradeChanges(from, step.chartVersion).map(prose);
    return [span(step.chartVersion), prose(step.milvus), changes.join(" ")];
  });
  return [
    `The chart is ${now}. The next step is ${span(next.chartVersion)}, and none may be left out:`,
    table(["chart", "Milvus", "what else changes"], rows),
    `Begin with every pod ready. Write ${span(`chartVersion: ${next.chartVersion}`)} into ${span(config)}, and in the folder of that file:`,
    sh`
      ${inNamespace} get pods
      ${helm} history ${release.name}
      byoc validate --config ${config}
      byoc export --config ${config}
    `,
    "Then, in the folder of the bundle; the plan must change the release in place, and nothing else:",
    sh`
      ${ofRelease} init
      ${ofRelease} plan -out plan.bin
      ${ofRelease} apply plan.bin
    `,
    "Verify as after the first install, and load and query a collection, before the next step.",
  ];
}

/** What holds writes that are not in the bucket yet. */
export function queue(subject: RunbookSubject): readonly string[] {
  const { queue: own, release, config, inNamespace, ofRelease } = subject;
  const chosen = release.messageQueue ? "" : ", which is the chart's own choice";
  return [
    `Milvus writes to ${span(own)}${chosen}. A plan with another queue is refused: what is not flushed to the bucket would be lost. Milvus before 3.0 cannot move its log from one queue to another, so a second release under another prefix, filled anew, is the safer way.`,
    `If it must be: stop every client that writes, flush every collection, write the new queue into ${span(config)} with ${span("confirmChange: true")}, and in the folder of that file:`,
    sh`
      byoc validate --config ${config}
      byoc export --config ${config}
    `,
    "Then, in the folder of the bundle:",
    sh`
      ${ofRelease} plan -out plan.bin
      ${ofRelease} apply plan.bin
      ${inNamespace} get persistentvolumeclaims
    `,
    `Take ${span("confirmChange")} out again: it switches the guard off. Volumes of the old queue stay until somebody deletes their claims.`,
    ...(release.messageQueue?.confirmChange === true
      ? ["At this moment the config confirms a change, so no plan is refused."]
      : []),
  ];
}
