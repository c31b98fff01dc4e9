import type { Model, PolicyOf } from "../terraform/model-view";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides, SubjectChanges } from "./diff";
import { layerOf } from "./layer";
import type { Candidate } from "./pairs";
import { candidate, subjects, type Named } from "./subjects";
import { accessVoice } from "./voice";

interface Carrier extends Named {
  readonly policy: PolicyOf;
}

/** Policies of anything else: queues, topics, repositories, secrets, endpoints. */
export function otherPolicyChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, carriersOf, ({ label, account }, { before, after }) => {
    const layers = { before: layerOf(before?.policy), after: layerOf(after?.policy) };
    const changes = compareLayers(models, layers, {
      account,
      othersAllow: { before: before !== undefined, after: after !== undefined },
    });
    return layerChanges(changes, accessVoice(label), `what the policy of ${label} allows`);
  });
}

function carriersOf(model: Model): Candidate<Carrier>[] {
  const keys = new Set(model.keys().map(({ policy }) => policy));
  return model
    .policies()
    .filter((policy) => (policy.use === "other" || policy.use === "key") && !keys.has(policy))
    .map((policy) => {
      const { address } = policy.resource;
      const told = { kind: "resource" as const, name: address, label: address };
      return candidate(model, policy.resource, { ...told, policy });
    });
}
