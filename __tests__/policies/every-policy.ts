import type { PolicyKind } from "../../aws/limits";
import { clusterAutoscalerPolicy } from "../../policies/addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../../policies/addons/ebs-csi";
import { loadBalancerPolicy } from "../../policies/addons/load-balancer";
import { bootstrapPolicy } from "../../policies/bootstrap/bootstrap-policy";
import { businessPolicy } from "../../policies/bootstrap/business-policy";
import { managementPolicy } from "../../policies/bootstrap/management-policy";
import { permissionBoundaryPolicy } from "../../policies/bootstrap/permission-boundary";
import type { Policy, Provenance } from "../../policies/document";
import { integrationPolicy } from "../../policies/integration/integration-policy";
import { integrationTrust } from "../../policies/integration/integration-trust";
import { irsaTrust, podIdentityTrust } from "../../policies/milvus/milvus-trusts";
import { milvusKmsPolicy, milvusPolicy } from "../../policies/milvus/milvus-policy";
import { crossAccountPolicy } from "../../policies/project/cross-account-policy";
import { crossAccountPolicyCurrent } from "../../policies/project/cross-account-policy-current";
import { crossAccountTrust } from "../../policies/project/cross-account-trust";
import { eksTrust } from "../../policies/project/eks-trust";
import { storageKmsPolicy, storagePolicy } from "../../policies/project/storage-policy";
import { storageTrust } from "../../policies/project/storage-trust";
import { tlsOnlyBucketPolicy } from "../../policies/protection/bucket-policy";
import { bucketKeyPolicy } from "../../policies/protection/key-policy";
import { vendorTrust } from "../../policies/vendor-trust";

const accountId = "111122223333";
/** S3 allows 63 characters. */
const bucket = "b".repeat(63);
/** EKS's own form, in a region with the longest name. */
const issuer = `oidc.eks.ap-southeast-7.amazonaws.com/id/${"A".repeat(32)}`;
/** STS allows 1,224 characters. */
const externalIds = ["e".repeat(1224)];
const zillizAccountId = "965570967084";
/** KMS allows 256 characters, `alias/` among them. */
const key = {
  alias: `alias/${"k".repeat(250)}`,
  keys: "arn:aws:kms:ap-southeast-7:111122223333:key/*",
};
const scope = { accountId, path: `/${"p".repeat(62)}/`, prefix: "zilliz-" };

/** Function, what it gives for the longest names, and what the text is attached to. */
export const EVERY_POLICY: readonly [string, Policy, PolicyKind, Provenance][] = [
  ["storagePolicy", storagePolicy({ bucket }), "inline", "documented"],
  ["storageTrust", storageTrust({ accountId, issuer }), "trust", "documented"],
  ["storageKmsPolicy", storageKmsPolicy(key), "inline", "derived"],
  ["crossAccountPolicy", crossAccountPolicy({ bucket }), "managed", "documented"],
  [
    "crossAccountPolicyCurrent",
    crossAccountPolicyCurrent({ bucket, eksRole: "r".repeat(64) }),
    "managed",
    "current",
  ],
  ["crossAccountTrust", crossAccountTrust({ zillizAccountId, externalIds }), "trust", "documented"],
  ["vendorTrust", vendorTrust({ zillizAccountId, externalIds }), "trust", "current"],
  ["eksTrust", eksTrust({ accountId, issuer }), "trust", "current"],
  ["loadBalancerPolicy", loadBalancerPolicy(), "managed", "upstream"],
  ["clusterAutoscalerPolicy", clusterAutoscalerPolicy(), "managed", "current"],
  ["ebsCsiPolicy", ebsCsiPolicy(), "managed", "upstream"],
  ["bootstrapPolicy", bootstrapPolicy(scope), "managed", "derived"],
  ["managementPolicy", managementPolicy(scope), "managed", "derived"],
  [
    "permissionBoundaryPolicy",
    permissionBoundaryPolicy({
      ...scope,
      projectRoles: true,
      encryptedBucketRegion: "ap-southeast-7",
    }),
    "managed",
    "derived",
  ],
  ["businessPolicy", businessPolicy(), "managed", "derived"],
  [
    "integrationPolicy",
    integrationPolicy({ bucket, key, edition: "current" }),
    "managed",
    "derived",
  ],
  ["integrationTrust", integrationTrust({ zillizAccountId, externalIds }), "trust", "documented"],
  ["milvusPolicy", milvusPolicy({ partition: "aws-us-gov", bucket }), "managed", "documented"],
  ["milvusKmsPolicy", milvusKmsPolicy(key), "managed", "derived"],
  [
    "irsaTrust",
    irsaTrust({
      partition: "aws-us-gov",
      accountId,
      issuer,
      namespace: "n".repeat(63),
      serviceAccount: "s".repeat(253),
    }),
    "trust",
    "documented",
  ],
  [
    "podIdentityTrust",
    podIdentityTrust({
      partition: "aws-us-gov",
      region: "ap-southeast-7",
      accountId,
      clusterName: "c".repeat(100),
      namespace: "n".repeat(63),
      serviceAccount: "s".repeat(253),
    }),
    "trust",
    "derived",
  ],
  [
    "tlsOnlyBucketPolicy",
    tlsOnlyBucketPolicy({ partition: "aws-us-gov", bucket }),
    "bucket",
    "derived",
  ],
  ["bucketKeyPolicy", bucketKeyPolicy({ partition: "aws-us-gov", accountId }), "key", "derived"],
];
