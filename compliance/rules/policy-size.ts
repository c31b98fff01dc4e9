import { POLICY_SIZE, type PolicyKind } from "../../aws/limits";
import type { RuleResult } from "../finding";
import type { PolicyOf, RoleView } from "../../terraform/model-view";
import { hcl, type Rule } from "../rule";
import { fail, pass, undecided } from "../results";

/** From here on, one more action or a longer name may be too much. */
const NEARLY = 0.95;

export const rule: Rule = {
  id: "policy-size",
  title: "Policies are as short as AWS demands",
  why: "Terraform plans a policy that is too long, and AWS refuses it halfway through the apply.",
  fix: "shorten names, or split the policy; AWS raises the limit of trusts on request",
  snippet: hcl(`# two policies of their own, each within 6,144 characters
policy_arns = [aws_iam_policy.network.arn, aws_iam_policy.cluster.arn]`),
  severity: "error",
  severities: ["error", "info"],
  documents: ["create-cross-account-role, step 2"],
  *check({ model }) {
    for (const policy of model.policies()) {
      const { use, resource, attribute, document, size } = policy;
      if (use === "inline" || use === "other") continue;
      if (size !== undefined) yield result(size, use, { resource, attribute });
      else if (!document.known) yield undecided(resource, { attribute, why: document.why });
    }
    // IAM counts the inline policies of a role together.
    for (const role of model.roles()) yield* judgeInline(role);
  },
};

function* judgeInline({ resource, identity }: RoleView): Iterable<RuleResult> {
  const inline = identity.filter(({ use }) => use === "inline");
  if (inline.length === 0) return;
  const size = inline.reduce((sum, one) => sum + (one.size ?? 0), 0);
  const unread = inline.find((one) => one.size === undefined);
  if (unread && !unread.document.known && size <= POLICY_SIZE.inline) {
    const { attribute, document } = unread;
    yield undecided(unread.resource, { attribute, why: document.why }, { key: "inline" });
  } else {
    yield result(size, "inline", { resource, key: "inline" });
  }
}

const WORDS: Readonly<Record<PolicyKind, string>> = {
  managed: "the policy has",
  inline: "the inline policies of the role have",
  trust: "the trust has",
  bucket: "the bucket policy has",
  key: "the key policy has",
};

type Where = Pick<PolicyOf, "resource"> & { readonly attribute?: string; readonly key?: string };

function result(size: number, kind: PolicyKind, { resource, ...details }: Where): RuleResult {
  const limit = POLICY_SIZE[kind];
  const message = `${WORDS[kind]} ${size} characters without white space; AWS takes ${limit}`;
  if (size > limit) return fail(resource, message, details);
  if (size > limit * NEARLY) return fail(resource, message, { ...details, severity: "info" });
  return pass(resource, message, details);
}
