import type { Partition } from "../aws/partition";
import type { ClusterAccess, PodIdentity, ReleaseSettings } from "./release";
import type { BackendConfig, Filled, FilledConfig } from "./schema";

/** One config file with every default filled in: what the rest of the project works from. */
export interface Deployment extends Readonly<
  Pick<FilledConfig, "name" | "accountId" | "region" | "tags">
> {
  /** Config file, as it was named. */
  readonly file: string;
  readonly partition: Partition;
  readonly edition: PolicyEdition;
  readonly backend: BackendConfig;
  readonly bootstrap?: BootstrapSection;
  readonly project?: ProjectSection;
  readonly integration?: IntegrationSection;
  readonly milvus?: MilvusSection;
}

export type PolicyEdition = FilledConfig["policyEdition"];

/** Zilliz Cloud's side of a trust. */
interface VendorSection {
  readonly zillizAccountId: string;
  readonly externalId: string;
}

/** KMS key of a bucket: one that exists, or one that is created and known by its alias. */
export type BucketKey = { readonly arn: string } | { readonly alias: string };

type FilledBucket = Filled<"project">["bucket"];

export interface BucketSettings extends Readonly<
  Omit<FilledBucket, "region" | "versioning" | "expireOldVersionsAfterDays">
> {
  readonly key?: BucketKey;
  /** Days that old versions are kept; absent without versioning. */
  readonly expireOldVersionsAfterDays?: number;
}

export interface RoleSettings {
  readonly name: string;
  readonly path: string;
  readonly arn: string;
  /** ARN of the permissions boundary. */
  readonly boundary?: string;
  /** Seconds. */
  readonly maxSessionDuration: number;
}

export interface BootstrapSection extends VendorSection, Readonly<Filled<"bootstrap">> {
  /** Roles of section `project` carry this boundary. */
  readonly boundsProject: boolean;
  /** Some bounded role works with a bucket that KMS encrypts. */
  readonly boundsEncryptedBuckets: boolean;
}

export interface ProjectSection extends VendorSection {
  readonly bucket: BucketSettings;
  /** Beginning of policy names: prefix and deployment name. */
  readonly stem: string;
  readonly path: string;
  readonly storageRole: RoleSettings;
  readonly crossAccountRole: RoleSettings;
  readonly eksRole: RoleSettings;
  /** Issuer without `https://`; absent while it is unknown and the placeholder stands for it. */
  readonly issuer?: string;
  readonly boundary: BoundaryChoice;
  readonly network?: NetworkSettings;
}

/** `bootstrap` is the boundary of section `bootstrap`; `own` is the user's. */
export type BoundaryChoice = "none" | "bootstrap" | "own";

export interface NetworkSettings {
  readonly cidr: string;
  readonly availabilityZones: readonly string[];
  /** Name of the endpoint service; absent without PrivateLink. */
  readonly privateLinkService?: string;
}

export interface IntegrationSection extends VendorSection {
  readonly bucket: BucketSettings;
  readonly role: RoleSettings;
  readonly policyName: string;
  readonly boundary: BoundaryChoice;
}

export interface MilvusSection extends Readonly<
  Pick<Filled<"milvus">, "policyName" | "serviceAccount">
> {
  readonly bucket: BucketSettings;
  readonly role: RoleSettings;
  readonly clusterName?: string;
  /** Issuer without `https://`; empty where Pod Identity needs none. */
  readonly issuer: string;
  readonly createOidcProvider: boolean;
  readonly podIdentity: PodIdentity;
  readonly boundary: BoundaryChoice;
  /** Milvus itself; absent where somebody else installs it. */
  readonly release?: ReleaseSettings;
  /** How Terraform reaches the cluster; present with `release`. */
  readonly clusterAccess?: ClusterAccess;
}

/** The sections of a config file, in the order in which their stacks are applied. */
export const SECTIONS = ["bootstrap", "project", "integration", "milvus"] as const;
export type Section = (typeof SECTIONS)[number];

/** What a stack is made for: a section, or a part of one that has a stack of its own. */
export type StackKind = Section | "milvus-release";

const SUFFIXES: Readonly<Partial<Record<StackKind, string>>> = {
  milvus: "milvus-access",
  "milvus-release": "milvus",
};

/** Id of a stack. */
export function stackId(deployment: Pick<Deployment, "name">, kind: StackKind): string {
  return `${deployment.name}-${SUFFIXES[kind] ?? kind}`;
}
