import { TELL_ACCOUNT } from "../identify/place";
import { cachedOf } from "../../text/cache";
import type { RuleResult } from "../finding";
import { CATALOGUE } from "../../policies/catalogue";
import type { ManagedRow } from "../../policies/catalogue-row";
import type { Rule, RuleContext } from "../rule";
import { setReferences } from "../conformance/reference";
import { bootstrapSets, type BootstrapSet } from "../identify/bootstrap-sets";
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
      for (const row of CATALOGUE.bootstrap.policies) yield* judge(context, set, row);
    }
  },
};

const managedPolicies = cachedOf((context: RuleContext) => {
  const written = context.model.policies().filter(({ attribute }) => attribute === "policy");
  return new Map(written.map((policy) => [policy.resource, policy]));
});

function* judge(context: RuleContext, set: BootstrapSet, row: ManagedRow): Iterable<RuleResult> {
  const resource = set.members.get(row.id);
  const policy = resource && managedPolicies(context).get(resource);
  if (!resource || !policy) return;
  const who = `the policy ${set.prefix}${row.suffix}`;
  if (!policy.document.known) {
    yield unreadable(policy, who);
    return;
  }
  const measured = nearest([policy], setReferences(context, set, row));
  if (measured) {
    yield* resultsOf(`whoever has ${who}`, policy, measured);
    return;
  }
  yield {
    verdict: "UNKNOWN",
    resource,
    attribute: "policy",
    message: `nothing tells the account, or the path and prefix, that ${who} must name`,
    fix: TELL_ACCOUNT,
  };
}
