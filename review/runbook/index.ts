import { milvusOf } from "../../charts/versions";
import { stackId, type Deployment } from "../../config/deployment";
import { valueAt } from "../../text/record";
import { parts, prose, span, table } from "../markdown/text";
import { destroy } from "./destroy";
import { install, prerequisites } from "./install";
import { password } from "./password";
import { subjectOf, type RunbookSubject } from "./subject";
import { queue, upgrade } from "./upgrade";
import { verification } from "./verification";

/** In the order of docs/guides/milvus.md, which explains them. */
const STEPS: readonly (readonly [
  title: string,
  step: (subject: RunbookSubject) => readonly string[],
])[] = [
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
  if (!subject) throw new Error(`${deployment.name} has no release of Milvus`);
  return parts(
    `# Runbook of ${prose(stackId(deployment, "milvus-release"))}`,
    `Steps of ${span(subject.config)}. Commands run in the folder of the bundle, with AWS's command line, Terraform, kubectl and helm, and with credentials of the account; ${span("byoc")} is the function that the project's README defines.`,
    facts(subject),
    ...STEPS.flatMap(([title, step]) => [`## ${title}`, ...step(subject)]),
  );
}

function facts({
  deployment,
  milvus,
  release,
  access,
  values,
  ...subject
}: RunbookSubject): string {
  const { chart, chartVersion } = release;
  const source =
    chart.kind === "repository"
      ? chart.repository
      : chart.kind === "oci"
        ? chart.reference
        : chart.path;
  const rows: readonly (readonly [string, string | undefined])[] = [
    ["account", deployment.accountId],
    ["region", deployment.region],
    ["cluster", access.kind === "eks" ? access.clusterName : milvus.clusterName],
    ["namespace", milvus.serviceAccount.namespace],
    ["service account", milvus.serviceAccount.name],
    ["role", milvus.role.arn],
    ["policy", subject.policyArn],
    ["bucket", milvus.bucket.name],
    ["prefix in the bucket", textAt(values, ["externalS3", "rootPath"])],
    ["release", release.name],
    ["chart", chartVersion],
    ["chart from", source],
    ["Milvus", textAt(values, ["image", "all", "tag"]) ?? milvusOf(chartVersion)],
    ["message queue", subject.queue],
    ["service", `${subject.service}.${milvus.serviceAccount.namespace}.svc:${subject.port}`],
  ];
  return table(
    ["what", "name"],
    rows.flatMap(([what, value]) => (value === undefined ? [] : [[what, span(value)]])),
  );
}

function textAt(values: RunbookSubject["values"], path: readonly string[]): string | undefined {
  const value = valueAt(values, path);
  return typeof value === "string" && value !== "" ? value : undefined;
}
