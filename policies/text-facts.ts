import type { Partition } from "../aws/partition";
import type { BucketSettings, Deployment } from "../config/deployment";
import type { PodIdentity } from "../config/release";
import type { PolicyStatement } from "./document";
import { keyReference, type KeyReference } from "./kms-key";

/** What fills the blanks of the documented texts: of a config, or as far as a model tells. */
export interface TextFacts {
  readonly partition: Partition;
  readonly accountId: string;
  readonly region: string;
  readonly zillizAccountId: string;
  /** One, or the old and the new one while it is changed. */
  readonly externalIds: readonly string[];
  readonly bucket: string;
  /** Absent where the bucket is not encrypted with a key of KMS. */
  readonly key?: KeyReference;
  /** Of the cluster, without `https://`. */
  readonly issuer: string;
  /** Path and name of the EKS role, without the leading slash. */
  readonly eksRole?: string;
  readonly podIdentity: PodIdentity;
  readonly clusterName: string;
  readonly namespace: string;
  readonly serviceAccount: string;
  /** IAM path of the section's policies, and how their names begin. */
  readonly path: string;
  readonly prefix: string;
  /** The cross-account role carries the boundary: it rewrites the trusts of `zilliz-byoc…` roles. */
  readonly projectRoles?: boolean;
  /** A bounded role uses a bucket in this region that is encrypted with a key of this account. */
  readonly encryptedBucketRegion?: string;
  /** What every trust denies beside its text. */
  readonly trustDenials?: readonly PolicyStatement[];
}

/** What one text asks for. */
export type FactsFor<Key extends keyof TextFacts> = Pick<TextFacts, Key>;

/** Zilliz Cloud's side of a trust. */
export type VendorFacts = FactsFor<"zillizAccountId" | "externalIds">;

/** What nothing tells stands in braces, so that no name of AWS equals it. */
export const UNTOLD: TextFacts = {
  partition: "aws",
  accountId: "{accountId}",
  region: "{region}",
  zillizAccountId: "{zillizAccountId}",
  externalIds: ["{externalId}"],
  bucket: "{bucketName}",
  issuer: "{issuer}",
  podIdentity: "irsa",
  clusterName: "{cluster}",
  namespace: "{namespace}",
  serviceAccount: "{serviceAccount}",
  path: "/",
  prefix: "",
};

/** Where a deployment is, and the bucket of one of its sections. */
export function factsAt(deployment: Deployment, bucket?: BucketSettings): TextFacts {
  const { partition, accountId, region, trustDenials } = deployment;
  return {
    ...UNTOLD,
    partition,
    accountId,
    region,
    trustDenials,
    ...(bucket && {
      bucket: bucket.name,
      key: bucket.key && keyReference(deployment, bucket.key),
    }),
  };
}
