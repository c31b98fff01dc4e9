import type { Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { statementsOf } from "../iam/statement";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides, SubjectChanges } from "./diff";
import { keyOf, layerOf, NOTHING, type Layer } from "./layer";
import type { Candidate } from "./pairs";
import { candidate, subjects, type Named } from "./subjects";
import { textOf } from "../terraform/known";
import { accessVoice } from "./voice";

interface Key extends Named {
  readonly resource: Resource;
  readonly policy?: Layer | undefined;
}

/** Who may use keys of KMS, by their own policies. */
export function keyChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(models, keysOf, ({ label, account }, { before, after }) => {
    // Where one side has no policy, it is KMS's own; a key without any has nothing to tell.
    const isWritten = (before?.policy ?? after?.policy) !== undefined;
    const policyOf = (key: Key | undefined) =>
      key?.policy ?? (key && isWritten ? ownOfKms(key) : NOTHING);
    const layers = { before: policyOf(before), after: policyOf(after) };
    const changes = compareLayers(models, layers, { account });
    return layerChanges(changes, accessVoice(label), `others may use ${label}`);
  });
}

function keysOf(model: Model): Candidate<Key>[] {
  return model.keys().map(({ resource, arn, aliases, policy }) => {
    const [alias] = aliases.flatMap((one) => textOf(one, "name") ?? []).sort();
    const name = alias ?? resource.address;
    const told = { kind: "key" as const, name, label: `encryption key ${name}` };
    const key = { ...told, resource, policy: policy && layerOf(policy) };
    // An alias is known before the key is made, which its ARN is not.
    const exact = arn.known && alias === undefined ? arn.value : undefined;
    return candidate(model, resource, key, { exact, name: alias });
  });
}

/** The policy that KMS gives a key without one: the account decides. */
function ownOfKms({ address, account, resource }: Key): Layer {
  const key = keyOf(address, "policy");
  if (account === undefined) {
    const why = "it is KMS's own, for an account that no file tells";
    return { sources: [], blind: [{ address, key, why, resource }] };
  }
  const statements = statementsOf({
    Version: "2012-10-17",
    Statement: {
      Sid: "KMS's own",
      Effect: "Allow",
      Principal: { AWS: account },
      Action: "kms:*",
      Resource: "*",
    },
  });
  return { sources: [{ address, key, statements }], blind: [] };
}
