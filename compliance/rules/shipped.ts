import { shipped } from "../waivers/shipped";
import type { Waiver } from "../waivers/schema";

/** More findings than any run has: a document is the same however many roles follow it. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/**
 * A way out that a documented text leaves open. The rule gives a key with the kind of role only to
 * what that text opens by itself, so nothing that was added to it is waived.
 */
function documentedPath(kind: string, path: string, reason: string) {
  return {
    rule: "escalation-path",
    address: "*",
    finding: `${kind}:${path}`,
    max: ANY_NUMBER,
    reason,
  };
}

const CROSS_ACCOUNT = "create-cross-account-role, step 2";
const BOOTSTRAP = "byoc-prerequisites, IAM permissions, zilliz-bootstrap-policy";
const MANAGEMENT = "byoc-prerequisites, IAM permissions, zilliz-management-policy";

/**
 * What the documents themselves make inevitable. docs/deviations.md lists it too; a permissions
 * boundary narrows most of it without touching the text.
 */
export const SHIPPED_WAIVERS: readonly Waiver[] = shipped([
  documentedPath(
    "cross-account",
    "role-trust",
    `${CROSS_ACCOUNT}, statement IAMUpdateTrustPolicyForEKSRole: Zilliz puts the cluster's issuer into the trusts of roles named zilliz-byoc…`,
  ),
  documentedPath(
    "cross-account",
    "pass-role-eks",
    `${CROSS_ACCOUNT}, statements IAMPassRoleToEKS and EKSCreate: Zilliz makes node groups with the EKS role; only roles named zilliz-byoc… can be passed, and to EKS only`,
  ),
  documentedPath(
    "cross-account",
    "pod-identity",
    `${CROSS_ACCOUNT}, statement EKSCreate: Zilliz gives its pods their roles; only on clusters named zilliz-byoc-… and with roles that trust EKS Pod Identity`,
  ),
  documentedPath(
    "cross-account",
    "new-identity-provider",
    `${CROSS_ACCOUNT}, statement CreateOpenIDConnectProvider: each cluster needs its provider; it must be tagged Vendor = zilliz-byoc`,
  ),
  documentedPath(
    "cross-account",
    "delete-identity-provider",
    `${CROSS_ACCOUNT}, statement DeleteOpenIDConnectProvider: Zilliz removes the provider of its cluster; the text has no condition`,
  ),
  documentedPath(
    "cross-account",
    "tag-cluster",
    `${CROSS_ACCOUNT}, statement EKSTag: Zilliz tags clusters named zilliz-byoc-…; the text has no condition`,
  ),
  documentedPath(
    "cross-account",
    "delete-cluster",
    `${CROSS_ACCOUNT}, statement EkSDelete: Zilliz removes clusters named zilliz-byoc-…; the text asks for no tag`,
  ),
  documentedPath(
    "cross-account",
    "run-in-any-subnet",
    `${CROSS_ACCOUNT}, statements EC2TagWithRequestTag and EC2Update: Zilliz tags what it makes, and the text lets it tag what is there as well`,
  ),
  documentedPath(
    "cross-account",
    "cluster-admin",
    `${CROSS_ACCOUNT}, statement EKSUpdate: eks:AssociateAccessPolicy is meant, and matches in the current edition; Zilliz runs the clusters that it makes`,
  ),
  documentedPath(
    "bootstrap",
    "pass-role-eks",
    `${BOOTSTRAP}: it sets up EKS, which needs roles; only those of its path or named zilliz-byoc… can be passed, and to EKS only (derived text)`,
  ),
  documentedPath(
    "bootstrap",
    "pod-identity",
    `${BOOTSTRAP}: it sets up EKS, access of pods included; what is made is tagged, and roles must trust EKS Pod Identity (derived text)`,
  ),
  documentedPath(
    "bootstrap",
    "new-identity-provider",
    `${BOOTSTRAP}: it sets up EKS, and each cluster needs its provider; it must be tagged Vendor = zilliz-byoc (derived text)`,
  ),
  documentedPath(
    "bootstrap",
    "tag-cluster",
    `${BOOTSTRAP}: it sets up EKS and tags what it makes (derived text)`,
  ),
  documentedPath(
    "bootstrap",
    "cluster-admin",
    `${BOOTSTRAP}: it runs the clusters that it sets up; only access entries tagged Vendor = zilliz-byoc (derived text)`,
  ),
  documentedPath(
    "bootstrap",
    "run-in-any-subnet",
    `${BOOTSTRAP}: it sets up EC2 and tags what it makes (derived text)`,
  ),
  documentedPath(
    "management",
    "read-objects",
    `${MANAGEMENT}: "managing S3 buckets and objects", of buckets named zilliz-byoc… (derived text)`,
  ),
]);
