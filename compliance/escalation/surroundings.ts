import type { Surroundings, TargetRole } from "../../iam/escalation";
import { statementsFor } from "../../iam/request";
import { roleRow } from "../../policies/catalogue";
import { cached, cachedOf } from "../../text/cache";
import { groupBy } from "../../text/group";
import { bucketOf, NO_BUCKET } from "../buckets/of-role";
import { askedArn, askedPlace, type AskedPlace } from "../identify/place";
import { identifiedRoles, ownAccount, type IdentifiedRole } from "../identify/roles";
import { statementsIn } from "../identify/shape";
import type { RuleContext } from "../rule";
import { knownTags } from "../tags";

/** Concrete names around a role. */
export function surroundingsOf(context: RuleContext, role: IdentifiedRole): Surroundings {
  const { resource, identity, boundary } = role.view;
  const place = askedPlace(context, role);
  const ofAccount = ownAccount(context, resource);
  const own = bucketOf(context, role);
  const policyArns = identity
    .filter(({ use }) => use === "managed")
    .map(({ resource: policy }) => policy.resolve("arn"));
  return {
    self: targetOf(context, role, place),
    roles: othersOf(context, role, ofAccount).map((other) => targetOf(context, other, place)),
    buckets: withinReach(context, bucketsIn(context)(ofAccount), role).filter(
      (name) => !USES_BUCKET.includes(role.kind) || name !== own,
    ),
    ownPolicies: policyArns.flatMap((arn) =>
      arn.known && typeof arn.value === "string" ? [arn.value] : [],
    ),
    ...(boundary?.arn.known && { boundaryArn: boundary.arn.value }),
    partition: place.partition,
    account: place.account,
    region: place.region,
  };
}

/** Roles of the same account, those of the same Terraform first; a fleet has more than need trying. */
function othersOf(context: RuleContext, role: IdentifiedRole, account: string | undefined) {
  const { root } = context.model.inputOf(role.view.resource);
  const { byRoot, byAccount } = neighbours(context);
  const near = byRoot.get(`${root}\0${account}`) ?? [];
  const found = new Set(near.slice(0, MOST_OTHERS + 1).filter((other) => other !== role));
  for (const other of byAccount.get(account) ?? []) {
    if (found.size >= MOST_OTHERS) break;
    if (other !== role) found.add(other);
  }
  return [...found].slice(0, MOST_OTHERS);
}

const MOST_OTHERS = 12;

const neighbours = cachedOf((context: RuleContext) => {
  const accountOf = ({ view }: IdentifiedRole) => ownAccount(context, view.resource);
  const rootOf = ({ view }: IdentifiedRole) => context.model.inputOf(view.resource).root;
  const roles = identifiedRoles(context);
  return {
    byRoot: groupBy(roles, (role) => `${rootOf(role)}\0${accountOf(role)}`),
    byAccount: groupBy(roles, accountOf),
  };
});

/** Roles that are there to read the objects of their bucket. */
const USES_BUCKET: readonly IdentifiedRole["kind"][] = ["storage", "integration", "milvus"];

/**
 * Names of the buckets of an account, and of those of which nobody knows whose they are. The policy
 * of another account's bucket would have to let the role in.
 */
const bucketsIn = cachedOf((context: RuleContext) =>
  cached((account: unknown): readonly string[] => {
    const byAccount = bucketsOf(context);
    const accounts = account === undefined ? [...byAccount.keys()] : [account, undefined];
    return [...new Set(accounts.flatMap((key) => byAccount.get(key) ?? []))].sort();
  }),
);

const bucketsOf = cachedOf((context: RuleContext): ReadonlyMap<unknown, readonly string[]> => {
  const made = context.model
    .buckets()
    .flatMap(({ name, resource }) =>
      name.known ? [{ name: name.value, account: ownAccount(context, resource) }] : [],
    );
  const used = identifiedRoles(context)
    .filter(({ kind }) => USES_BUCKET.includes(kind))
    .map((role) => ({
      name: bucketOf(context, role),
      account: ownAccount(context, role.view.resource),
    }))
    .filter(({ name }) => name !== NO_BUCKET);
  const byAccount = groupBy([...made, ...used], ({ account }) => account);
  return new Map(
    [...byAccount].map(([account, all]) => [
      account,
      [...new Set(all.map(({ name }) => name))].sort(),
    ]),
  );
});

/** Tries of one role with one bucket, of all together. */
const MOST_TRIES = 50_000;

/** Buckets that a role's policies may mean: to try those of a whole fleet takes too long. */
function withinReach(
  context: RuleContext,
  all: readonly string[],
  { view }: IdentifiedRole,
): readonly string[] {
  const buckets = all.slice(0, Math.max(1, MOST_TRIES / identifiedRoles(context).length));
  const named = new Set<string>();
  for (const { document } of view.identity) {
    const statements = document.known ? (statementsIn(document.value) ?? []) : [];
    for (const { resources } of statementsFor(statements, "s3:getobject")) {
      for (const pattern of resources?.elements ?? []) {
        const bucket = /^(?:[^:]*:){5}([^:/*?$]+)(?:\/|$)/.exec(pattern)?.[1];
        if (bucket === undefined || resources?.negated) return buckets;
        named.add(bucket);
      }
    }
  }
  return all.filter((name) => named.has(name));
}

function targetOf(
  { model }: RuleContext,
  { view, kind }: IdentifiedRole,
  place: AskedPlace,
): TargetRole {
  const label = roleRow(kind).words;
  return { arn: askedArn(view, place), label, tags: knownTags(model, view.resource) };
}
