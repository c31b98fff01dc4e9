import { plainText } from "../terraform/json";
import { cachedOf } from "../text/cache";
import type { Known, Resource } from "../terraform/model";
import type { Model, PolicyOf, RoleView } from "../terraform/model-view";
import { placeName, whereabouts, type Candidate } from "./pairs";
import { layerOf, keyOf, type Blind, type Layer } from "./layer";

type HolderKind = "role" | "user" | "group";

/** Somebody with policies of their own: a role, a user, a group. */
export interface Holder {
  readonly kind: HolderKind;
  readonly name: string;
  readonly label: string;
  readonly address: string;
  /** All of the holder's policies together. */
  readonly identity: Layer;
  /** ARNs of attached policies whose text is in no file. */
  readonly elsewhere: readonly string[];
  /** Roles that are in the files themselves. */
  readonly role?: {
    readonly trust: Layer;
    readonly boundary?: Boundary;
    readonly account?: string;
  };
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
  const { resource, name, arn, trust, identity, attachedElsewhere, attachedUnknown } = role;
  const { boundary } = role;
  const shown = name.known ? name.value : resource.address;
  const where = whereabouts(model, resource);
  const unread = attachedUnknown.map((one): Blind => ({
    address: one.resource.address,
    key: keyOf(one.resource.address, one.attribute),
    why: one.why,
    resource: one.resource,
  }));
  const own = layerOf(...identity);
  return {
    ...where,
    ...(arn.known && { exact: arn.value }),
    ...(name.known && { name: `role ${name.value}` }),
    view: {
      kind: "role",
      name: shown,
      label: labelOf("role", resource.address, shown),
      address: resource.address,
      identity: { ...own, blind: [...own.blind, ...unread] },
      elsewhere: attachedElsewhere,
      role: {
        trust: layerOf(trust),
        ...(boundary && { boundary: { ...boundary, resource } }),
        ...(where.account !== undefined && { account: where.account }),
      },
    },
  };
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

/** Attributes that name who gets a policy. */
const NAMES: Readonly<Record<string, readonly (readonly [attribute: string, kind: HolderKind])[]>> =
  {
    aws_iam_role_policy: [["role", "role"]],
    aws_iam_role_policy_attachment: [["role", "role"]],
    aws_iam_user_policy: [["user", "user"]],
    aws_iam_user_policy_attachment: [["user", "user"]],
    aws_iam_group_policy: [["group", "group"]],
    aws_iam_group_policy_attachment: [["group", "group"]],
    aws_iam_policy_attachment: [
      ["roles", "role"],
      ["users", "user"],
      ["groups", "group"],
    ],
  };

/** Users and groups, and roles that no file has: policies may be put on them all the same. */
function others(model: Model): Candidate<Holder>[] {
  const known = new Set(model.roles().flatMap(({ name }) => (name.known ? [name.value] : [])));
  const unlinked = new Set(model.unlinked().map(({ resource }) => resource));
  return Object.entries(NAMES).flatMap(([type, attributes]) =>
    model.ofType(type).flatMap((part) =>
      attributes.flatMap(([attribute, kind]) =>
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
  const attached = attachedBy(model, part);
  const where = whereabouts(model, part);
  return {
    ...where,
    // Of one name in one account; where that is unknown, in one stack.
    exact: `${kind} ${name} ${where.account ?? placeName(model.inputOf(part))}`,
    name: `${kind} ${name}`,
    view: {
      kind,
      name,
      label: `${kind} ${name}`,
      address: part.address,
      identity: { sources: [], blind: attached.blind, ...attached.layer },
      elsewhere: attached.elsewhere,
    },
  };
}

interface Attached {
  readonly layer?: Layer;
  readonly blind: readonly Blind[];
  readonly elsewhere: readonly string[];
}

function attachedBy(model: Model, part: Resource): Attached {
  if (!part.type.endsWith("_attachment")) {
    const own = model.policies().find(({ resource }) => resource === part);
    return { layer: layerOf(own), blind: [], elsewhere: [] };
  }
  const arn = part.resolve("policy_arn");
  const managed = model.policies().filter(({ use }) => use === "managed");
  const [reference = ""] = part.references["policy_arn"] ?? [];
  const found = managed.find(({ resource }) => {
    const own = resource.resolve("arn");
    if (arn.known) return own.known && own.value === arn.value;
    return resource.file === part.file && resource.address === reference;
  });
  if (found) return { layer: layerOf(found), blind: [], elsewhere: [] };
  if (arn.known) return { blind: [], elsewhere: [plainText(arn.value)] };
  const { address } = part;
  const blind = { address, key: keyOf(address, "policy_arn"), why: arn.why, resource: part };
  return { blind: [blind], elsewhere: [] };
}
