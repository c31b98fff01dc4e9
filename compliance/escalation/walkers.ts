import type { NamedPolicy } from "../../iam/policy";
import type { Target, TargetRights, Walker } from "../../iam/ways";
import { MANAGED_BY_AWS } from "../../iam/ways/table";
import { UNNAMED_ACCOUNT } from "../../terraform/computed";
import type { Resource } from "../../terraform/model";
import type { HolderView, PolicyOf, Rights, RoleView } from "../../terraform/model-view";
import { cachedOf } from "../../text/cache";
import { unique } from "../../text/unique";
import { keyed } from "../../text/group";
import { arnOf } from "../../iam/ways/kinds";
import { bucketOf } from "../buckets/of-role";
import { ANY_REGION, askedPlace, partitionAt } from "../identify/place";
import { identifiedRoles, ownAccount, type IdentifiedRole } from "../identify/roles";
import { effectiveOf, isOfAws, namedOf } from "../policies/effective";
import type { RuleContext } from "../rule";
import { knownTags } from "../tags";

/** Somebody of the input who may have ways to more rights. */
export interface Somebody {
  readonly kind: "role" | "user" | "group";
  readonly resource: Resource;
  /** Whose role it is, where it is one of a document. */
  readonly documented?: IdentifiedRole;
  readonly walker: Walker;
  /** Policies without which its ways cannot be tried: those of AWS are read, or open nothing. */
  readonly unread: readonly string[];
  /** Those of them of which no other rule tells. */
  readonly untold: readonly string[];
  readonly unseenBoundary?: string;
}

/** Every role, user and group of the input. */
export const everybody: (context: RuleContext) => readonly Somebody[] = cachedOf((context) => {
  const documented = new Map(identifiedRoles(context).map((role) => [role.view.resource, role]));
  return [
    ...context.model
      .roles()
      .map((view) => somebody(context, "role", view, documented.get(view.resource))),
    ...context.model.holders().map((view) => somebody(context, view.kind, view)),
  ];
});

/** Where something of the input is, as ARNs say it. */
function whereaboutsOf(
  context: RuleContext,
  resource: Resource,
  documented?: IdentifiedRole,
): Walker["where"] {
  if (documented) return askedPlace(context, documented);
  const { region } = context.model.placeOf(resource);
  return {
    partition: partitionAt(context, resource),
    account: ownAccount(context, resource) ?? UNNAMED_ACCOUNT,
    region: region.known ? region.value : (context.parameters.regions[0] ?? ANY_REGION),
  };
}

function somebody(
  context: RuleContext,
  kind: Somebody["kind"],
  view: Rights & Partial<Pick<HolderView, "groups">>,
  documented?: IdentifiedRole,
): Somebody {
  const { resource } = view;
  const { groups = [] } = view;
  const all = [view, ...groups].map((one) => effectiveOf(context, one));
  const own = all[0]!;
  const identity = all.flatMap(({ policies }) => policies.identity ?? []);
  const unread = unique(all.flatMap((one) => one.unread));
  const where = whereaboutsOf(context, resource, documented);
  const arn = arnOfHolder(kind, view, where);
  const attached = view.identity
    .filter(({ use }) => use === "managed")
    .flatMap(({ resource: policy }) => literal(policy.resolve("arn")) ?? []);
  return {
    kind,
    resource,
    documented,
    walker: {
      // A group makes no requests; its members do.
      arn: kind === "group" ? arn.replace(":group/", ":user/member-of-") : arn,
      where,
      policies: {
        ...own.policies,
        identity: [
          ...identity,
          ...[view, ...groups].flatMap((one) =>
            one.identity.flatMap((policy) => partOf(policy, where) ?? []),
          ),
          ...unread.flatMap((one) => managedText(one) ?? []),
        ],
      },
      own: [
        arn,
        ...groups.map((group) => arnOfHolder("group", group, where)),
        ...attached,
        ...(documented ? ownObjects(context, documented) : []),
      ],
      unread: unread.filter((one) => !managedText(one) && !ROUTINE.test(one)),
    },
    unread: unread.filter((one) => !isOfAws(one)),
    untold: unique(all.flatMap(({ untold }) => untold)).filter((one) => !isOfAws(one)),
    unseenBoundary: own.unseenBoundary,
  };
}

/** Roles that are there to read the objects of their bucket. */
const USES_BUCKET: readonly IdentifiedRole["kind"][] = ["storage", "integration", "milvus"];

function ownObjects(context: RuleContext, role: IdentifiedRole): readonly string[] {
  const { partition } = askedPlace(context, role);
  return USES_BUCKET.includes(role.kind)
    ? [`arn:${partition}:s3:::${bucketOf(context, role)}/*`]
    : [];
}

/** The ARN, or one made of the address where the name is not known. */
function arnOfHolder(
  kind: Somebody["kind"],
  { arn, name, resource }: Rights,
  where: Walker["where"],
): string {
  if (arn.known) return arn.value;
  const path = literal(resource.resolve("path")) ?? "/";
  return arnOf(kind, where, `${path}${name.known ? name.value : resource.address}`.slice(1));
}

/** AWS's policies that only let a workload run: to come to them is no gain. */
const ROUTINE =
  /:aws:policy\/(?:service-role\/)?(?:AWSLambda(?:Basic|VPCAccess)ExecutionRole|AWSXRayDaemonWriteAccess|CloudWatchAgentServerPolicy|AmazonSSMManagedInstanceCore|AmazonECSTaskExecutionRolePolicy|AmazonEC2ContainerRegistry(?:ReadOnly|PullOnly)|AmazonEKS(?:WorkerNodePolicy|_CNI_Policy|ClusterPolicy))$/;

/** A text of AWS's own, where it opens any way; the others open none. */
function managedText(arn: string): NamedPolicy | undefined {
  const name = isOfAws(arn) ? arn.slice(arn.lastIndexOf("/") + 1) : "";
  const document = MANAGED_BY_AWS[name];
  return document && { name, document };
}

/**
 * What a policy says anyway that is known after apply only; a text that also denies something is not
 * taken by halves. An account that nothing tells is the one of whoever has the policy.
 */
function partOf({ resource, partial }: PolicyOf, { account }: Walker["where"]) {
  if (!partial || partial.Statement.some(({ Effect }) => Effect !== "Allow")) return undefined;
  const document =
    account === UNNAMED_ACCOUNT
      ? partial
      : (JSON.parse(
          JSON.stringify(partial).replaceAll(UNNAMED_ACCOUNT, account),
        ) as typeof partial);
  return { name: `${resource.address}, as far as it is known`, document };
}

/** What a way may lead to: roles, users, groups, policies, buckets, and what runs with a role. */
export const targetsIn = cachedOf((context: RuleContext): readonly InputTarget[] => {
  const { model } = context;
  const byResource = keyed(everybody(context), "resource");
  const whoIs = (resource: Resource) => byResource.get(resource)!;
  return [
    ...model.roles().map((view) => roleTarget(context, view, whoIs(view.resource))),
    ...model.holders().map((view) => holderTarget(view, whoIs(view.resource))),
    ...model.ofType("aws_iam_policy").flatMap((resource): InputTarget[] => {
      const arn = literal(resource.resolve("arn"));
      return arn === undefined ? [] : [{ kind: "policy", arn, label: resource.address, resource }];
    }),
    ...model.buckets().flatMap(({ name, resource }): InputTarget[] => {
      if (!name.known) return [];
      const where = whereaboutsOf(context, resource);
      const label = `bucket ${name.value}`;
      return [
        { kind: "bucket object", arn: arnOf("bucket object", where, name.value), label, resource },
      ];
    }),
    ...model.workloads().map(({ resource, kind, name, role }) => ({
      kind,
      arn:
        literal(resource.resolve("arn")) ??
        arnOf(kind, whereaboutsOf(context, resource), name ?? resource.address),
      label: resource.address,
      resource,
      tags: knownTags(model, resource),
      ...(role && byResource.has(role) && { rights: rightsOf(whoIs(role)) }),
    })),
  ];
});

/** A target, and what it is in the input. */
export type InputTarget = Target & { readonly resource: Resource };

function roleTarget(context: RuleContext, view: RoleView, who: Somebody): InputTarget {
  const trust = namedOf(view.trust);
  const part = trust ? undefined : partOf(view.trust, who.walker.where);
  const known = trust ?? part;
  return {
    ...holderTarget(view, who),
    kind: "role",
    trust: known && {
      ...known,
      name: `the trust of ${view.resource.address}`,
      inPart: !trust,
    },
    as: who.walker,
    tags: knownTags(context.model, view.resource),
  };
}

function holderTarget({ boundary }: Rights, who: Somebody): InputTarget {
  const { kind, resource, walker } = who;
  return {
    kind,
    arn: walker.own[0]!,
    label: resource.address,
    resource,
    bounded: boundary !== undefined,
    rights: rightsOf(who),
  };
}

function rightsOf({ walker: { policies, unread }, unseenBoundary }: Somebody): TargetRights {
  return { policies, unread, unseenBoundary };
}

function literal(found: { readonly known: boolean; readonly value?: unknown }): string | undefined {
  return found.known && typeof found.value === "string" && found.value !== ""
    ? found.value
    : undefined;
}
