import { push } from "../text/group";
import type { Resource } from "./model";
import type { Index, Root } from "./index-resources";
import type { Unlinked } from "./model-view";
import { instanceKey, modulePrefix, staticAddress } from "./references";

/** The other end of an attribute: resources of a type that one of their own attributes names. */
export interface LinkEnd {
  readonly type: string;
  /** `name`, `bucket`, `arn`: what the value is compared with. */
  readonly names: readonly string[];
}

/** What an attribute leads to. */
export interface Linked {
  readonly resources: readonly Resource[];
  /** The value where it is known, also when no input has the resource. */
  readonly value?: string;
  /** Why it cannot be told what it leads to. */
  readonly why?: string;
}

/**
 * Follows an attribute from one resource to another, by its value or, where that is unknown, by
 * its reference. The same root is believed first; then all others of the same account, and among
 * them those of the same kind: a synthesized file and a plan of one stack do not mix.
 */
export function follow(index: Index, from: Resource, attribute: string, end: LinkEnd): Linked {
  const found = from.resolve(attribute);
  const value = found.known ? found.value : undefined;
  if (found.known && (typeof value !== "string" || value === "")) return { resources: [] };
  if (typeof value === "string") return { resources: byValue(index, from, value, end), value };
  const resources = byReference(index.rootOf(from), from, attribute, end.type);
  if (resources.length > 0) return { resources };
  return { resources: [], why: found.known ? "it is not known" : found.why };
}

/** The same for each value of a list: `roles` of `aws_iam_policy_attachment`. */
export function followAll(index: Index, from: Resource, attribute: string, end: LinkEnd): Linked {
  const found = from.resolve(attribute);
  if (!found.known) {
    const referenced = from.references[attribute] ?? [];
    const root = index.rootOf(from);
    const resources = referenced.flatMap((address) => instances(root, from, address, end.type));
    // What is written beside the references is known where the length of the list is.
    const listed: unknown = from.values[attribute];
    const all =
      referenced.length > 0 && resources.length === referenced.length && Array.isArray(listed);
    return all ? { resources } : { resources, why: found.why };
  }
  const values: readonly unknown[] = Array.isArray(found.value) ? found.value : [];
  const texts = values.filter((value) => typeof value === "string");
  return { resources: texts.flatMap((value) => byValue(index, from, value, end)) };
}

/**
 * Resources that add to others, by what they add to, and those whose other end cannot be told.
 *
 * @param types of them, each with the attribute that names the other end.
 */
export function partsOf(
  index: Index,
  types: Readonly<Record<string, string>>,
  end: LinkEnd,
): { readonly parts: ReadonlyMap<Resource, readonly Resource[]>; readonly unlinked: Unlinked[] } {
  const parts = new Map<Resource, Resource[]>();
  const unlinked: Unlinked[] = [];
  for (const [type, attribute] of Object.entries(types)) {
    const linked = LISTS.includes(attribute) ? followAll : follow;
    for (const part of index.ofType(type)) {
      const { resources, why } = linked(index, part, attribute, end);
      for (const resource of resources) push(parts, resource, part);
      if (why !== undefined) unlinked.push({ resource: part, attribute, why });
    }
  }
  return { parts, unlinked };
}

/** Attributes that name several. */
const LISTS = ["roles"];

/** Resources of a value, in the same root or else in others. */
export function byValue(index: Index, from: Resource, value: string, end: LinkEnd): Resource[] {
  const root = index.rootOf(from);
  const named = (own?: Root) => {
    const { type, names } = end;
    return [...new Set(names.flatMap((attribute) => index.named(type, attribute, value, own)))];
  };
  const own = named(root);
  if (own.length > 0) return own;
  const others = named().filter((resource) => sameAccount(root, index.rootOf(resource)));
  const alike = others.filter((resource) => index.rootOf(resource).kind === root.kind);
  return alike.length > 0 ? alike : others;
}

function sameAccount({ place: one }: Root, { place: other }: Root): boolean {
  if (!one.account.known || !other.account.known) return true;
  return one.account.value === other.account.value;
}

/** The resource that an attribute refers to; none when it may be one of several. */
function byReference(root: Root, from: Resource, attribute: string, type: string): Resource[] {
  const addresses = from.references[attribute] ?? [];
  const found = [...new Set(addresses.flatMap((address) => instances(root, from, address, type)))];
  return found.length === 1 ? found : [];
}

/** Instances that a reference may mean: all, unless one has the index of the one that refers. */
function instances(root: Root, from: Resource, address: string, type: string): Resource[] {
  const all = (root.byAddress.get(staticAddress(address)) ?? []).filter(
    (resource) => resource.type === type && within(resource.address, address),
  );
  if (all.length < 2) return all;
  const key = instanceKey(from.address);
  const same = all.filter(
    (resource) =>
      instanceKey(resource.address) === key &&
      modulePrefix(resource.address) === modulePrefix(from.address),
  );
  return key !== "" && same.length === 1 ? same : all;
}

const SEGMENT = /[\w-]+(?:\[(?:\d+|"(?:[^"\\]|\\.)*")\])?/g;

/** Whether an address is the one referred to, or an instance of it. */
function within(address: string, reference: string): boolean {
  if (address === reference || !reference.includes("[")) return true;
  const written = reference.match(SEGMENT) ?? [];
  const own = address.match(SEGMENT) ?? [];
  return written.every((part, index) => own[index] === part || own[index]?.startsWith(`${part}[`));
}
