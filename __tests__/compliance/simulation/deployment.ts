import { clusterArn } from "../../../aws/arn";
import type { Policies } from "../../../iam/evaluate";
import type { NamedPolicy } from "../../../iam/policy";
import type { RowParameters } from "../../../compliance/simulation/row";
import type { SimulatedDeployment } from "../../../compliance/simulation/simulate";
import { checkSources, parseSource } from "../../../config";
import type { BucketKey, Deployment } from "../../../config/deployment";
import { boundaryArn } from "../../../policies/bootstrap/scope";
import { camelCase, ROLES, textsOf } from "../../../policies/catalogue";
import { OIDC_PLACEHOLDER } from "../../../policies/project/oidc-placeholder";

export interface Options {
  readonly edition: "documented" | "current";
  /** Of the buckets' keys: made by the deployment and known by alias, or the user's own. */
  readonly keys?: "alias" | "arn";
  /** Every role carries the bootstrap boundary. */
  readonly bounded?: boolean;
  /** The cluster that Zilliz makes is there. */
  readonly cluster?: boolean;
  /** EKS Pod Identity gives a self-managed Milvus its role. */
  readonly pods?: boolean;
}

const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const KEY = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";

/** A deployment with every section, from a config text as a user would write it. */
export function deploymentOf({ edition, keys, bounded, cluster, pods }: Options): Deployment {
  const more = [
    ...(keys === "alias" ? ["createKmsKey: true"] : []),
    ...(keys === "arn" ? [`kmsKeyArn: ${KEY}`] : []),
    ...(bounded ? ["permissionsBoundary: bootstrap"] : []),
  ]
    .map((line) => `\n  ${line}`)
    .join("");
  const text = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
policyEdition: ${edition}
zilliz: { externalId: cid-7h3k9m2p5q8r1s4t6u0v2w5x8 }
bootstrap: {}
project:${cluster ? `\n  oidcIssuer: https://${ISSUER}` : ""}${more}
  bucket: { name: zilliz-byoc-acme }
integration:${more}
  bucket: { name: acme-export }
milvus:${more}
  cluster: ${pods ? "{ name: acme-eks, podIdentity: true }" : `{ oidcIssuer: "https://${ISSUER}" }`}
  bucket: { name: acme-milvus }
`;
  return checkSources([parseSource("byoc.yaml", text, {})]).deployments[0]!;
}

/** The deployment's own policies, as the simulation asks for them. */
export function subjectOf(deployment: Deployment): SimulatedDeployment {
  const texts = textsOf(deployment);
  const named = (...ids: readonly string[]): readonly NamedPolicy[] =>
    texts
      .filter(({ id }) => ids.includes(id))
      .map(({ id, use, policy: { document } }) => ({ name: use === "trust" ? use : id, document }));
  const boundary = { ...named("permission_boundary")[0]!, name: "boundary" };
  const policies = ROLES.flatMap(({ id, section, asked, ...row }): [string, Policies][] => {
    const bounded = section === "bootstrap" || deployment[section]?.boundary === "bootstrap";
    const identity = named(...row.policies.map((policy) => policy.id));
    return [
      ...(asked.rights ? [pair(asked.rights, { identity, ...(bounded && { boundary }) })] : []),
      ...(asked.trust ? [pair(asked.trust, { resource: named(id)[0]! })] : []),
      ...(asked.boundary ? [pair(asked.boundary, { boundary })] : []),
    ];
  });
  return {
    edition: deployment.edition,
    parameters: parametersOf(deployment),
    policies: Object.fromEntries(policies),
  };
}

function pair(asked: string, policies: Policies): [string, Policies] {
  return [asked, policies];
}

function parametersOf(deployment: Deployment): RowParameters {
  const { bootstrap, project, integration, milvus } = deployment;
  const scope = {
    accountId: deployment.accountId,
    path: bootstrap!.path,
    prefix: bootstrap!.prefix,
  };
  const issuer = project!.issuer ?? OIDC_PLACEHOLDER;
  return {
    account: deployment.accountId,
    partition: deployment.partition,
    region: deployment.region,
    zillizAccount: project!.zillizAccountId,
    externalId: project!.externalIds[0],
    integrationExternalId: integration!.externalIds[0],
    issuer,
    ...(milvus!.podIdentity === "pod-identity"
      ? { milvusCluster: clusterArn("aws", "us-west-2", deployment.accountId, "acme-eks") }
      : { milvusIssuer: milvus!.issuer }),
    namespace: milvus!.serviceAccount.namespace,
    serviceAccount: milvus!.serviceAccount.name,
    bucket: project!.bucket.name,
    integrationBucket: integration!.bucket.name,
    milvusBucket: milvus!.bucket.name,
    ...keyParameters("storageKey", project!.bucket.key),
    ...keyParameters("integrationKey", integration!.bucket.key),
    ...keyParameters("milvusKey", milvus!.bucket.key),
    ...Object.fromEntries(
      ROLES.map(({ id, settings }) => [camelCase(id), settings(deployment)!.arn]),
    ),
    boundary: boundaryArn(scope),
    bootstrapPath: scope.path,
    bootstrapPrefix: scope.prefix,
  };
}

function keyParameters(
  name: "storageKey" | "integrationKey" | "milvusKey",
  key: BucketKey | undefined,
): RowParameters {
  if (!key) return {};
  const alias = "arn" in key ? "alias/none" : key.alias;
  return { [name]: "arn" in key ? key.arn : KEY, [`${name}Alias`]: alias };
}
