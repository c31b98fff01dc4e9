import type { Waiver } from "./schema";

const CROSS_ACCOUNT = "create-cross-account-role, step 2";
const BOOTSTRAP = "byoc-prerequisites, IAM permissions, zilliz-bootstrap-policy";
const MANAGEMENT = "byoc-prerequisites, IAM permissions, zilliz-management-policy";

/**
 * Ways out that a documented text leaves open, by kind of role and path: document and statement,
 * and why the rule's worry is met otherwise. docs/deviations.md lists them too; a permissions
 * boundary narrows most of them without touching the text.
 */
const WAYS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "cross-account": {
    "role-trust": `${CROSS_ACCOUNT}, statement IAMUpdateTrustPolicyForEKSRole: Zilliz puts the cluster's issuer into the trusts of roles named zilliz-byoc…`,
    "pass-role-eks": `${CROSS_ACCOUNT}, statements IAMPassRoleToEKS and EKSCreate: Zilliz makes node groups with the EKS role; only roles named zilliz-byoc… can be passed, and to EKS only`,
    "pod-identity": `${CROSS_ACCOUNT}, statement EKSCreate: Zilliz gives its pods their roles; only on clusters named zilliz-byoc-… and with roles that trust EKS Pod Identity`,
    "new-identity-provider": `${CROSS_ACCOUNT}, statement CreateOpenIDConnectProvider: each cluster needs its provider; it must be tagged Vendor = zilliz-byoc`,
    "delete-identity-provider": `${CROSS_ACCOUNT}, statement DeleteOpenIDConnectProvider: Zilliz removes the provider of its cluster; the text has no condition`,
    "tag-cluster": `${CROSS_ACCOUNT}, statement EKSTag: Zilliz tags clusters named zilliz-byoc-…; the text has no condition`,
    "delete-cluster": `${CROSS_ACCOUNT}, statement EkSDelete: Zilliz removes clusters named zilliz-byoc-…; the text asks for no tag`,
    "run-in-any-subnet": `${CROSS_ACCOUNT}, statements EC2TagWithRequestTag and EC2Update: Zilliz tags what it makes, and the text lets it tag what is there as well`,
    "cluster-admin": `${CROSS_ACCOUNT}, statement EKSUpdate: eks:AssociateAccessPolicy is meant, and matches in the current edition; Zilliz runs the clusters that it makes`,
  },
  bootstrap: {
    "pass-role-eks": `${BOOTSTRAP}: it sets up EKS, which needs roles; only those of its path or named zilliz-byoc… can be passed, and to EKS only (derived text)`,
    "pod-identity": `${BOOTSTRAP}: it sets up EKS, access of pods included; what is made is tagged, and roles must trust EKS Pod Identity (derived text)`,
    "new-identity-provider": `${BOOTSTRAP}: it sets up EKS, and each cluster needs its provider; it must be tagged Vendor = zilliz-byoc (derived text)`,
    "tag-cluster": `${BOOTSTRAP}: it sets up EKS and tags what it makes (derived text)`,
    "cluster-admin": `${BOOTSTRAP}: it runs the clusters that it sets up; only access entries tagged Vendor = zilliz-byoc (derived text)`,
    "run-in-any-subnet": `${BOOTSTRAP}: it sets up EC2 and tags what it makes (derived text)`,
  },
  management: {
    "read-objects": `${MANAGEMENT}: "managing S3 buckets and objects", of buckets named zilliz-byoc… (derived text)`,
  },
};

/** What a document makes inevitable; without expiry, as the document has none. */
export function documentedWaiver(
  waiver: Pick<Waiver, "rule" | "address" | "finding" | "max" | "reason">,
): Waiver {
  return { ...waiver, kind: "documented", origin: "shipped" };
}

/** More findings than any run has: a document is the same however many roles follow it. */
const ANY_NUMBER = Number.MAX_SAFE_INTEGER;

/**
 * Waivers that come with the rules. The rule gives a key with the kind of role only to what the
 * document's text opens by itself, so nothing that was added to it is waived. None is reported as
 * unused: most runs make only some of the resources.
 */
export const SHIPPED_WAIVERS: readonly Waiver[] = Object.entries(WAYS).flatMap(([kind, ways]) =>
  Object.entries(ways).map(([path, reason]) =>
    documentedWaiver({
      rule: "escalation-path",
      address: "*",
      finding: `${kind}:${path}`,
      max: ANY_NUMBER,
      reason,
    }),
  ),
);
