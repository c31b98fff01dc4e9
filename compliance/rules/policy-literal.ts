import type { PolicyOf } from "../../terraform/model-view";
import { child } from "../../text/record";
import { hasUnknown, valueAt } from "../../terraform/known";
import { hcl, type Rule, type RuleContext } from "../rule";
import { pathOf } from "../blocks";
import { fail, pass } from "../results";

export const rule: Rule = {
  id: "policy-literal",
  title: "Policies are known in the plan",
  why: "A policy that is known after apply only is seen by no reviewer and by no check before.",
  fix: "build the policy from configured names, not from attributes that AWS computes",
  snippet: hcl(
    'Resource = ["arn:aws:s3:::zilliz-byoc-acme/*"] # not "${aws_s3_bucket.data.arn}/*"',
  ),
  severity: "warning",
  documents: [],
  *check({ model }) {
    for (const policy of model.policies()) {
      const { resource, attribute } = policy;
      // A state knows everything.
      if (model.inputOf(resource).kind === "state") continue;
      const why = unknownBecause(policy, model);
      yield why === undefined
        ? pass(resource, "the policy is known", { attribute })
        : fail(resource, `${attribute} is known after apply only: ${why}`, { attribute });
    }
  },
};

/** Why a plan does not know the policy, even where its text could be worked out here. */
function unknownBecause(policy: PolicyOf, model: RuleContext["model"]): string | undefined {
  const { resource, attribute, document } = policy;
  const [first = "", ...rest] = pathOf(attribute);
  const mask = [first, ...rest].reduce<unknown>(child, resource.unknown);
  const inPlan = model.inputOf(resource).kind === "plan";
  if (inPlan ? !hasUnknown(mask) : isKnown(policy)) return undefined;
  const from = resource.references[String(first)] ?? [];
  if (from.length > 0) return `it is made of ${from.join(", ")}`;
  return document.known ? "it is made of computed values" : document.why;
}

/** Known, be it readable or not. */
function isKnown({ resource, attribute, document }: PolicyOf): boolean {
  return document.known || valueAt(resource, pathOf(attribute)).known;
}
