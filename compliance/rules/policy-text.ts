import { pathOf } from "../../terraform/json";
import { POLICY_SIZE, type PolicyKind } from "../../aws/limits";
import { hasUnknown, valueAt } from "../../terraform/known";
import type { PolicyOf, RoleView } from "../../terraform/model-view";
import { child } from "../../text/record";
import { fail, pass, policies, type Results, ruleForEach } from "../results";
import { ruleOf, type RuleContext } from "../rule";

export const policyLiteral = ruleForEach("policy-literal", policies, function* (policy, { model }) {
  const { resource, attribute } = policy;
  // A state knows everything.
  if (model.inputOf(resource).kind === "state") return;
  const why = unknownBecause(policy, model);
  yield why === undefined
    ? pass(resource, "the policy is known", { attribute })
    : fail(resource, `${attribute} is known after apply only: ${why}`, { attribute });
});

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

/** From here on, one more action or a longer name may be too much. */
const NEARLY = 0.95;

export const policySize = ruleOf("policy-size", function* ({ model }) {
  for (const policy of model.policies()) {
    const { use, resource, attribute, size } = policy;
    if (use === "inline" || use === "other") continue;
    // Of a text that is not known, policy-json says so.
    if (size !== undefined) yield result(size, use, { resource, attribute });
  }
  // IAM counts the inline policies of a role together.
  for (const role of model.roles()) yield* judgeInline(role);
});

function* judgeInline({ resource, identity }: RoleView): Results {
  const inline = identity.filter(({ use }) => use === "inline");
  if (inline.length === 0) return;
  const size = inline.reduce((sum, one) => sum + (one.size ?? 0), 0);
  if (inline.every((one) => one.size !== undefined) || size > POLICY_SIZE.inline)
    yield result(size, "inline", { resource, key: "inline" });
}

const WORDS: Readonly<Record<PolicyKind, string>> = {
  managed: "the policy has",
  inline: "the inline policies of the role have",
  trust: "the trust has",
  bucket: "the bucket policy has",
  key: "the key policy has",
};

type Where = Pick<PolicyOf, "resource"> & { readonly attribute?: string; readonly key?: string };

function result(size: number, kind: PolicyKind, { resource, ...details }: Where) {
  const limit = POLICY_SIZE[kind];
  const message = `${WORDS[kind]} ${size} characters without white space; AWS takes ${limit}`;
  if (size > limit) return fail(resource, message, details);
  if (size > limit * NEARLY) return fail(resource, message, { ...details, severity: "info" });
  return pass(resource, message, details);
}
