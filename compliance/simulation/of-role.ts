import type { Policies } from "../../iam/evaluate";
import type { RoleKind as RowRole, Parameters } from "./simulate";
import type { KeyReference } from "../../policies/kms-key";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { RuleContext } from "../rule";
import { bucketOf, keyOf, NO_BUCKET } from "../rules/shared/bindings";
import { nearestTrust } from "../conformance/results";
import { namedOf, type Effective } from "../rules/shared/effective";
import { ownAccount, rolesBeside, type IdentifiedRole } from "../identify/roles";
import { ROLE_KINDS, type RoleKind } from "../identify/kinds";
import { nearestText } from "../conformance/nearest-text";
import { podBindingOf } from "../rules/shared/pod-identity";
import { statementsIn } from "../identify/shape";
import { isEksIssuer } from "../rules/shared/trust-principals";
import {
  externalIdsIn,
  isPending,
  providersIn,
  serviceAccountIn,
  vendorTrustReferences,
} from "../conformance/trust-references";

/** Rows of the table that are about a role: about its rights, about its trust. */
export const ROWS_OF: Readonly<Record<RoleKind, readonly RowRole[]>> = {
  storage: ["storage", "storageTrust"],
  "cross-account": ["crossAccount", "crossAccountTrust"],
  eks: ["eks"],
  integration: ["integration", "integrationTrust"],
  milvus: ["milvus", "milvusTrust"],
  bootstrap: ["bootstrap"],
  management: ["management", "boundary"],
};

/** Rows that look at the trust of the role. */
export const TRUST_ROWS: readonly RowRole[] = [
  "storageTrust",
  "crossAccountTrust",
  "integrationTrust",
  "milvusTrust",
  "eks",
];

/** What decides the rows of a kind; undefined when that cannot be read, or is not there. */
export function policiesFor(
  row: RowRole,
  { view }: IdentifiedRole,
  effective: Effective,
): Policies | undefined {
  if (row === "boundary") {
    const boundary = view.boundary?.policy && namedOf(view.boundary.policy);
    return boundary && { boundary };
  }
  if (!TRUST_ROWS.includes(row)) return view.identity.length > 0 ? effective.policies : undefined;
  const trust = namedOf(view.trust);
  // Nobody can assume a role through the placeholders of the vendor's Terraform.
  const { document } = view.trust;
  const pending =
    document.known &&
    providersIn(document.value).some(({ account, issuer }) => isPending(account, issuer));
  return trust && !pending ? { resource: trust } : undefined;
}

/** Which of the two texts a role has: the rows differ with it. */
export function editionFor(
  context: RuleContext,
  row: RowRole,
  role: IdentifiedRole,
): "documented" | "current" {
  const { view, deployment } = role;
  const { document } = view.trust;
  if (row === "crossAccountTrust" && document.known) {
    const measured = nearestTrust(context, role, vendorTrustReferences);
    return measured?.reference.edition ?? "documented";
  }
  const edition = nearestText(context, role)?.edition;
  return edition ?? (EDITED.includes(row) ? "documented" : (deployment?.edition ?? "documented"));
}

/** Rows of roles whose text differs between the editions. */
const EDITED: readonly RowRole[] = ["crossAccount", "integration"];

/** What the names in rows stand for, as the role, its trust and those beside it tell. */
export function parametersFor(context: RuleContext, role: IdentifiedRole): Parameters {
  const { view, kind, deployment } = role;
  const { account: placed, region, partition } = context.model.placeOf(view.resource);
  const account = ownAccount(context, view.resource) ?? (placed.known ? placed.value : undefined);
  const trust = view.trust.document.known ? view.trust.document.value : { Statement: [] };
  const issuers = providersIn(trust).map(({ issuer }) => issuer);
  const issuer = issuers.find(isEksIssuer) ?? issuers.find((one) => one === OIDC_PLACEHOLDER);
  const ids = externalIdsIn(trust);
  const pods = podBindingOf(statementsIn(trust) ?? []);
  const [namespace, serviceAccount] =
    serviceAccountIn(trust) ??
    (pods ? [pods.namespace ?? anyName, pods.serviceAccount ?? anyName] : []);
  const bucket = bucketOf(context, role);
  const section = SECTION_OF[kind];
  const values: Parameters = {
    account,
    partition: deployment?.partition ?? (partition.known ? partition.value : "aws"),
    region: deployment?.region ?? (region.known ? region.value : context.parameters.regions[0]),
    zillizAccount: context.parameters.zillizAccountIds[0],
    externalId: ids.length === 1 ? ids[0] : undefined,
    integrationExternalId: ids.length === 1 ? ids[0] : undefined,
    issuer,
    milvusIssuer: issuers[0],
    // A trust that names no cluster is asked for one as good as any other.
    milvusCluster: pods && (pods.cluster ?? `arn:aws:eks:any:${account}:cluster/${anyName}`),
    namespace,
    serviceAccount,
    ...(section && bucket !== NO_BUCKET && { [section.bucket]: bucket }),
    ...(section && keyParameters(section.key, keyOf(role))),
    ...roleArns(context, role),
    boundary: view.boundary?.arn.known ? view.boundary.arn.value : undefined,
    bootstrapPath: view.path,
    bootstrapPrefix: prefixOf(role),
  };
  return values;
}

/** Where a trust names no pods, every name gets in. */
const anyName = "any";

const SECTION_OF: Readonly<Partial<Record<RoleKind, { bucket: string; key: string }>>> = {
  storage: { bucket: "bucket", key: "storageKey" },
  "cross-account": { bucket: "bucket", key: "storageKey" },
  integration: { bucket: "integrationBucket", key: "integrationKey" },
  milvus: { bucket: "milvusBucket", key: "milvusKey" },
};

/** A key by alias is any key that bears it; a key by ARN may bear any alias. */
function keyParameters(name: string, key: KeyReference | undefined): Record<string, string> {
  if (!key) return {};
  return "arn" in key
    ? { [name]: key.arn, [`${name}Alias`]: "alias/any" }
    : { [name]: key.keys.replace(/\*$/, "any"), [`${name}Alias`]: key.alias };
}

const ARN_PARAMETERS: Readonly<Record<RoleKind, keyof Parameters>> = {
  storage: "storageRole",
  "cross-account": "crossAccountRole",
  eks: "eksRole",
  integration: "integrationRole",
  milvus: "milvusRole",
  bootstrap: "bootstrapRole",
  management: "managementRole",
};

function roleArns(context: RuleContext, role: IdentifiedRole): Parameters {
  const beside = ROLE_KINDS.flatMap((kind) => rolesBeside(context, role, kind).slice(0, 1));
  return Object.fromEntries(
    [...beside, role].flatMap(({ kind, view }) =>
      view.arn.known ? [[ARN_PARAMETERS[kind], view.arn.value] as const] : [],
    ),
  );
}

function prefixOf({ kind, view, deployment }: IdentifiedRole): string | undefined {
  if (deployment?.bootstrap) return deployment.bootstrap.prefix;
  return view.name.known && view.name.value.endsWith(`${kind}-role`)
    ? view.name.value.slice(0, -`${kind}-role`.length)
    : undefined;
}
