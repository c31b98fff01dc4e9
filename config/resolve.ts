import { parseArn, policyArn, roleArn } from "../aws/arn";
import { partitionOf, type Partition } from "../aws/partition";
import { PRIVATE_LINK_SERVICES } from "../aws/regions";
import { DEFAULTS, VENDOR_TAG } from "./defaults";
import type { BootstrapSection, BoundaryChoice, BucketSettings, Deployment, IntegrationSection, MilvusSection, ProjectSection, RoleSettings } from "./deployment";
import { resolveAccess, resolveRelease } from "./resolve-release";
import type { BackendConfig, Config } from "./schema";
import { STACK_PLACEHOLDER } from "./schema/backend";

type SectionOf<Name extends keyof Config> = NonNullable<Config[Name]>;
type BucketConfig = SectionOf<"project">["bucket"];
interface RoleConfig {
  permissionsBoundary?: string;
  maxSessionDuration?: number;
}

/** What every section needs to know of the deployment. */
interface Context {
  readonly config: Config;
  readonly partition: Partition;
}

/**
 * Fills in every default: the only place that does.
 *
 * @throws Error when the region's partition is not supported; `checkRegion` reports that before.
 */
export function resolve(config: Config, file: string): Deployment {
  const partition = partitionOf(config.region);
  if (!partition) throw new Error(`the partition of ${config.region} is not supported`);
  const context = { config, partition };
  return {
    file,
    name: config.name,
    accountId: config.accountId,
    region: config.region,
    partition,
    tags: { ...config.tags, [VENDOR_TAG.key]: VENDOR_TAG.value },
    edition: config.policyEdition ?? DEFAULTS.policyEdition,
    backend: resolveBackend(config.terraform?.backend),
    ...(config.bootstrap && { bootstrap: resolveBootstrap(config.bootstrap, context) }),
    ...(config.project && { project: resolveProject(config.project, context) }),
    ...(config.integration && { integration: resolveIntegration(config.integration, context) }),
    ...(config.milvus && { milvus: resolveMilvus(config.milvus, context) }),
  };
}

/** A workspace that only names its project is still one per stack. */
function resolveBackend(backend: BackendConfig = { type: "local" }): BackendConfig {
  if (backend.type !== "cloud" && backend.type !== "remote") return backend;
  const { workspaces } = backend;
  const selects = workspaces && ("tags" in workspaces || "prefix" in workspaces);
  if (selects) return backend;
  return { ...backend, workspaces: { name: STACK_PLACEHOLDER, ...workspaces } };
}

function vendor({ config }: Context, externalId?: string) {
  return {
    zillizAccountId: config.zilliz?.accountId ?? DEFAULTS.zilliz.accountId,
    // Absent only where `checkSections` has already reported it.
    externalId: externalId ?? config.zilliz?.externalId ?? "",
  };
}

function resolveBootstrap(section: SectionOf<"bootstrap">, context: Context): BootstrapSection {
  const { project, integration, milvus } = context.config;
  const bounded = [project, integration, milvus].filter(
    (other) => other?.permissionsBoundary === "bootstrap",
  );
  return {
    ...vendor(context),
    prefix: section.prefix ?? DEFAULTS.bootstrap.prefix,
    path: section.path ?? DEFAULTS.bootstrap.path,
    bootstrapRole: section.bootstrapRole ?? DEFAULTS.bootstrap.bootstrapRole,
    maxSessionDuration: section.maxSessionDuration ?? DEFAULTS.maxSessionDuration,
    boundsProject: project?.permissionsBoundary === "bootstrap",
    boundsEncryptedBuckets: bounded.some((other) => other?.kmsKeyArn ?? other?.createKmsKey),
  };
}

function resolveProject(section: SectionOf<"project">, context: Context): ProjectSection {
  const { name, region } = context.config;
  const stem = `${section.prefix ?? DEFAULTS.project.prefix}${name}`;
  const path = section.path ?? DEFAULTS.project.path;
  const role = (own: string | undefined, suffix: string) =>
    resolveRole(section, own ?? `${stem}-${suffix}`, path, context);
  const eksRole = role(section.eksRoleName, "eks-role");
  const boundary = boundaryChoice(section);
  return {
    ...vendor(context),
    bucket: resolveBucket(section.bucket, section, `alias/${stem}-storage`),
    stem,
    path,
    storageRole: role(section.storageRoleName, "storage-role"),
    crossAccountRole: role(section.crossAccountRoleName, "cross-account-role"),
    // The bootstrap boundary holds no ECR, without which nodes cannot pull images.
    eksRole: boundary === "bootstrap" ? { ...eksRole, boundary: undefined } : eksRole,
    issuer: issuerOf(section),
    boundary,
    ...(section.network && {
      network: {
        cidr: section.network.cidr ?? DEFAULTS.network.cidr,
        availabilityZones:
          section.network.availabilityZones ?? ["a", "b", "c"].map((zone) => `${region}${zone}`),
        privateLinkService:
          (section.network.privateLink ?? DEFAULTS.network.privateLink)
            ? PRIVATE_LINK_SERVICES[region]
            : undefined,
      },
    }),
  };
}

function resolveIntegration(
  section: SectionOf<"integration">,
  context: Context,
): IntegrationSection {
  const { name } = context.config;
  return {
    ...vendor(context, section.externalId),
    bucket: resolveBucket(section.bucket, section, `alias/zilliz-integration-${name}`),
    role: resolveRole(
      section,
      section.roleName ?? DEFAULTS.integration.roleName(name),
      section.path ?? DEFAULTS.integration.path,
      context,
    ),
    policyName: section.policyName ?? DEFAULTS.integration.policyName(name),
    boundary: boundaryChoice(section),
  };
}

function resolveMilvus(section: SectionOf<"milvus">, context: Context): MilvusSection {
  const { name, region } = context.config;
  const { cluster, release } = section;
  return {
    bucket: resolveBucket(section.bucket, section, `alias/milvus-${name}`),
    role: resolveRole(
      section,
      section.roleName ?? DEFAULTS.milvus.roleName,
      section.path ?? DEFAULTS.milvus.path,
      context,
    ),
    policyName: section.policyName ?? DEFAULTS.milvus.policyName,
    clusterName: cluster.name,
    issuer: issuerOf(cluster) ?? "",
    createOidcProvider: cluster.createOidcProvider ?? DEFAULTS.milvus.createOidcProvider,
    podIdentity: (cluster.podIdentity ?? DEFAULTS.milvus.podIdentity) ? "pod-identity" : "irsa",
    serviceAccount: { ...DEFAULTS.milvus.serviceAccount, ...section.serviceAccount },
    boundary: boundaryChoice(section),
    ...(release && {
      release: resolveRelease(release),
      clusterAccess: resolveAccess(section, region),
    }),
  };
}

function resolveBucket(
  bucket: BucketConfig,
  section: { kmsKeyArn?: string; createKmsKey?: boolean },
  alias: string,
): BucketSettings {
  const key = section.kmsKeyArn
    ? { arn: section.kmsKeyArn }
    : section.createKmsKey
      ? { alias }
      : undefined;
  const versioning = bucket.versioning ?? DEFAULTS.bucket.versioning;
  return {
    name: bucket.name,
    existing: bucket.existing ?? DEFAULTS.bucket.existing,
    key,
    expireOldVersionsAfterDays: versioning
      ? (bucket.expireOldVersionsAfterDays ?? DEFAULTS.bucket.expireOldVersionsAfterDays)
      : undefined,
    abortUploadsAfterDays: bucket.abortUploadsAfterDays ?? DEFAULTS.bucket.abortUploadsAfterDays,
    accessLogBucket: bucket.accessLogBucket,
    forceDestroy: bucket.forceDestroy ?? DEFAULTS.bucket.forceDestroy,
    preventDestroy: bucket.preventDestroy ?? DEFAULTS.bucket.preventDestroy,
  };
}

function resolveRole(
  section: RoleConfig,
  name: string,
  path: string,
  context: Context,
): RoleSettings {
  return {
    name,
    path,
    arn: roleArn(context.partition, context.config.accountId, path, name),
    boundary: boundaryArn(section, context),
    maxSessionDuration: section.maxSessionDuration ?? DEFAULTS.maxSessionDuration,
  };
}

function boundaryChoice(section: RoleConfig): BoundaryChoice {
  const choice = section.permissionsBoundary ?? DEFAULTS.permissionsBoundary;
  return choice === "none" || choice === "bootstrap" ? choice : "own";
}

function boundaryArn(section: RoleConfig, { config, partition }: Context): string | undefined {
  const choice = section.permissionsBoundary ?? DEFAULTS.permissionsBoundary;
  if (choice === "none") return undefined;
  if (choice !== "bootstrap") return choice;
  const prefix = config.bootstrap?.prefix ?? DEFAULTS.bootstrap.prefix;
  const path = config.bootstrap?.path ?? DEFAULTS.bootstrap.path;
  return policyArn(partition, config.accountId, path, `${prefix}permission-boundary-policy`);
}

function issuerOf(section: { oidcIssuer?: string; oidcProviderArn?: string }): string | undefined {
  if (section.oidcIssuer) return section.oidcIssuer.replace(/^https:\/\//, "");
  if (!section.oidcProviderArn) return undefined;
  return parseArn(section.oidcProviderArn)?.resource.replace(/^oidc-provider\//, "");
}
