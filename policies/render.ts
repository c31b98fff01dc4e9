import { POLICY_SIZE, type PolicyKind } from "../aws/limits";
import type { Policy, PolicyDocument } from "./document";

/** A policy that may not be written: it holds a token or is too long for IAM. */
export class PolicyError extends Error {
  override readonly name = "PolicyError";
}

/** Characters that IAM counts: the JSON text without white space. */
export function policySize(document: PolicyDocument): number {
  return JSON.stringify(document).replace(/\s/g, "").length;
}

/**
 * The JSON text of a policy: indented by two, so that plans, diffs and HCL stay readable.
 *
 * A policy holds no Terraform expression and no CDKTF token: such a policy is unknown in the first
 * plan, and every check that reads plans would pass over it.
 *
 * @throws PolicyError when the text holds `${`, `%{` or a token, or exceeds the limit of its kind.
 */
export function renderPolicy(policy: Policy, kind: PolicyKind): string {
  const text = JSON.stringify(policy.document, null, 2);
  const token = /[$%]\{|TfToken\[|#\{Token|<unresolved-token>/.exec(text);
  if (token) {
    throw new PolicyError(
      `the ${kind} policy (${policy.source}) holds "${token[0]}" at offset ${token.index}; policies are literal, build them from configured names`,
    );
  }
  const limit = POLICY_SIZE[kind];
  // Counting takes longer than rendering; a text that fits as it is needs none.
  const size = text.length <= limit ? text.length : policySize(policy.document);
  if (size > limit) {
    throw new PolicyError(
      `the ${kind} policy (${policy.source}) has ${size} characters without white space; IAM accepts ${limit}`,
    );
  }
  return text;
}
