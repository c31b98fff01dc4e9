import type { OneOrMore } from "../../iam/policy";
import { camelCase, ROLES, type Asked } from "../../policies/catalogue";

/** What rows are about: the part of a role, and the parameter that stands for the role itself. */
export const ASKED: ReadonlyMap<Asked, { readonly part: string; readonly self: string }> = new Map(
  ROLES.flatMap(({ id, asked }) =>
    Object.entries(asked).map(
      ([part, name]) => [name, { part, self: `{${camelCase(id)}}` }] as const,
    ),
  ),
);

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
  /** ARNs of roles: `crossAccountRole`. */
  | `${string}Role`
  /** ARN of the permissions boundary. */
  | "boundary"
  /** IAM path of the bootstrap set, and how its names begin. */
  | "bootstrapPath"
  | "bootstrapPrefix";

export type RowParameters = Readonly<Partial<Record<ParameterName, string>>>;

/** A resource that a request asks for, and what the request says of it; both are templates. */
export interface RowTarget {
  readonly resource: string;
  readonly context?: Readonly<Record<string, OneOrMore<string>>>;
}

/** One thing that must be allowed, or must not be. */
export interface SimulationRow extends Partial<RowTarget> {
  readonly id: string;
  readonly role: Asked;
  /** Only where the two texts differ; a row without an edition holds for both. */
  readonly edition?: "documented" | "current";
  /** Who asks, of a trust; a template. Of other policies the role itself asks. */
  readonly principal?: string;
  readonly action: string;
  /** For a call that needs several resources: it is allowed when each is. */
  readonly together?: readonly RowTarget[];
  /**
   * Asked of the role's own policies without its boundary: where both forbid it, the loss of one
   * would not show otherwise.
   */
  readonly alone?: true;
  readonly expected: "allowed" | "denied";
  readonly why: string;
}
