import type { PlainRecord } from "../text/record";
import { LONGEST_POLICY, MOST_ATTACHED } from "../aws/limits";
import type { Input, InputKind, Known, Resource } from "./model";
import { push } from "../text/group";
import type { Index } from "./index-resources";
import { blocksIn, plainText } from "./json";
import { isGone, known, textAt, unknown } from "./known";
import { byValue, follow, followAll, partsOf, type LinkEnd, type Linked } from "./link";
import type { PolicyOf, PolicyUse, Rights, RoleView, Unlinked } from "./model-view";
import { readPolicy } from "./policy";

const ROLE: LinkEnd = { type: "aws_iam_role", names: ["name"] };
export const POLICY: LinkEnd = { type: "aws_iam_policy", names: ["arn"] };

/** Types that add to a role, with the attribute that names it. */
const PARTS: Readonly<Record<string, string>> = {
  aws_iam_role_policy: "role",
  aws_iam_role_policy_attachment: "role",
  aws_iam_policy_attachment: "roles",
  aws_iam_role_policies_exclusive: "role_name",
  aws_iam_role_policy_attachments_exclusive: "role_name",
};

/** Finds or makes the policy of a resource; the same one each time. */
export type PolicyLookup = (resource: Resource, attribute: string) => PolicyOf | undefined;

/** Roles with all that is put on them, and what is put on something that cannot be told. */
export function joinRoles(
  index: Index,
  lookup: PolicyLookup,
): { readonly roles: readonly RoleView[]; readonly unlinked: readonly Unlinked[] } {
  const { parts, unlinked } = partsOf(index, PARTS, ROLE);
  const taken = takenOff(index);
  const roles = index
    .ofType("aws_iam_role")
    .map((role) => new RoleJoin(index, lookup, role, parts.get(role) ?? [], taken).view());
  return { roles, unlinked };
}

/** Text of an attribute that a resource must have. */
export function needed(resource: Resource, attribute: string): Known<string> {
  const value = resource.resolve(attribute);
  if (!value.known) return value;
  return typeof value.value === "string" && value.value !== ""
    ? known(value.value)
    : unknown(attribute, "the file does not tell it");
}

/** The texts of a list, where others of it may be unknown. */
export function listedTexts(resource: Resource, attribute: string): readonly string[] {
  const found = resource.resolve(attribute);
  const listed: unknown = found.known ? found.value : resource.values[attribute];
  const all: readonly unknown[] = Array.isArray(listed) ? listed : [];
  return all.filter((item) => typeof item === "string");
}

/** Gathers the policies of one role. */
class RoleJoin {
  private readonly identity = new Set<PolicyOf>();
  private readonly elsewhere = new Set<string>();
  private readonly attachedUnknown: Unlinked[] = [];

  constructor(
    private readonly index: Index,
    private readonly lookup: PolicyLookup,
    private readonly role: Resource,
    private readonly parts: readonly Resource[],
    private readonly taken: ReadonlyMap<string, readonly PlainRecord[]>,
  ) {}

  view(): RoleView {
    const { role } = this;
    for (const part of this.parts) this.addPart(part);
    for (const policy of inlinePolicies(role, this.declaredNames(), this.index.inputOf(role).kind))
      this.identity.add(policy);
    this.addManagedArns();
    const path = textAt(role, ["path"]);
    return {
      resource: role,
      name: needed(role, "name"),
      path: path?.known ? path.value : "/",
      arn: needed(role, "arn"),
      trust: this.lookup(role, "assume_role_policy") ?? notSet(role, "assume_role_policy", "trust"),
      identity: withinLimits([...this.identity]),
      attachedElsewhere: [...this.elsewhere],
      attachedUnknown: this.attachedUnknown,
      boundary: boundaryOf(this.index, this.lookup, role),
      exclusive: this.parts.filter(({ type }) => type.endsWith("_exclusive")),
    };
  }

  private addPart(part: Resource): void {
    if (part.type === "aws_iam_role_policy") {
      this.identity.add(this.lookup(part, "policy") ?? notSet(part, "policy", "inline"));
    } else if (part.type === "aws_iam_role_policy_attachments_exclusive") {
      this.attachList(part, "policy_arns");
    } else if (part.type !== "aws_iam_role_policies_exclusive") {
      this.attach(part, "policy_arn", follow(this.index, part, "policy_arn", POLICY));
    }
  }

  private attach(part: Resource, attribute: string, { resources, value, why }: Linked): void {
    for (const resource of resources) {
      const policy = this.lookup(resource, "policy");
      if (policy) this.identity.add(policy);
      else this.attachedUnknown.push({ resource, attribute: "policy", why: "it is not set" });
    }
    if (resources.length === 0 && value !== undefined) this.elsewhere.add(value);
    if (why !== undefined) this.attachedUnknown.push({ resource: part, attribute, why });
  }

  /** A list of ARNs: those that it tells, and by its references those that it does not. */
  private attachList(part: Resource, attribute: string, gone = new Set<string>()): void {
    const found = part.resolve(attribute);
    const listed = found.known ? found.value : part.values[attribute];
    const places: readonly unknown[] = Array.isArray(listed) ? listed : [];
    for (const arn of places) {
      if (typeof arn !== "string" || gone.has(arn)) continue;
      this.attach(part, attribute, {
        resources: byValue(this.index, part, arn, POLICY),
        value: arn,
      });
    }
    if (found.known) return;
    const { resources, why } = followAll(this.index, part, attribute, POLICY);
    // References leave literal ARNs out: only a list with a place for each shows that all are there.
    const untold = places.filter((arn) => typeof arn !== "string").length;
    const isWhole = untold > 0 && resources.length >= untold;
    const gap = why ?? (isWhole ? undefined : found.why);
    this.attach(part, attribute, { resources, why: gap });
  }

  /** What the account says is attached, or the deprecated argument does. */
  private addManagedArns(): void {
    const { role } = this;
    const attribute = "managed_policy_arns";
    if (!role.resolve(attribute).known && role.references[attribute] === undefined) return;
    this.attachList(role, attribute, this.goneArns());
  }

  /** Names of inline policies that resources declare, or declared until this plan. */
  private declaredNames(): Set<unknown> {
    const own = this.parts.filter(({ type }) => type === "aws_iam_role_policy");
    return new Set([
      ...own.map((part) => part.values["name"]),
      ...this.gone("aws_iam_role_policy").map((before) => before["name"]),
    ]);
  }

  private goneArns(): Set<string> {
    const gone = this.gone("aws_iam_role_policy_attachment");
    return new Set(gone.map((before) => plainText(before["policy_arn"])));
  }

  /** What a plan takes off this role: the role's own attributes still list it. */
  private gone(type: string): readonly PlainRecord[] {
    const { name } = this.role.values;
    return this.taken.get(goneKey(this.index.inputOf(this.role), type, name)) ?? [];
  }
}

/** The boundary of a role or a user. */
export function boundaryOf(
  index: Index,
  lookup: PolicyLookup,
  resource: Resource,
): Rights["boundary"] {
  const attribute = "permissions_boundary";
  const arn = resource.resolve(attribute);
  if (arn.known && (arn.value === undefined || arn.value === "")) return undefined;
  const [found] = follow(index, resource, attribute, POLICY).resources;
  return { arn: needed(resource, attribute), policy: found && lookup(found, "policy") };
}

/** What plans take off roles, by plan, type and name of the role. */
function takenOff(index: Index): ReadonlyMap<string, readonly PlainRecord[]> {
  const taken = new Map<string, PlainRecord[]>();
  for (const input of index.roots.flatMap(({ inputs }) => inputs)) {
    for (const resource of input.resources) {
      const before = resource.change?.before;
      if (!before || !Object.hasOwn(PARTS, resource.type) || !isGone(resource)) continue;
      push(taken, goneKey(input, resource.type, before["role"]), before);
    }
  }
  return taken;
}

function goneKey({ file }: Input, type: string, role: unknown): string {
  return [file, type, plainText(role)].join("\0");
}

/**
 * Inline policies that the role itself lists. A plan and a state list those of resources of their
 * own as well, and those that somebody has put there by hand.
 */
function inlinePolicies(
  role: Resource,
  declared: ReadonlySet<unknown>,
  kind: InputKind,
): PolicyOf[] {
  const attribute = "inline_policy";
  const listed = role.resolve(attribute);
  const configured = role.references[attribute] !== undefined;
  const use = "inline";
  if (!listed.known)
    return configured ? [{ resource: role, attribute, use, document: listed }] : [];
  return blocksIn(listed.value).flatMap((block, at): PolicyOf[] => {
    const { name, policy } = block;
    if (declared.has(name) || policy === undefined || policy === null || policy === "") return [];
    const path = `${attribute}[${at}].policy`;
    const read = readPolicy(path, policy, use);
    // A state holds no configuration.
    const told = kind !== "state";
    return [
      { resource: role, attribute: path, use, ...read, declared: told ? configured : undefined },
    ];
  });
}

export function notSet(resource: Resource, attribute: string, use: PolicyUse): PolicyOf {
  return { resource, attribute, use, document: unknown(attribute, "it is not set") };
}

/**
 * The policies of a role. Where they are more than AWS takes on one role there will be no such role:
 * what they say together is not worked out.
 */
function withinLimits(policies: readonly PolicyOf[]): readonly PolicyOf[] {
  const inline = policies.filter(({ use }) => use === "inline");
  const size = inline.reduce((sum, one) => sum + (one.size ?? 0), 0);
  const attached = policies.length - inline.length;
  const why =
    size > LONGEST_POLICY.inline
      ? `the inline policies of the role have ${size} characters without white space, AWS takes ${LONGEST_POLICY.inline}: more are not compared`
      : attached > MOST_ATTACHED
        ? `${attached} policies are attached to the role, AWS takes at most ${MOST_ATTACHED}: more are not compared`
        : undefined;
  if (why === undefined) return policies;
  return policies.map((policy) =>
    policy.document.known ? { ...policy, document: unknown(policy.attribute, why) } : policy,
  );
}
