/**
 * Sizes that IAM and S3 enforce at apply time only, so Terraform's plan does not report them.
 * Policy sizes count characters without white space.
 * Source: IAM user guide, "IAM and AWS STS quotas"; hashicorp/terraform-provider-aws #45533.
 */
export const POLICY_SIZE = {
  /** One customer managed policy. */
  managed: 6144,
  /** All inline policies of one role together. */
  inline: 10240,
  /** One role's trust policy (default quota; AWS can raise it to 4,096). */
  trust: 2048,
  /** One bucket policy: 20 KB. */
  bucket: 20480,
  /** One KMS key policy: 32 KB. */
  key: 32768,
} as const;

/** What a policy is attached to; decides its size limit. */
export type PolicyKind = keyof typeof POLICY_SIZE;

/**
 * Longest policies that are ever there, by kind: AWS raises the limit of trusts on request. Of kinds
 * that are not known it is the largest of all.
 */
export const LONGEST_POLICY = { ...POLICY_SIZE, trust: 4096, other: POLICY_SIZE.key } as const;

/** Most managed policies on one role, with the quota raised as far as AWS does. */
export const MOST_ATTACHED = 25;

/**
 * Service control policies: characters of one, and most on the root, on an organizational unit or on
 * an account. Source: AWS Organizations user guide, "Quotas and service limits".
 */
export const SERVICE_CONTROL = { size: 5120, attached: 10 } as const;

/** Longest role name that IAM accepts. */
export const ROLE_NAME_LENGTH = 64;

/** Longest managed or inline policy name that IAM accepts. */
export const POLICY_NAME_LENGTH = 128;

/** Longest IAM path, slashes included. */
export const IAM_PATH_LENGTH = 512;

/** Most tags that one IAM role, policy or S3 bucket may carry. */
export const TAG_COUNT = 50;
