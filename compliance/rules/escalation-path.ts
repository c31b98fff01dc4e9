import { cached, cachedOf } from "../../text/cache";
import type { Provenance } from "../../policies/document";
import { waysOfOthers } from "../escalation/everybody";
import type { RuleResult } from "../finding";
import { groupBy } from "../../text/group";
import { ESCALATION_PATHS, escalations, type Escalation } from "../../iam/escalation";
import type { Surroundings, TargetRole } from "../../iam/escalation";
import { PolicyShapeError } from "../../iam/policy";
import { statementsFor } from "../../iam/request";
import { yaml, type Rule, type RuleContext } from "../rule";
import { bucketOf, NO_BUCKET } from "../buckets/of-role";
import { effectiveOf, type Effective } from "../policies/effective";
import { identifiedRoles, ownAccount, type IdentifiedRole } from "../identify/roles";
import { roleRow } from "../../policies/catalogue";
import { nearestPolicy } from "../conformance/results";
import { pass } from "../results";
import { statementsIn } from "../identify/shape";
import { knownTags } from "../tags";
import { fail, unsure } from "../results";

export const rule: Rule = {
  id: "escalation-path",
  title: "Roles cannot give themselves more than they were given",
  why: "A role that can change roles, policies or trusts has, in the end, whatever it can reach through them.",
  fix: "put a permissions boundary on the role, or narrow the statement that is named",
  snippet: yaml("bootstrap: {}\nproject:\n  permissionsBoundary: bootstrap"),
  severity: "error",
  severities: ["error", "warning", "info"],
  standards: ["CKV_AWS_286", "Prowler iam_policy_allows_privilege_escalation"],
  documents: ["create-cross-account-role, step 2"],
  *check(context) {
    const documented = new Set(identifiedRoles(context).map(({ view }) => view.resource));
    for (const role of identifiedRoles(context)) yield* judge(context, role);
    yield* waysOfOthers(context, ({ resource }) => documented.has(resource));
  },
};

/** AWS's own policies of the EKS role open none of these ways. */
const HARMLESS = Object.values(roleRow("eks").awsPolicies ?? {});

function* judge(context: RuleContext, role: IdentifiedRole): Iterable<RuleResult> {
  const { view, kind } = role;
  const { resource } = view;
  const effective = effectiveOf(context, view, HARMLESS);
  const surroundings = surroundingsOf(context, role);
  const who = roleRow(kind).words;
  if (!surroundings) {
    const message = `account and region of ${who} are not told, so its ways out cannot be tried`;
    yield unsure(resource, message, { fix: "check with the config" });
    return;
  }
  // Without any policy there is nothing to try; conformance says that they are missing.
  if (view.identity.length === 0) return;
  let found: readonly Escalation[];
  try {
    found = escalations(surroundings, effective.policies);
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    yield unsure(resource, `a policy cannot be judged: ${error.message}`);
    return;
  }
  const open = found.filter((path) => path.open);
  const documented =
    open.length > 0
      ? documentedTargets(context, role, surroundings, { effective, open })
      : undefined;
  for (const path of open) yield* openResults(role, path, effective, documented);
  if (effective.unread.length > 0) {
    const message = `whether ${who} has other ways out cannot be told without ${effective.unread.join(", ")}`;
    yield unsure(resource, message, { key: "unread" });
  } else if (open.length === 0) {
    yield pass(resource, `none of ${ESCALATION_PATHS.length} known ways to more rights is open`);
  }
}

/** What a published text, or the one written for it, opens by itself; shipped waivers cite it. */
interface Documented {
  readonly whose: Provenance;
  /** By path and target. */
  readonly ways: ReadonlySet<string>;
}

const WHOSE: Readonly<Record<Provenance, string>> = {
  documented: "the documented text",
  current: "the vendor's newer text",
  upstream: "the upstream text",
  derived: "the derived text",
};

/** What is open with the nearest text already. */
function documentedTargets(
  context: RuleContext,
  role: IdentifiedRole,
  surroundings: Surroundings,
  { effective, open }: { readonly effective: Effective; readonly open: readonly Escalation[] },
): Documented | undefined {
  const reference = nearestPolicy(context, role)?.reference;
  if (!reference) return undefined;
  const identity = [{ name: reference.label, document: reference.document }];
  const paths = ESCALATION_PATHS.filter(({ id }) => open.some((path) => path.id === id));
  const found = escalations(surroundings, { ...effective.policies, identity }, paths);
  const ways = found.flatMap(({ id, attempts }) =>
    attempts.filter((attempt) => attempt.open).map(({ target }) => `${id} ${target}`),
  );
  return { whose: reference.provenance, ways: new Set(ways) };
}

/** One finding for what the documented text opens, one for what goes beyond it. */
function* openResults(
  { view, kind }: IdentifiedRole,
  { id, sentence, close, attempts }: Escalation,
  { unseenBoundary }: Effective,
  documented: Documented | undefined,
): Iterable<RuleResult> {
  const open = attempts.filter((attempt) => attempt.open);
  const isDocumented = ({ target }: { readonly target: string }) =>
    documented?.ways.has(`${id} ${target}`) === true;
  const unless =
    unseenBoundary === undefined ? "" : `, unless its boundary ${unseenBoundary} denies it`;
  const does = documented === undefined ? "" : ` (${WHOSE[documented.whose]} does)`;
  for (const [key, found, whose] of [
    [`${kind}:${id}`, open.filter(isDocumented), does],
    [id, open.filter((attempt) => !isDocumented(attempt)), ""],
  ] as const) {
    if (found.length === 0) continue;
    const targets = [...new Set(found.map(({ target }) => target))];
    const message = `${roleRow(kind).words} can ${sentence}: ${targets.join(", ")}; allowed by ${statementsOf(found)}${whose}${unless}`;
    yield fail(view.resource, message, { key, fix: close });
  }
}

/** The statements that let attempts through: `EKSCreate of aws_iam_role_policy.cross_account_policy`. */
function statementsOf(attempts: Escalation["attempts"]): string {
  const refs = attempts
    .flatMap(({ steps }) => steps.flatMap(({ decision }) => decision.by))
    .filter(({ layer }) => layer === "identity");
  const byPolicy = new Map<string, Set<string>>();
  for (const { policy, statement } of refs) {
    byPolicy.set(policy, (byPolicy.get(policy) ?? new Set<string>()).add(statement));
  }
  return [...byPolicy]
    .map(([policy, statements]) => `${[...statements].join(", ")} of ${policy}`)
    .join(" and ");
}

/** Concrete names around a role; undefined when nothing tells where it is. */
function surroundingsOf(context: RuleContext, role: IdentifiedRole): Surroundings | undefined {
  const { model, parameters } = context;
  const { resource, identity, boundary } = role.view;
  const account = ownAccount(context, resource);
  const place = model.placeOf(resource);
  const region = place.region.known ? place.region.value : (parameters.regions[0] ?? "us-west-2");
  const self = targetOf(context, role);
  if (account === undefined || !self) return undefined;
  const own = bucketOf(context, role);
  const policyArns = identity
    .filter(({ use }) => use === "managed")
    .map(({ resource: policy }) => policy.resolve("arn"));
  return {
    self,
    roles: othersOf(context, role, account).flatMap((other) => targetOf(context, other) ?? []),
    buckets: withinReach(context, bucketsIn(context)(account), role).filter(
      (name) => !USES_BUCKET.includes(role.kind) || name !== own,
    ),
    ownPolicies: policyArns.flatMap((arn) =>
      arn.known && typeof arn.value === "string" ? [arn.value] : [],
    ),
    ...(boundary?.arn.known && { boundaryArn: boundary.arn.value }),
    partition: place.partition.known ? place.partition.value : "aws",
    account,
    region,
  };
}

/** Roles of the same account, those of the same Terraform first; a fleet has more than need trying. */
function othersOf(context: RuleContext, role: IdentifiedRole, account: string) {
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

function targetOf(context: RuleContext, { view, kind }: IdentifiedRole): TargetRole | undefined {
  if (!view.arn.known) return undefined;
  const label = roleRow(kind).words;
  return { arn: view.arn.value, label, tags: knownTags(context.model, view.resource) };
}
