import { parseArn, policyArn, roleArn } from "../aws/arn";
import { partitionOf, type Partition } from "../aws/partition";
import { PRIVATE_LINK_SERVICES, regionOfIssuer, standardZones } from "../aws/regions";
import { DEFAULTS, VENDOR_TAG } from "./defaults";
import type { PodIdentity } from "./release";
import { resolveAccess, resolveRelease } from "./resolve-release";
import type { BackendConfig, Filled, FilledConfig } from "./schema";
import { STACK_PLACEHOLDER } from "./schema/backend-keys";

/** KMS key of a bucket: one that exists, or one that is created and known by its alias. */
export type BucketKey = { readonly arn: string } | { readonly alias: string };

/** `bootstrap` is the boundary of section `bootstrap`; `own` is the user's. */
type BoundaryChoice = "none" | "bootstrap" | "own";

type FilledRoles = Pick<Filled<"project">, "permissionsBoundary" | "maxSessionDuration">;

/** What every section needs to know of the deployment. */
interface Context {
  readonly config: FilledConfig;
  readonly partition: Partition;
}

/**
 * Works out what the schema's defaults leave open: names, ARNs, what one section takes from another.
 *
 * @throws Error when the region's partition is not supported; `checkRegion` reports that before.
 */
export function resolve(config: FilledConfig, file: string) {
  const partition = partitionOf(config.region);
  if (!partition) throw new Error(`the partition of ${config.region} is not supported`);
  const context = { config, partition };
  const tags: Readonly<Record<string, string>> = {
    ...config.tags,
    [VENDOR_TAG.key]: VENDOR_TAG.value,
  };
  return {
    /** Config file, as it was named. */
    file,
    name: config.name,
    accountId: config.accountId,
    region: config.region,
    partition,
    aws: resolveAws(config),
    tags,
    edition: config.policyEdition,
    trustDenials: config.trustDenials,
    backend: resolveBackend(config.terraform.backend),
    bootstrap: config.bootstrap && resolveBootstrap(config.bootstrap, context),
    project: config.project && resolveProject(config.project, context),
    integration: config.integration && resolveIntegration(config.integration, context),
    milvus: config.milvus && resolveMilvus(config.milvus, context),
  };
}

/** How Terraform, and what else asks AWS for this deployment, gets into its account. */
function resolveAws({ name, aws = {} }: FilledConfig) {
  const { profile, assumeRole, endpoints = {}, ignoreTags } = aws;
  return {
    /** Of the AWS config and credentials files; undefined for what the environment has. */
    profile,
    /** The role that is assumed with those credentials. */
    assumeRole: assumeRole && { sessionName: `byoc-${name}`, ...assumeRole },
    /** URLs by the service's name in Terraform's AWS provider. */
    endpoints,
    /** Tags of others, which Terraform leaves alone. */
    ignoreTags: ignoreTags && {
      keys: ignoreTags.keys ?? [],
      keyPrefixes: ignoreTags.keyPrefixes ?? [],
    },
  };
}

/** A workspace that only names its project is still one per stack. */
function resolveBackend(backend: BackendConfig): BackendConfig {
  if (backend.type !== "cloud" && backend.type !== "remote") return backend;
  const { workspaces } = backend;
  if ("tags" in workspaces || "prefix" in workspaces) return backend;
  return { ...backend, workspaces: { name: STACK_PLACEHOLDER, ...workspaces } };
}

/** Zilliz Cloud's side of a trust. */
function vendor({ config }: Context, externalId = config.zilliz?.externalId) {
  return {
    zillizAccountId: config.zilliz?.accountId ?? DEFAULTS.zilliz.accountId,
    /**
     * What Zilliz Cloud gives to be let in: one, or the old and the new one while it is changed. None
     * only where `checkSections` has already reported it.
     */
    externalIds: externalId === undefined ? [] : [externalId].flat(),
  };
}

function resolveBootstrap(section: Filled<"bootstrap">, context: Context) {
  const { project, integration, milvus } = context.config;
  const bounded = [project, integration, milvus].filter(
    (other) => other?.permissionsBoundary === "bootstrap",
  );
  return {
    ...vendor(context),
    ...section,
    /** Roles of section `project` carry this boundary. */
    boundsProject: project?.permissionsBoundary === "bootstrap",
    /** Some bounded role works with a bucket that KMS encrypts. */
    boundsEncryptedBuckets: bounded.some(
      (other) => other?.kmsKeyArn !== undefined || other?.createKmsKey,
    ),
  };
}

function resolveProject(section: Filled<"project">, context: Context) {
  const { name, region } = context.config;
  const stem = `${section.prefix}${name}`;
  const role = (own: string | undefined, suffix: string) =>
    resolveRole(section, own ?? `${stem}-${suffix}`, context);
  const eksRole = role(section.eksRoleName, "eks-role");
  const boundary = boundaryChoice(section);
  return {
    ...vendor(context),
    bucket: resolveBucket(section.bucket, section, `alias/${stem}-storage`),
    /** Beginning of policy names: prefix and deployment name. */
    stem,
    path: section.path,
    storageRole: role(section.storageRoleName, "storage-role"),
    crossAccountRole: role(section.crossAccountRoleName, "cross-account-role"),
    // The bootstrap boundary holds no ECR, without which nodes cannot pull images.
    eksRole: boundary === "bootstrap" ? { ...eksRole, boundary: undefined } : eksRole,
    /** Without `https://`; undefined while it is unknown and the placeholder stands for it. */
    issuer: issuerOf(section),
    boundary,
    network: section.network && resolveNetwork(section.network, region),
  };
}

function resolveNetwork(network: NonNullable<Filled<"project">["network"]>, region: string) {
  const { cidr, availabilityZones, privateLink } = network;
  return {
    cidr,
    availabilityZones: availabilityZones ?? standardZones(region),
    /** Name of the endpoint service; undefined without PrivateLink. */
    privateLinkService: privateLink ? PRIVATE_LINK_SERVICES[region] : undefined,
  };
}

function resolveIntegration(section: Filled<"integration">, context: Context) {
  const { name } = context.config;
  return {
    ...vendor(context, section.externalId),
    bucket: resolveBucket(section.bucket, section, `alias/zilliz-integration-${name}`),
    // Not under `zilliz-byoc`: the cross-account policy may rewrite the trust of every role of
    // that prefix.
    role: resolveRole(section, section.roleName ?? `zilliz-integration-role-${name}`, context),
    policyName: section.policyName ?? `zilliz-policy-for-integration-${name}`,
    boundary: boundaryChoice(section),
  };
}

function resolveMilvus(section: Filled<"milvus">, context: Context) {
  const { name, region } = context.config;
  const { cluster, release } = section;
  const issuer = issuerOf(cluster) ?? "";
  // An association of Pod Identity is made in the deployment's region, so the cluster is there.
  const clusterRegion = cluster.podIdentity ? region : (regionOfIssuer(issuer) ?? region);
  const podIdentity: PodIdentity = cluster.podIdentity ? "pod-identity" : "irsa";
  return {
    bucket: resolveBucket(section.bucket, section, `alias/milvus-${name}`),
    role: resolveRole(section, section.roleName, context),
    policyName: section.policyName,
    clusterName: cluster.name,
    /** Without `https://`; empty where Pod Identity needs none. */
    issuer,
    createOidcProvider: cluster.createOidcProvider,
    podIdentity,
    serviceAccount: section.serviceAccount,
    boundary: boundaryChoice(section),
    /** Milvus itself and the way to its cluster; absent where somebody else installs it. */
    ...(release && {
      release: resolveRelease(release),
      clusterAccess: resolveAccess(cluster, clusterRegion, context.config.aws),
    }),
  };
}

function resolveBucket(
  bucket: Filled<"project">["bucket"],
  { kmsKeyArn, createKmsKey }: Pick<Filled<"project">, "kmsKeyArn" | "createKmsKey">,
  alias: string,
) {
  const key: BucketKey | undefined = kmsKeyArn
    ? { arn: kmsKeyArn }
    : createKmsKey
      ? { alias }
      : undefined;
  const { versioning, expireOldVersionsAfterDays, ...settings } = bucket;
  return {
    ...settings,
    // It was compared with the deployment's; nothing else needs it.
    region: undefined,
    key,
    /** Days that old versions are kept; undefined without versioning. */
    expireOldVersionsAfterDays: versioning ? expireOldVersionsAfterDays : undefined,
  };
}

function resolveRole(section: FilledRoles & { path: string }, name: string, context: Context) {
  const { path, maxSessionDuration } = section;
  return {
    name,
    path,
    arn: roleArn(context.partition, context.config.accountId, path, name),
    /** ARN of the permissions boundary. */
    boundary: boundaryArn(section, context),
    /** Seconds. */
    maxSessionDuration,
  };
}

function boundaryChoice({ permissionsBoundary: choice }: FilledRoles): BoundaryChoice {
  return choice === "none" || choice === "bootstrap" ? choice : "own";
}

function boundaryArn(
  { permissionsBoundary: choice }: FilledRoles,
  { config, partition }: Context,
): string | undefined {
  if (choice === "none") return undefined;
  if (choice !== "bootstrap") return choice;
  const { prefix, path } = config.bootstrap ?? DEFAULTS.bootstrap;
  return policyArn(partition, config.accountId, path, `${prefix}permission-boundary-policy`);
}

function issuerOf(section: { oidcIssuer?: string; oidcProviderArn?: string }): string | undefined {
  if (section.oidcIssuer) return section.oidcIssuer.replace(/^https:\/\//, "");
  if (!section.oidcProviderArn) return undefined;
  return parseArn(section.oidcProviderArn)?.resource.replace(/^oidc-provider\//, "");
}
