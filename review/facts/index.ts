import type { Review } from "../review";
import { accessOf } from "./access";
import { consoleValues } from "./console";
import { deploymentSummary } from "./deployments";
import { deviationsOf } from "./deviations";
import { inventoryOf } from "./inventory";
import { externalIdsOf, maskedReview } from "./masked";
import { policiesIn } from "./policies";
import { bundleReport } from "./report";
import { elsewhereOf, rolesOf } from "./roles";
import { sourceOf, type Facts } from "./source";
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
  const elsewhere = elsewhereOf(source);
  const report = bundleReport(source);
  const review: Review = {
    version: facts.version,
    deployments: facts.deployments.map(deploymentSummary),
    stacks: inventoryOf(source),
    access,
    roles: rolesOf(source),
    elsewhere,
    trusts: trustsOf(source, access),
    policies,
    deviations: deviationsOf(source, { policies, elsewhere, report }),
    report,
    console: consoleValues(source),
  };
  return maskedReview(review, externalIdsOf(facts.deployments));
}
