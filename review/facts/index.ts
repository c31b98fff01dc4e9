import { basename, posix, win32 } from "node:path";
import type { Report } from "../../compliance/finding";
import { sorted } from "../../text/unique";
import { SECTIONS, type Deployment } from "../../config/deployment";
import type { DeploymentSummary, Review } from "../review";
import { accessOf } from "./access";
import { consoleValues } from "./console";
import { deviationsOf } from "./deviations";
import { inventoryOf } from "./inventory";
import { externalIdsOf, maskedReview } from "./masked";
import { policiesIn } from "./policies";
import { rolesOf } from "./roles";
import { sourceOf, vendorSections, type Facts, type ReviewSource } from "./source";
import { trustsOf } from "./trusts";

export type { Facts } from "./source";

/**
 * Everything that a reviewer is told. The same facts make the same review, on any machine: it holds
 * no time and no folder.
 *
 * @throws Error when a policy cannot be read, or a stack is not among those given.
 */
export function reviewOf(facts: Facts): Review {
  const source = sourceOf(facts);
  const access = accessOf(source);
  const policies = policiesIn(source);
  const roles = rolesOf(source);
  const report = bundleReport(source);
  const review: Review = {
    version: facts.version,
    deployments: facts.deployments.map(deploymentSummary),
    stacks: inventoryOf(source),
    access,
    roles,
    trusts: trustsOf(source, access),
    policies,
    deviations: deviationsOf(source, { policies, roles, report }),
    report,
    console: consoleValues(source),
    reviewed: [],
  };
  return maskedReview(review, externalIdsOf(facts.deployments));
}

/** What a config says, without the folder that it lies in. */
function deploymentSummary(deployment: Deployment): DeploymentSummary {
  const { name, file, accountId, region, partition, edition, backend, tags } = deployment;
  const zilliz = sorted(vendorSections(deployment).map((section) => section.zillizAccountId));
  return {
    name,
    // Either kind of slash: the config may have been read on Windows.
    config: basename(file.replaceAll("\\", "/")),
    accountId,
    region,
    partition,
    edition,
    backend: backend.type,
    sections: SECTIONS.filter((section) => deployment[section] !== undefined),
    zillizAccountId: zilliz.join(", ") || undefined,
    tags,
  };
}

/**
 * The report with files as the bundle has them. Where a run put its files is of no interest to
 * others, and lines of a file that is written anew are wrong.
 */
function bundleReport({ model, report }: ReviewSource): Report {
  const names = new Map(
    model.inputs.flatMap(({ file, stack }) =>
      stack === undefined ? [] : [[file, `${stack}/json/cdk.tf.json`] as const],
    ),
  );
  return {
    ...report,
    inputs: report.inputs.map((input) => ({
      ...input,
      file: names.get(input.file) ?? withoutFolder(input.file),
    })),
    findings: report.findings.map(({ file = "", line, waiver, ...rest }) => ({
      ...rest,
      file: names.get(file) ?? (withoutFolder(file) || undefined),
      line: names.has(file) ? undefined : line,
      waiver: waiver && { ...waiver, source: withoutFolder(waiver.source) },
    })),
  };
}

/** Folders of a machine are nobody else's business; relative ones are the repository's. */
function withoutFolder(file: string): string {
  return posix.isAbsolute(file) || win32.isAbsolute(file) ? win32.basename(file) : file;
}
