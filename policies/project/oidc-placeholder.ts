/**
 * Stands for the cluster's OIDC issuer until there is a cluster. Zilliz replaces it, in the trusts
 * of the storage and EKS roles, through iam:UpdateAssumeRolePolicy once the cluster exists.
 * Source: create-bucket-and-role, step 2.
 */
export const OIDC_PLACEHOLDER = "eks_oidc_url";
