import { LONGEST_POLICY, MOST_ATTACHED } from "../aws/limits";
import { unknown } from "./known";
import type { PolicyOf } from "./model-view";

/**
 * The policies of a role. Where they are more than AWS takes on one role there will be no such role:
 * what they say together is not worked out.
 */
export function withinLimits(policies: readonly PolicyOf[]): readonly PolicyOf[] {
  const inline = policies.filter(({ use }) => use === "inline");
  const size = inline.reduce((sum, one) => sum + (one.size ?? 0), 0);
  const attached = policies.length - inline.length;
  const why =
    size > LONGEST_POLICY.inline
      ? `the inline policies of the role have ${size} characters without white space, AWS takes ${LONGEST_POLICY.inline}: more are not compared`
      : attached > MOST_ATTACHED
        ? `${attached} policies are attached to the role, AWS takes at most ${MOST_ATTACHED}: more are not compared`
        : undefined;
  if (why === undefined) return policies;
  return policies.map((policy) =>
    policy.document.known ? { ...policy, document: unknown(policy.attribute, why) } : policy,
  );
}
