import { allow, policy, TRUST, type Json } from "../support";

/** An edit of somebody's Terraform, with every sentence that is to be said of it. */
export interface Edit {
  readonly edit: string;
  readonly before: Json;
  readonly after: Json;
  /** The plus of what is gained, the minus of what is lost, the question mark of what is not told. */
  readonly says: readonly string[];
}

export const OBJECTS = "arn:aws:s3:::data/*";
export const BUCKET = "arn:aws:s3:::data";

/** The role "reports" with one inline policy. */
export function reports(...statements: Json[]): Json {
  return {
    "aws_iam_role.reports": { name: "reports", assume_role_policy: TRUST },
    "aws_iam_role_policy.reports": {
      role: "reports",
      name: "reports",
      policy: policy(...statements),
    },
  };
}

/** The role "reports", and who may become it. */
export function trusts(...statements: Json[]): Json {
  return {
    "aws_iam_role.reports": { name: "reports", assume_role_policy: policy(...statements) },
  };
}

/** The bucket "data" with its policy. */
export function bucket(...statements: Json[]): Json {
  return {
    "aws_s3_bucket.data": { bucket: "data" },
    ...(statements.length > 0 && bucketPolicy(...statements)),
  };
}

/** The policy alone, of a bucket that is made elsewhere. */
export function bucketPolicy(...statements: Json[]): Json {
  return { "aws_s3_bucket_policy.data": { bucket: "data", policy: policy(...statements) } };
}

/** The key "alias/data" with its policy. */
export function key(...statements: Json[]): Json {
  const owner = allow("kms:*", "*", { Principal: { AWS: "111122223333" } });
  return {
    "aws_kms_key.data": { policy: policy(owner, ...statements) },
    "aws_kms_alias.data": { name: "alias/data", target_key_id: "${aws_kms_key.data.key_id}" },
  };
}

/** A statement under a condition. */
export function when(statement: Json, operator: string, key: string, value: unknown): Json {
  const condition = (statement["Condition"] ?? {}) as Json;
  return {
    ...statement,
    Condition: { ...condition, [operator]: { ...condition[operator], [key]: value } },
  };
}
