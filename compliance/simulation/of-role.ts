import type { Policies } from "../../iam/evaluate";
import type { PolicyEdition } from "../../config/deployment";
import { camelCase, roleRow, ROLES, type Asked } from "../../policies/catalogue";
import { ASKED, type RowParameters } from "./row";
import type { KeyReference } from "../../policies/kms-key";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { RuleContext } from "../rule";
import { bucketOf, keyOf, NO_BUCKET } from "../buckets/of-role";
import { nearestPolicy, nearestTrust } from "../conformance/results";
import { namedOf, type Effective } from "../policies/effective";
import { askedArn, type AskedPlace } from "../identify/place";
import { rolesBeside, type IdentifiedRole } from "../identify/roles";
import { podBindingOf } from "../trusts/pod-identity";
import { statementsIn } from "../identify/shape";
import { isEksIssuer } from "../trusts/principals";
import {
  externalIdsIn,
  isPending,
  providersIn,
  serviceAccountIn,
} from "../conformance/trust-facts";

/** What decides the rows of a kind; undefined when that cannot be read, or is not there. */
export function policiesFor(
  row: Asked,
  { view }: IdentifiedRole,
  effective: Effective,
): Policies | undefined {
  const part = ASKED.get(row)?.part;
  if (part === "boundary") {
    const boundary = view.boundary?.policy && namedOf(view.boundary.policy);
    return boundary && { boundary };
  }
  if (part === "rights") return view.identity.length > 0 ? effective.policies : undefined;
  const trust = namedOf(view.trust);
  // Nobody can assume a role through the placeholders of the vendor's Terraform.
  const { document } = view.trust;
  const pending =
    document.known &&
    providersIn(document.value).some(({ account, issuer }) => isPending(account, issuer));
  return trust && !pending ? { resource: trust } : undefined;
}

/** Which of the two texts a role has: the rows differ with it. */
export function editionFor(context: RuleContext, row: Asked, role: IdentifiedRole): PolicyEdition {
  const { view, deployment } = role;
  const { trust, policies, asked } = roleRow(role.kind);
  if (row === asked.trust && typeof trust !== "function" && view.trust.document.known) {
    return nearestTrust(context, role)?.reference.edition ?? "documented";
  }
  const edited = row === asked.rights && policies.some(({ text }) => typeof text !== "function");
  const otherwise = edited ? "documented" : deployment?.edition;
  return nearestPolicy(context, role)?.reference.edition ?? otherwise ?? "documented";
}

/** What the names in rows stand for, as the role, its trust and those beside it tell. */
export function parametersFor(
  context: RuleContext,
  role: IdentifiedRole,
  place: AskedPlace,
): RowParameters {
  const { view, kind } = role;
  const { account, region, partition } = place;
  const trust = view.trust.document.known ? view.trust.document.value : { Statement: [] };
  const issuers = providersIn(trust).map(({ issuer }) => issuer);
  const issuer = issuers.find(isEksIssuer) ?? issuers.find((one) => one === OIDC_PLACEHOLDER);
  const ids = externalIdsIn(trust);
  // The new one, while it takes the old one's place.
  const externalId = ids.length <= 2 ? ids.at(-1) : undefined;
  const pods = podBindingOf(statementsIn(trust) ?? []);
  const [namespace, serviceAccount] =
    serviceAccountIn(trust) ??
    (pods ? [pods.namespace ?? anyName, pods.serviceAccount ?? anyName] : []);
  const bucket = bucketOf(context, role);
  const { section, asked } = roleRow(kind);
  const usesBucket = asked.rights !== undefined && section !== "bootstrap";
  const [ofBucket, ofKey] =
    section === "project" ? ["bucket", "storageKey"] : [`${section}Bucket`, `${section}Key`];
  const values: RowParameters = {
    account,
    partition,
    region,
    zillizAccount: context.parameters.zillizAccountIds[0],
    externalId,
    integrationExternalId: externalId,
    issuer,
    milvusIssuer: issuers[0],
    // A trust that names no cluster is asked for one as good as any other.
    milvusCluster: pods && (pods.cluster ?? `arn:aws:eks:any:${account}:cluster/${anyName}`),
    namespace,
    serviceAccount,
    ...(usesBucket && bucket !== NO_BUCKET && { [ofBucket]: bucket }),
    ...(usesBucket && keyParameters(ofKey, keyOf(role))),
    ...roleArns(context, role, place),
    boundary: view.boundary?.arn.known ? view.boundary.arn.value : undefined,
    bootstrapPath: view.path,
    bootstrapPrefix: prefixOf(role),
  };
  return values;
}

/** Where a trust names no pods, every name gets in. */
const anyName = "any";

/** A key by alias is any key that bears it; a key by ARN may bear any alias. */
function keyParameters(name: string, key: KeyReference | undefined): Record<string, string> {
  if (!key) return {};
  return "arn" in key
    ? { [name]: key.arn, [`${name}Alias`]: "alias/any" }
    : { [name]: key.keys.replace(/\*$/, "any"), [`${name}Alias`]: key.alias };
}

function roleArns(context: RuleContext, role: IdentifiedRole, place: AskedPlace): RowParameters {
  const beside = ROLES.flatMap(({ kind }) => rolesBeside(context, role, kind).slice(0, 1));
  return Object.fromEntries(
    [...beside.filter(({ view }) => view.arn.known || view.name.known), role].map(
      ({ kind, view }) => [camelCase(roleRow(kind).id), askedArn(view, place)] as const,
    ),
  );
}

function prefixOf({ kind, view, deployment }: IdentifiedRole): string | undefined {
  if (deployment?.bootstrap) return deployment.bootstrap.prefix;
  return view.name.known && view.name.value.endsWith(`${kind}-role`)
    ? view.name.value.slice(0, -`${kind}-role`.length)
    : undefined;
}
