import type { Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { statementsOf } from "../iam/statement";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides } from "./sides";
import { keyOf, layerOf, NOTHING, type Layer } from "./layer";
import { pairUp, whereabouts, type Candidate } from "./pairs";
import { subject, type Subject } from "./subject";
import { accessVoice } from "./voice";

interface Key {
  readonly kind: "key";
  readonly name: string;
  readonly label: string;
  readonly address: string;
  readonly account?: string;
  readonly resource: Resource;
  readonly policy?: Layer;
}

/** Who may use keys of KMS, by their own policies. */
export function keyChanges(models: Sides<Model>): Subject[] {
  const pairs = pairUp({ before: keysOf(models.before), after: keysOf(models.after) });
  return pairs.map(({ before: [before], after: [after] }) => {
    const { label, account } = (after ?? before)!;
    // Where one side has no policy, it is KMS's own; a key without any has nothing to tell.
    const policyIn = (key: Key | undefined) =>
      key && (key.policy ?? ((before?.policy ?? after?.policy) ? ownOfKms(key) : NOTHING));
    const layers = { before: policyIn(before) ?? NOTHING, after: policyIn(after) ?? NOTHING };
    const changes = compareLayers(models, layers, { account });
    return subject(
      (after ?? before)!,
      { before, after },
      layerChanges(changes, accessVoice(label), `who may use ${label}`),
    );
  });
}

function keysOf(model: Model): Candidate<Key>[] {
  return model.keys().map(({ resource, arn, aliases, policy }) => {
    const names = aliases.flatMap((alias) => {
      const name = alias.resolve("name");
      return name.known && typeof name.value === "string" ? [name.value] : [];
    });
    const [alias] = names.sort();
    const where = whereabouts(model, resource);
    const { account } = where;
    const name = alias ?? resource.address;
    return {
      ...where,
      ...(arn.known && alias === undefined && { exact: arn.value }),
      // Known before the key is made, which its ARN is not.
      ...(alias !== undefined && { name: alias }),
      view: {
        kind: "key",
        name,
        label: `encryption key ${name}`,
        address: resource.address,
        ...(account !== undefined && { account }),
        resource,
        ...(policy && { policy: layerOf(policy) }),
      },
    };
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
