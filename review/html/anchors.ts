import { idMaker } from "../../text/ids";
import type { PolicyReview, Review } from "../review";

/** Ids of the policy texts of a page. */
export interface Anchors {
  readonly policy: (policy: PolicyReview) => string;
  /**
   * Id of the text that an address carries in a stack or, where it stands in one other stack of the
   * same deployment only, there; undefined when there is none.
   */
  readonly ofAddress: (stack: string, address: string) => string | undefined;
}

export function anchorsOf({ policies, stacks }: Pick<Review, "policies" | "stacks">): Anchors {
  const idOf = idMaker();
  const ids = new Map<PolicyReview, string>();
  const addresses = new Map<string, string>();
  const elsewhere = new Map<string, string | undefined>();
  const deployments = new Map(stacks.map(({ id, deployment }) => [id, deployment]));
  for (const policy of policies) {
    const id = idOf(`policy ${policy.stack} ${policy.file.replace(/\.json$/, "")}`);
    ids.set(policy, id);
    const key = JSON.stringify([policy.stack, policy.address]);
    // A role carries its trust and its inline policies; the latter say what it may do.
    if (!addresses.has(key) || policy.use !== "trust") addresses.set(key, id);
    // A ceiling may stand in another stack of its deployment.
    const anywhere = JSON.stringify([deployments.get(policy.stack), policy.address]);
    elsewhere.set(anywhere, elsewhere.has(anywhere) ? undefined : id);
  }
  return {
    policy: (policy) => ids.get(policy)!,
    ofAddress: (stack, address) =>
      addresses.get(JSON.stringify([stack, address])) ??
      elsewhere.get(JSON.stringify([deployments.get(stack), address])),
  };
}
