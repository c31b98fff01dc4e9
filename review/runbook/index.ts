import { milvusOf } from "../../charts/versions";
import { stackId, type Deployment } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { parts, prose, span, table, type Part } from "../markdown/text";
import { destroy } from "./destroy";
import { install, prerequisites } from "./install";
import { password } from "./password";
import { queue } from "./queue";
import { say } from "./sh";
import { subjectOf, type RunbookSubject } from "./subject";
import { upgrade } from "./upgrade";
import { verification } from "./verification";

/** In the order of docs/guides/milvus.md, which explains them. */
const STEPS: readonly (readonly [title: string, step: (subject: RunbookSubject) => Part])[] = [
  ["Prerequisites", prerequisites],
  ["First install", install],
  ["Verification", verification],
  ["The password of root", password],
  ["Upgrading", upgrade],
  ["Changing the message queue", queue],
  ["Destroying", destroy],
];

/**
 * RUNBOOK.md of a release of Milvus: what to type, with the deployment's own names. Nothing of it is
 * run here, and nothing secret is in it.
 *
 * @param format part of the bundle whose root modules are run.
 * @throws Error for a deployment without a release.
 */
export function runbook(deployment: Deployment, format: "json" | "hcl" = "json"): string {
  const subject = subjectOf(deployment, format);
  return parts(
    `# Runbook of ${prose(stackId(deployment, "milvus-release"))}`,
    say`Steps of ${subject.config}. Commands run in the folder of the bundle, with AWS's command line, Terraform, kubectl, helm, curl and jq, and with credentials of the account; ${"byoc"} is the function that the project's README defines.`,
    facts(subject),
    STEPS.map(([title, step]) => [`## ${title}`, step(subject)]),
  );
}

/** Everything that the steps are about, by its own name. */
function facts(subject: RunbookSubject): string {
  const { deployment, milvus, release, access, values, namespace } = subject;
  const { chart, chartVersion } = release;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["account", deployment.accountId],
    ["region", deployment.region],
    ["cluster", access.kind === "eks" ? access.clusterName : milvus.clusterName],
    ["namespace", namespace],
    ["service account", milvus.serviceAccount.name],
    ["role", milvus.role.arn],
    ["policy", subject.policyArn],
    ["bucket", milvus.bucket.name],
    ["prefix in the bucket", textAt(values, ["externalS3", "rootPath"])],
    ["release", release.name],
    ["chart", chartVersion],
    ["chart from", sourceOf(chart)],
    ["Milvus", textAt(values, ["image", "all", "tag"]) ?? milvusOf(chartVersion)],
    ["message queue", subject.queue],
    ["service", `${subject.service}.${namespace}.svc:${subject.port}`],
  ];
  return table(
    ["what", "name"],
    rows.flatMap(([what, value]) => (value === undefined ? [] : [[what, span(value)]])),
  );
}

function sourceOf(chart: RunbookSubject["release"]["chart"]): string {
  if (chart.kind === "repository") return chart.repository;
  return chart.kind === "oci" ? chart.reference : chart.path;
}

function textAt(values: RunbookSubject["values"], path: readonly string[]): string | undefined {
  const value = valueAt(values, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}
