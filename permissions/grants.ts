import { PolicyShapeError, type IamCondition } from "../iam/policy";
import { statementsOf } from "../iam/statement";
import { blocksIn } from "../terraform/json";
import type { Resource } from "../terraform/model";
import type { Model } from "../terraform/model-view";
import { isRecord } from "../text/record";
import { layerChanges } from "./changes";
import { compareLayers } from "./compare-layers";
import type { Sides, SubjectChanges } from "./diff";
import { blindAt, keyOf, NOTHING, together, type Layer } from "./layer";
import type { Candidate } from "./pairs";
import { candidate, subjects, type Named } from "./subjects";
import { textOf } from "../terraform/known";
import { accessVoice, type Voice } from "./voice";
import { writtenAs } from "./written";

interface Granted extends Named {
  readonly layer: Layer;
}

/** Who may use keys of KMS by grants, which nobody sees in the keys' policies. */
export function grantChanges(models: Sides<Model>): SubjectChanges[] {
  return subjects(
    models,
    grantsOf,
    ({ label, account }, { before, after }) => {
      const layers = { before: before?.layer ?? NOTHING, after: after?.layer ?? NOTHING };
      const changes = compareLayers(models, layers, { account });
      return layerChanges(changes, voiceOf(label), `others may use ${label}`);
    },
    merged,
  );
}

/** As of a key's policy, but that it is a grant that says so. */
function voiceOf(label: string): Voice {
  const voice = accessVoice(label);
  return { ...voice, who: (principal) => `by a grant, ${voice.who(principal)}` };
}

/** All grants of one key. */
function merged([first, ...others]: readonly Granted[]): Granted | undefined {
  return first && { ...first, layer: together([first, ...others].map(({ layer }) => layer)) };
}

function grantsOf(model: Model): Candidate<Granted>[] {
  return model.ofType("aws_kms_grant").map((resource) => {
    const name = keyName(model, resource);
    const shown = name ?? resource.address;
    const label = name === undefined ? `the encryption key of ${shown}` : `encryption key ${name}`;
    const granted = { kind: "resource" as const, name: shown, label, layer: layerOf(resource) };
    return candidate(model, resource, granted, { name: name && `key ${name}` });
  });
}

/** Alias of the key where the files have it, else what the grant calls it. */
function keyName(model: Model, grant: Resource): string | undefined {
  const [address] = grant.references["key_id"] ?? [];
  const value = textOf(grant, "key_id");
  const key = model.keys().find(({ resource, arn }) => {
    if (arn.known && arn.value === value) return true;
    return resource.file === grant.file && resource.address === address;
  });
  const [alias] = (key?.aliases ?? []).flatMap((one) => textOf(one, "name") ?? []).sort();
  return alias ?? value ?? key?.resource.address;
}

/** A grant as the policy that would say the same. */
function layerOf(grant: Resource): Layer {
  const { address } = grant;
  const [grantee, operations] = ["grantee_principal", "operations"].map((one) =>
    grant.resolve(one),
  );
  const blind = (attribute: string, why: string): Layer => ({
    sources: [],
    blind: [blindAt(grant, attribute, why, writtenAs(grant, ATTRIBUTES))],
  });
  if (!grantee!.known) return blind("grantee_principal", grantee!.why);
  if (!operations!.known) return blind("operations", operations!.why);
  const named = [operations!.value].flat().filter((one) => typeof one === "string");
  try {
    const statements = statementsOf({
      Version: "2012-10-17",
      Statement: {
        Sid: "grant",
        Effect: "Allow",
        Principal: { AWS: String(grantee!.value) },
        Action: named.map((operation) => `kms:${operation}`),
        Resource: "*",
        ...conditionOf(grant),
      },
    });
    return { sources: [{ address, key: keyOf(address, "operations"), statements }], blind: [] };
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    return blind("operations", error.message);
  }
}

const ATTRIBUTES = ["key_id", "grantee_principal", "operations", "constraints"];

/** The encryption context that a grant is bound to; a subset binds as much for whoever reads. */
function conditionOf({ values }: Resource): { readonly Condition?: IamCondition } {
  const pairs = blocksIn(values["constraints"])
    .flatMap((block) => [block["encryption_context_equals"], block["encryption_context_subset"]])
    .flatMap((context) => (isRecord(context) ? Object.entries(context) : []))
    .flatMap(([key, value]) => (typeof value === "string" ? [[key, value] as const] : []));
  if (pairs.length === 0) return {};
  const tests = pairs.map(([key, value]) => [`kms:EncryptionContext:${key}`, value]);
  return { Condition: { StringEquals: Object.fromEntries(tests) as Record<string, string> } };
}
