import { basename } from "node:path";
import { policyArn } from "../../aws/arn";
import { stackId, type Deployment, type Section } from "../../config/deployment";
import { EXTERNAL_ID_PAGES } from "../../config/console-pages";
import { CATALOGUE } from "../../policies/catalogue";
import { MASKED } from "../../text/mask";
import { parts, prose, span, table, type Part } from "../markdown/text";
import type { ConsoleValue } from "../review";
import consoleSteps from "./console-steps.json";
import { later } from "./later";
import type { SectionSubject } from "./section-subject";
import { code, say, sh } from "./sh";
import { verificationOfAccess } from "./verification";

/**
 * RUNBOOK.md of a section's stack: what to do before, deploy, verify, hand over, later, destroy, with the
 * deployment's own names. Nothing of it is run here, and nothing secret is in it.
 *
 * @param values outputs of the stack, with the page and field that takes each.
 * @throws Error for a deployment without the section.
 */
export function sectionRunbook(
  deployment: Deployment,
  section: Section,
  values: readonly ConsoleValue[],
): string {
  const facts = CATALOGUE[section].facts(deployment);
  if (!facts) throw new Error(`${deployment.name} has no section ${section}`);
  const id = stackId(deployment, section);
  const config = basename(deployment.file);
  const byoc = (command: string) => code`byoc ${command} --config ${config} ${id}`;
  const subject: SectionSubject = { deployment, section, facts, id, config, byoc };
  return parts(
    `# Runbook of ${prose(id)}`,
    say`Steps of ${config}, from before the first deploy to the end; the vendor's text is ${CATALOGUE[section].document}. Commands run in the folder of that file, with Terraform and with credentials of account ${deployment.accountId}; ${"byoc"} is the function that the project's README defines.`,
    named(subject),
    "## Before",
    before(subject),
    "## Deploying",
    deploying(subject),
    "## Verification",
    verification(subject),
    "## Handing over",
    handingOver(subject, values),
    "## Later",
    later(subject),
  );
}

/** Everything that the steps are about, by its own name. */
function named({ deployment, section, facts }: SectionSubject): string {
  const { roles, policies } = CATALOGUE[section];
  const { partition, accountId, region } = deployment;
  const made = roles.filter(({ isMade }) => isMade?.(deployment) !== false);
  const managed = [...policies, ...made.flatMap((role) => role.policies)].filter(
    ({ use }) => use === "managed",
  );
  const arns = managed.map(({ suffix }) =>
    policyArn(partition, accountId, facts.path, `${facts.prefix}${suffix}`),
  );
  const rows = [
    ["account", accountId],
    ["region", region],
    ...(deployment[section] && "bucket" in deployment[section] ? [["bucket", facts.bucket]] : []),
    ...made.map(({ words, settings }) => [words, settings(deployment)?.arn ?? ""]),
    ...[...new Set(arns)].map((arn) => ["policy", arn]),
  ];
  return table(
    ["what", "name"],
    rows.map(([what = "", name = ""]) => [what, span(name)]),
  );
}

function before({ deployment, section, byoc }: SectionSubject): Part {
  const own = deployment[section];
  const bucket = own && "bucket" in own ? own.bucket : undefined;
  return [
    section !== "milvus" &&
      `The external ID is shown by ${EXTERNAL_ID_PAGES[section === "integration" ? "integration" : "setup"]} (${section === "integration" ? "integrate-with-aws-s3, step 4" : "create-cross-account-role, step 1"}); the config must have it before the first deploy.`,
    bucket?.existing === true &&
      say`The bucket ${bucket.name} must be there already, in ${deployment.region}: nothing of it is made or changed.`,
    "This looks at the tools, the account, the rights and the quotas; each line that is not ok says what to do:",
    sh`${byoc("doctor")}`,
    "Where somebody has made some of it by hand, after the document, it is taken in and not made again. This shows how it differs from what is meant and what would change, and writes nothing in AWS:",
    sh`${byoc("adopt")}`,
  ];
}

function deploying({ deployment, section, byoc }: SectionSubject): Part {
  const own = deployment[section];
  const needs =
    deployment.bootstrap !== undefined &&
    own !== undefined &&
    "boundary" in own &&
    own.boundary === "bootstrap";
  return [
    needs &&
      say`The roles carry the boundary of ${stackId(deployment, "bootstrap")}: that stack comes first.`,
    "The plan is judged, and exactly that plan is applied; it asks before. A plan that deletes or replaces something says so first: then stop, and find out why.",
    sh`
      ${byoc("plan")} --check
      ${byoc("apply")}
    `,
  ];
}

function verification(subject: SectionSubject): Part {
  return [
    "This reads what AWS has and compares it by meaning with what the config means; it changes nothing:",
    sh`${subject.byoc("verify")}`,
    subject.section === "milvus" && verificationOfAccess(subject.deployment),
  ];
}

function handingOver({ section, byoc }: SectionSubject, values: readonly ConsoleValue[]): Part {
  return [
    section !== "milvus" && [
      "This prints the values in the order of the console, the external ID with them:",
      sh`${byoc("handoff")} --show-external-id`,
    ],
    table(
      ["field", "value"],
      values
        .toSorted((a, b) => placeOf(a.output, section) - placeOf(b.output, section))
        .map(({ field, value }) => [prose(field), shown(value)]),
    ),
    // What is left to do by hand where the values go; names of the console are in bold type.
    ...consoleSteps[section].map(({ from, steps }) => [
      `${prose(from)}:`,
      steps.map((step, index) => `${index + 1}. ${step}`).join("\n"),
    ]),
  ];
}

/** Outputs of a network, in the order of the console's fields. */
const NETWORK = ["vpc_id", "subnet_ids", "security_group_id", "endpoint_id"];

/** Bucket, roles and policies as the console asks for them, then the rest. */
function placeOf(output: string, section: Section): number {
  const { policies, roles } = CATALOGUE[section];
  if (output === "bucket_name") return 0;
  const fields = [...policies, ...roles].flatMap(({ id, console: field }) =>
    field ? [{ name: field.output ?? `${id}_arn`, place: field.place }] : [],
  );
  return fields.find(({ name }) => name === output)?.place ?? 100 + NETWORK.indexOf(output);
}

function shown(value: string | undefined): string {
  if (value === undefined) return "known after the deploy";
  return value.includes(MASKED) ? "not shown here" : span(value);
}
