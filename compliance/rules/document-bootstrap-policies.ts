import { cachedOf } from "../../text/cache";
import type { RuleResult } from "../finding";
import { bootstrapNames } from "../../policies/bootstrap/names";
import type { Rule, RuleContext } from "../rule";
import {
  BOOTSTRAP_KEYS,
  bootstrapSets,
  type BootstrapPolicyKey,
  type BootstrapSet,
} from "../identify/bootstrap-sets";
import { bootstrapReferences } from "../conformance/bootstrap-references";
import { nearest, resultsOf, unreadable } from "../conformance/results";

export const rule: Rule = {
  id: "document-bootstrap-policies",
  title: "The seven policies of byoc-prerequisites say what their names stand for",
  why: "Zilliz Cloud and its controllers act with them; Zilliz has published only descriptions, so four texts are derived and three are the controllers' own.",
  fix: "synthesize the policies with byoc synth, or use the vendor's text and waive the finding with its source",
  snippet: { language: "yaml", text: "bootstrap:\n  bootstrapRole: true # false after activation" },
  severity: "error",
  severities: ["error", "warning"],
  documents: ["byoc-prerequisites, IAM permissions"],
  *check(context) {
    for (const set of bootstrapSets(context)) {
      for (const key of BOOTSTRAP_KEYS) {
        if (key === "bootstrapRole" || key === "managementRole") continue;
        yield* judge(context, set, key);
      }
    }
  },
};

const managedPolicies = cachedOf((context: RuleContext) => {
  const written = context.model.policies().filter(({ attribute }) => attribute === "policy");
  return new Map(written.map((policy) => [policy.resource, policy]));
});

function* judge(
  context: RuleContext,
  set: BootstrapSet,
  key: BootstrapPolicyKey,
): Iterable<RuleResult> {
  const resource = set.members[key];
  const policy = resource && managedPolicies(context).get(resource);
  if (!resource || !policy) return;
  const who = `the policy ${bootstrapNames(set.prefix)[key]}`;
  if (!policy.document.known) {
    yield unreadable(policy, who);
    return;
  }
  const measured = nearest([policy], bootstrapReferences(context, set, key));
  if (measured) {
    yield* resultsOf(`whoever has ${who}`, policy, measured);
    return;
  }
  yield {
    verdict: "UNKNOWN",
    resource,
    attribute: "policy",
    message: `nothing tells the account, or the path and prefix, that ${who} must name`,
    fix: "check with the config, or set allowed_account_ids in the provider",
  };
}
