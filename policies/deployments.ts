import { POLICY_SIZE, type PolicyKind } from "../aws/limits";
import type { Deployment } from "../config";
import type { ConfigRule } from "../config/rules/rule";
import { bootstrapPolicies } from "./bootstrap";
import type { Policy } from "./document";
import { integrationPolicies } from "./integration";
import { milvusPolicies } from "./milvus";
import { projectPolicies } from "./project";
import { policySize } from "./render";

type PolicyGroups = Partial<Record<PolicyKind, Readonly<Record<string, Policy>>>>;

/** The policies of every section that a deployment has. */
export function policiesOf(deployment: Deployment) {
  const { bootstrap, project, integration, milvus } = deployment;
  return {
    ...(bootstrap && { bootstrap: bootstrapPolicies(deployment, bootstrap) }),
    ...(project && { project: projectPolicies(deployment, project) }),
    ...(integration && { integration: integrationPolicies(deployment, integration) }),
    ...(milvus && { milvus: milvusPolicies(deployment, milvus) }),
  };
}

/** Long paths and names make long policies; AWS would refuse them halfway through a deploy. */
export const checkPolicySizes: ConfigRule = ({ deployment, report }) => {
  if (report.isAnyWrong("name", "accountId", "region")) return;
  for (const [section, groups] of Object.entries(policiesOf(deployment))) {
    for (const [kind, policies] of Object.entries(groups as PolicyGroups)) {
      for (const [name, { document }] of Object.entries(policies)) {
        const limit = POLICY_SIZE[kind as PolicyKind];
        const size = policySize(document);
        if (size <= limit) continue;
        report.error([section, "path"], {
          code: "policy-size",
          message: `makes the ${kind} policy ${name} ${size} characters long, without white space`,
          allowed: `at most ${limit}`,
          fix: "use a shorter path and prefix",
        });
      }
    }
  }
};
