import { MANAGED_BY_AWS } from "../../iam/ways/managed";
import type { NamedPolicy } from "../../iam/policy";
import type { Target, Walker } from "../../iam/ways";
import type { Resource } from "../../terraform/model";
import type { HolderView, Rights, RoleView } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import type { RuleContext } from "../rule";
import { effectiveOf, namedOf } from "../policies/effective";
import { ownAccount } from "../identify/roles";
import { knownTags } from "../tags";

/** Somebody of the input who may have ways to more rights. */
export interface Somebody {
  readonly kind: "role" | "user" | "group";
  readonly resource: Resource;
  readonly walker: Walker;
  /** Policies whose texts cannot be told. */
  readonly unread: readonly string[];
  readonly unseenBoundary?: string;
}

/** Account of an input that names none: the same for all of it. */
const UNNAMED_ACCOUNT = "000000000000";

/** Every role, user and group of the input. */
export const everybody: (context: RuleContext) => readonly Somebody[] = cachedOf((context) => [
  ...context.model.roles().map((view) => somebody(context, "role", view)),
  ...context.model.holders().map((view) => somebody(context, view.kind, view)),
]);

function somebody(
  context: RuleContext,
  kind: Somebody["kind"],
  view: Rights & Partial<Pick<HolderView, "groups">>,
): Somebody {
  const { model, parameters } = context;
  const { resource } = view;
  const all = [view, ...(view.groups ?? [])].map((one) => effectiveOf(context, one));
  const own = all[0]!;
  const managed = [view, ...(view.groups ?? [])].flatMap(({ attachedElsewhere }) =>
    attachedElsewhere.flatMap((arn) => managedText(arn) ?? []),
  );
  const place = model.placeOf(resource);
  const where = {
    partition: place.partition.known ? place.partition.value : "aws",
    account: ownAccount(context, resource) ?? UNNAMED_ACCOUNT,
    region: place.region.known ? place.region.value : (parameters.regions[0] ?? "us-east-1"),
  };
  const arn = arnOf(kind, view, where);
  const groups = (view.groups ?? []).map((group) => arnOf("group", group, where));
  const attached = view.identity
    .filter(({ use }) => use === "managed")
    .flatMap(({ resource: policy }) => literal(policy.resolve("arn")) ?? []);
  return {
    kind,
    resource,
    walker: {
      // A group makes no requests; its members do.
      arn: kind === "group" ? arn.replace(":group/", ":user/member-of-") : arn,
      where,
      policies: {
        ...own.policies,
        identity: [...all.flatMap(({ policies }) => policies.identity ?? []), ...managed],
      },
      own: [arn, ...groups, ...attached],
    },
    // What AWS maintains is read, or opens nothing.
    unread: [...new Set(all.flatMap(({ unread }) => unread))].filter((one) => !OF_AWS.test(one)),
    ...(own.unseenBoundary !== undefined && { unseenBoundary: own.unseenBoundary }),
  };
}

/** The ARN, or one made of the address where the name is not known. */
function arnOf(
  kind: Somebody["kind"],
  { arn, name, resource }: Rights,
  { partition, account }: Walker["where"],
): string {
  if (arn.known) return arn.value;
  const path = literal(resource.resolve("path")) ?? "/";
  const known = name.known ? name.value : resource.address;
  return `arn:${partition}:iam::${account}:${kind}${path}${known}`;
}

const OF_AWS = /^arn:[^:]+:iam::aws:policy\/(?:[^/]+\/)*([^/]+)$/;

/** A text of AWS's own, where it opens any way; the others open none. */
function managedText(arn: string): NamedPolicy | undefined {
  const name = OF_AWS.exec(arn)?.[1];
  const document = name === undefined ? undefined : MANAGED_BY_AWS[name];
  return document && { name: name!, document };
}

/** What a way may lead to: roles, users, groups, policies, and what runs with a role. */
export const targetsIn: (context: RuleContext) => readonly Target[] = cachedOf((context) => {
  const people = everybody(context);
  const byResource = new Map(people.map((one) => [one.resource, one]));
  const roles = new Map(
    context.model
      .roles()
      .map((view) => [view.resource, { view, who: byResource.get(view.resource)! }]),
  );
  return [
    ...[...roles.values()].map(({ view, who }) => roleTarget(context, view, who)),
    ...context.model.holders().map((view) => holderTarget(view, byResource.get(view.resource)!)),
    ...context.model.ofType("aws_iam_policy").flatMap((resource): Target[] => {
      const arn = literal(resource.resolve("arn"));
      return arn === undefined ? [] : [{ kind: "policy", arn, label: resource.address }];
    }),
  ];
});

function roleTarget(context: RuleContext, view: RoleView, who: Somebody): Target {
  const trust = namedOf(view.trust);
  return {
    ...holderTarget(view, who),
    kind: "role",
    ...(trust && { trust: { ...trust, name: `the trust of ${view.resource.address}` } }),
    as: who.walker,
    tags: knownTags(context.model, view.resource),
  };
}

function holderTarget({ boundary }: Rights, { kind, resource, walker, unread }: Somebody): Target {
  return {
    kind,
    arn: walker.own[0]!,
    label: resource.address,
    bounded: boundary !== undefined,
    ...(unread.length === 0 && { rights: walker.policies.identity ?? [] }),
  };
}

function literal(found: { readonly known: boolean; readonly value?: unknown }): string | undefined {
  return found.known && typeof found.value === "string" && found.value !== ""
    ? found.value
    : undefined;
}
