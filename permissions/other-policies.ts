import { own } from "../text/own";
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

/** What it is that a policy is of, by the type of the resource that carries the policy. */
const NOUNS: Readonly<Record<string, string>> = {
  aws_ecr_repository_policy: "repository",
  aws_efs_file_system_policy: "file system",
  aws_kms_key_policy: "encryption key",
  aws_secretsmanager_secret_policy: "secret",
  aws_sns_topic_policy: "topic",
  aws_sqs_queue_policy: "queue",
};

/** Policies of anything else: queues, topics, repositories, secrets, endpoints. */
export function otherPolicyChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, carriersOf, ({ label, account }, { before, after }) => {
    const layers = { before: layerOf(before?.policy), after: layerOf(after?.policy) };
    const changes = compareLayers(models, layers, {
      account,
      othersAllow: { before: before !== undefined, after: after !== undefined },
    });
    return layerChanges(changes, accessVoice(label), `others may use ${label}`);
  });
}

function carriersOf(model: Model): Candidate<Carrier>[] {
  const keys = new Set(model.keys().map(({ policy }) => policy));
  return model
    .policies()
    .filter((policy) => (policy.use === "other" || policy.use === "key") && !keys.has(policy))
    .map((policy) => {
      const { address } = policy.resource;
      const noun = own(NOUNS, policy.resource.type);
      const label = noun === undefined ? address : `the ${noun} of ${address}`;
      const told = { kind: "resource" as const, name: address, label };
      return candidate(model, policy.resource, { ...told, policy });
    });
}
