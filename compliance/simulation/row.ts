import type { OneOrMore } from "../../iam/policy";

/** The roles, and the trusts of roles, that rows are about; the table has them in this order. */
export const ROLE_KINDS = [
  "crossAccount",
  "crossAccountTrust",
  "storage",
  "storageTrust",
  // Trust of the EKS role.
  "eks",
  "integration",
  "integrationTrust",
  "milvus",
  "milvusTrust",
  "bootstrap",
  "management",
  // The permissions boundary as the ceiling of a role that may do anything.
  "boundary",
] as const;

export type RoleKind = (typeof ROLE_KINDS)[number];

/**
 * What stands for `{name}` in rows. Rows that name a parameter which a deployment does not have are
 * left out: those of the encryption key, where there is none.
 */
export type ParameterName =
  | "account"
  | "partition"
  | "region"
  | "zillizAccount"
  | "externalId"
  | "integrationExternalId"
  /** Of the cluster that Zilliz makes; without `https://`. */
  | "issuer"
  /** Of the customer's own cluster. */
  | "milvusIssuer"
  /** ARN of the customer's own cluster, where EKS Pod Identity gives the role. */
  | "milvusCluster"
  | "namespace"
  | "serviceAccount"
  | "bucket"
  | "integrationBucket"
  | "milvusBucket"
  // ARNs of the keys of encrypted buckets, and the aliases they bear; any text for a key without.
  | "storageKey"
  | "storageKeyAlias"
  | "integrationKey"
  | "integrationKeyAlias"
  | "milvusKey"
  | "milvusKeyAlias"
  | "crossAccountRole"
  | "storageRole"
  | "eksRole"
  | "integrationRole"
  | "milvusRole"
  | "bootstrapRole"
  | "managementRole"
  /** ARN of the permissions boundary. */
  | "boundary"
  /** IAM path of the bootstrap set, and how its names begin. */
  | "bootstrapPath"
  | "bootstrapPrefix";

export type Parameters = Readonly<Partial<Record<ParameterName, string>>>;

/** A resource that a request asks for, and what the request says of it; both are templates. */
export interface Target {
  readonly resource: string;
  readonly context?: Readonly<Record<string, OneOrMore<string>>>;
}

/** One thing that must be allowed, or must not be. */
export interface SimulationRow extends Partial<Target> {
  readonly id: string;
  readonly role: RoleKind;
  /** Only where the two texts differ; a row without an edition holds for both. */
  readonly edition?: "documented" | "current";
  /** Who asks, of a trust; a template. Of other policies the role itself asks. */
  readonly principal?: string;
  readonly action: string;
  /** For a call that needs several resources: it is allowed when each is. */
  readonly together?: readonly Target[];
  /**
   * Asked of the role's own policies without its boundary: where both forbid it, the loss of one
   * would not show otherwise.
   */
  readonly alone?: true;
  readonly expected: "allowed" | "denied";
  readonly why: string;
}
