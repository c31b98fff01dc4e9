import { keyed, push } from "../text/group";
import type { Index } from "./index-resources";
import { boundaryOf, listedTexts, needed, notSet, POLICY, type PolicyLookup } from "./join-roles";
import { follow, followAll, type Linked, type LinkEnd } from "./link";
import type { Resource } from "./model";
import type { HolderView, PolicyOf, Unlinked } from "./model-view";

type Kind = HolderView["kind"];

const endOf = (kind: Kind): LinkEnd => ({ type: `aws_iam_${kind}`, names: ["name"] });

/** Users and groups with what is put on them; a user also has what its groups have. */
export function joinHolders(index: Index, lookup: PolicyLookup): readonly HolderView[] {
  const groups = holdersOf("group", index, lookup);
  const byResource = keyed(groups, "resource");
  const memberships = membershipsOf(index);
  const users = holdersOf("user", index, lookup).map((user) => ({
    ...user,
    groups: (memberships.get(user.resource) ?? []).flatMap((group) => byResource.get(group) ?? []),
  }));
  return [...users, ...groups];
}

function holdersOf(kind: Kind, index: Index, lookup: PolicyLookup): HolderView[] {
  const end = endOf(kind);
  const policies = new Map<Resource, Set<PolicyOf>>();
  const elsewhere = new Map<Resource, string[]>();
  const gaps = new Map<Resource, Unlinked[]>();
  const give = (holders: readonly Resource[], policy: PolicyOf) => {
    for (const holder of holders) {
      policies.set(holder, (policies.get(holder) ?? new Set<PolicyOf>()).add(policy));
    }
  };
  const attach = (holders: readonly Resource[], part: Resource, attribute: string) => {
    const linked =
      attribute === "policy_arn"
        ? follow(index, part, attribute, POLICY)
        : followAll(index, part, attribute, POLICY);
    for (const resource of linked.resources) {
      const policy = lookup(resource, "policy");
      if (policy) give(holders, policy);
    }
    const { value, why } = linked;
    for (const holder of holders) {
      if (linked.resources.length === 0 && value !== undefined) push(elsewhere, holder, value);
      if (why !== undefined) push(gaps, holder, { resource: part, attribute, why });
    }
  };
  for (const part of index.ofType(`aws_iam_${kind}_policy`)) {
    const { resources } = follow(index, part, kind, end);
    give(resources, lookup(part, "policy") ?? notSet(part, "policy", "inline"));
  }
  for (const part of index.ofType(`aws_iam_${kind}_policy_attachment`)) {
    attach(follow(index, part, kind, end).resources, part, "policy_arn");
  }
  for (const part of index.ofType("aws_iam_policy_attachment")) {
    attach(followAll(index, part, `${kind}s`, end).resources, part, "policy_arn");
  }
  for (const part of index.ofType(`aws_iam_${kind}_policy_attachments_exclusive`)) {
    const { resources } = follow(index, part, `${kind}_name`, end);
    attach(resources, part, "policy_arns");
    for (const arn of listedTexts(part, "policy_arns").filter(isOfAws)) {
      for (const holder of resources) push(elsewhere, holder, arn);
    }
  }
  return index.ofType(end.type).map((resource) => ({
    kind,
    resource,
    name: needed(resource, "name"),
    arn: needed(resource, "arn"),
    identity: [...(policies.get(resource) ?? [])],
    attachedElsewhere: [...new Set(elsewhere.get(resource) ?? [])],
    attachedUnknown: gaps.get(resource) ?? [],
    boundary: boundaryOf(index, lookup, resource),
    groups: [],
  }));
}

/** What no input holds: those of others are found by their ARNs. */
function isOfAws(arn: string): boolean {
  return arn.includes(":iam::aws:");
}

/** The groups of each user. */
function membershipsOf(index: Index): ReadonlyMap<Resource, readonly Resource[]> {
  const groupsOf = new Map<Resource, Resource[]>();
  const add = (users: Linked, groups: Linked) => {
    for (const one of users.resources) {
      for (const each of groups.resources) push(groupsOf, one, each);
    }
  };
  const [user, group] = [endOf("user"), endOf("group")];
  for (const part of index.ofType("aws_iam_user_group_membership")) {
    add(follow(index, part, "user", user), followAll(index, part, "groups", group));
  }
  for (const part of index.ofType("aws_iam_group_membership")) {
    add(followAll(index, part, "users", user), follow(index, part, "group", group));
  }
  return groupsOf;
}
