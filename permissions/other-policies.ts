import type { Model, PolicyOf } from "../terraform/model-view";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides } from "./sides";
import { layerOf, NOTHING } from "./layer";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { subject, type Subject } from "./subject";
import { accessVoice } from "./voice";

interface Carrier {
  readonly kind: "resource";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly account?: string;
  readonly policy: PolicyOf;
}

/** Policies of anything else: queues, topics, repositories, secrets, endpoints. */
export function otherPolicyChanges(models: Sides<Model>): Subject[] {
  const pairs = pairUp({ before: carriersOf(models.before), after: carriersOf(models.after) });
  return pairs.map(({ before: [before], after: [after] }) => {
    const shown = (after ?? before)!;
    const { label, account } = shown;
    const layers = {
      before: before ? layerOf(before.policy) : NOTHING,
      after: after ? layerOf(after.policy) : NOTHING,
    };
    const changes = compareLayers(models, layers, {
      account,
      othersAllow: { before: before !== undefined, after: after !== undefined },
    });
    return subject(
      shown,
      { before, after },
      layerChanges(changes, accessVoice(label), `what the policy of ${label} allows`),
    );
  });
}

function carriersOf(model: Model): Candidate<Carrier>[] {
  const keys = new Set(model.keys().map(({ policy }) => policy));
  return model
    .policies()
    .filter((policy) => (policy.use === "other" || policy.use === "key") && !keys.has(policy))
    .map((policy) => {
      const { resource } = policy;
      const where = whereabouts(model, resource);
      return {
        ...where,
        view: {
          kind: "resource",
          name: resource.address,
          label: resource.address,
          address: resource.address,
          ...(where.account !== undefined && { account: where.account }),
          policy,
        },
      };
    });
}
