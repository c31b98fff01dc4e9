import { basename } from "node:path";
import { sorted } from "../../text/unique";
import { SECTIONS, type Deployment } from "../../config/deployment";
import type { DeploymentSummary, Review } from "../review";
import { accessOf } from "./access";
import { consoleValues } from "./console";
import { deviationsOf } from "./deviations";
import { inventoryOf } from "./inventory";
import { externalIdsOf, maskedReview } from "./masked";
import { policiesIn } from "./policies";
import { bundleReport } from "./report";
import { rolesOf } from "./roles";
import { sourceOf, vendorSections, type Facts } from "./source";
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
