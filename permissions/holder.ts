import { plainText } from "../terraform/json";
import { own } from "../text/own";
import { cachedOf } from "../text/cache";
import type { Known, Resource } from "../terraform/model";
import type { Model, PolicyOf, RoleView } from "../terraform/model-view";
import { placeName, type Candidate } from "./pairs";
import { blindAt, layerOf, NOTHING, together, type Layer } from "./layer";
import { accountOf, candidate, type Named } from "./subjects";
import { textOf, valueOf } from "../terraform/known";
import attributes from "./holder-attributes.json";
import { writtenAs } from "./written";

type HolderKind = "role" | "user" | "group";

/** Somebody with policies of their own: a role, a user, a group. */
export interface Holder extends Named {
  /** All of the holder's policies together. */
  readonly identity: Layer;
  /** ARNs of attached policies whose text is in no file. */
  readonly elsewhere: readonly string[];
  /** Groups that a user is in. */
  readonly groups?: readonly Membership[];
  /** Roles that are in the files themselves. */
  readonly role?: {
    readonly trust: Layer;
    readonly boundary?: Boundary | undefined;
    readonly account?: string | undefined;
  };
}

export interface Membership {
  readonly group: string;
  /** Of the resource that says so. */
  readonly address: string;
}

export interface Boundary {
  readonly arn: Known<string>;
  readonly resource: Resource;
  readonly policy?: PolicyOf;
}

/** Everybody who has policies in a model. */
export const holdersOf = cachedOf((model: Model): readonly Candidate<Holder>[] => [
  ...model.roles().map((role) => ofRole(model, role)),
  ...others(model),
]);

function ofRole(model: Model, role: RoleView): Candidate<Holder> {
  const { resource, name, arn, trust, identity, attachedElsewhere, boundary } = role;
  const shown = valueOf(name) ?? resource.address;
  const unread = role.attachedUnknown.map((one) => blindAt(one.resource, one.attribute, one.why));
  const policies = layerOf(...identity);
  const holder = {
    kind: "role" as const,
    name: shown,
    label: labelOf("role", resource.address, shown),
    identity: { ...policies, blind: [...policies.blind, ...unread] },
    elsewhere: attachedElsewhere,
    role: {
      trust: layerOf(trust),
      boundary: boundary && { ...boundary, resource },
      account: accountOf(model, resource),
    },
  };
  return candidate(model, resource, holder, {
    exact: valueOf(arn),
    name: name.known ? `role ${name.value}` : undefined,
  });
}

/** `storage role acme-storage-role`, where the address tells what the role is for. */
export function labelOf(noun: string, address: string, name: string): string {
  const local =
    address
      .replace(/\[[^\]]*\]$/, "")
      .split(".")
      .at(-1) ?? "";
  const isTelling = local !== noun && local.endsWith(`_${noun}`) && name !== address;
  const words = local.replaceAll("_", " ").replace(/\beks\b/, "EKS");
  return `${isTelling ? words : noun} ${name}`;
}

/** Attributes that name who gets a policy, each with what they name, by type. */
const NAMES = attributes as Readonly<Record<string, Readonly<Record<string, HolderKind>>>>;

/** Users and groups, and roles that no file has: policies may be put on them all the same. */
function others(model: Model): Candidate<Holder>[] {
  const known = new Set(model.roles().flatMap(({ name }) => (name.known ? [name.value] : [])));
  const unlinked = new Set(model.unlinked().map(({ resource }) => resource));
  return Object.entries(NAMES).flatMap(([type, named]) =>
    model.ofType(type).flatMap((part) =>
      Object.entries(named).flatMap(([attribute, kind]) =>
        namesIn(part, attribute, kind !== "role" || unlinked.has(part))
          .filter((name) => kind !== "role" || !known.has(name))
          .map((name) => ofPart(model, part, kind, name)),
      ),
    ),
  );
}

/** Names, or where they are unknown the address of the part itself. */
function namesIn(part: Resource, attribute: string, openEnd: boolean): string[] {
  const value = part.resolve(attribute);
  if (value.known) return [value.value].flat().filter((one) => typeof one === "string");
  const [reference] = part.references[attribute] ?? [];
  return openEnd ? [reference ?? part.address] : [];
}

function ofPart(model: Model, part: Resource, kind: HolderKind, name: string): Candidate<Holder> {
  const { layer = NOTHING, elsewhere = [], groups } = givenBy(model, part);
  const label = `${kind} ${name}`;
  return candidate(
    model,
    part,
    { kind, name, label, identity: layer, elsewhere, groups },
    // Of one name in one account; where that is unknown, in one stack.
    {
      exact: `${label} ${accountOf(model, part) ?? placeName(model.inputOf(part))}`,
      name: label,
    },
  );
}

interface Attached {
  readonly layer?: Layer;
  readonly elsewhere?: readonly string[];
  readonly groups?: readonly Membership[];
}

/** Attributes of memberships that name groups. */
const GROUPS: Readonly<Record<string, string>> = {
  aws_iam_user_group_membership: "groups",
  aws_iam_group_membership: "group",
};

function givenBy(model: Model, part: Resource): Attached {
  const { address } = part;
  const named = own(GROUPS, part.type);
  if (named !== undefined) {
    const found = part.resolve(named);
    if (!found.known) return { layer: { sources: [], blind: [untold(part, named, found.why)] } };
    return { groups: namesIn(part, named, false).map((group) => ({ group, address })) };
  }
  if (part.type.endsWith("_exclusive")) {
    const { known, why } = listOf(part, "policy_arns");
    const each = known.map((arn) => textOrArn(model, part, arn));
    const blind = why === undefined ? [] : [untold(part, "policy_arns", why)];
    return {
      layer: together([...each.flatMap(({ layer }) => layer ?? []), { sources: [], blind }]),
      elsewhere: each.flatMap(({ elsewhere = [] }) => elsewhere),
    };
  }
  return attachedBy(model, part);
}

/** What of a list is known, and why the rest is not. */
function listOf(part: Resource, attribute: string) {
  const found = part.resolve(attribute);
  const listed: unknown = found.known ? found.value : part.values[attribute];
  const known = (Array.isArray(listed) ? listed : []).filter((one) => typeof one === "string");
  return { known, why: found.known ? undefined : found.why };
}

/** Something unknown that says the same as long as its expressions do. */
function untold(part: Resource, attribute: string, why: string) {
  return blindAt(part, attribute, why, writtenAs(part, [attribute]));
}

/** A managed policy by its ARN: its text where the files have it. */
function textOrArn(model: Model, { file }: Resource, arn: string): Attached {
  const found = model.policies().find(({ use, resource }) => {
    return use === "managed" && resource.file === file && textOf(resource, "arn") === arn;
  });
  return found ? { layer: layerOf(found) } : { elsewhere: [arn] };
}

function attachedBy(model: Model, part: Resource): Attached {
  if (!part.type.endsWith("_attachment")) {
    return { layer: layerOf(model.policies().find(({ resource }) => resource === part)) };
  }
  const arn = part.resolve("policy_arn");
  const [reference = ""] = part.references["policy_arn"] ?? [];
  const found = model.policies().find(({ use, resource }) => {
    if (use !== "managed") return false;
    const its = resource.resolve("arn");
    if (arn.known) return its.known && its.value === arn.value;
    return resource.file === part.file && resource.address === reference;
  });
  if (found) return { layer: layerOf(found) };
  if (arn.known) return { elsewhere: [plainText(arn.value)] };
  return { layer: { sources: [], blind: [blindAt(part, "policy_arn", arn.why)] } };
}
