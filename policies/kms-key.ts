import { keyArn } from "../aws/arn";
import type { BucketKey, Deployment } from "../config/deployment";
import type { PolicyStatement } from "./document";

/**
 * A key as policies name it: by its ARN, or, for a key that the same deployment makes and whose
 * ARN is therefore unknown before the first apply, by its alias among the keys of a region.
 */
export type KeyReference =
  | { readonly arn: string }
  /** `alias/name`, and the pattern of its account's keys: `arn:aws:kms:REGION:ACCOUNT:key/*`. */
  | { readonly alias: string; readonly keys: string };

/** How a source writes its statement. */
export interface KeyStatementForm {
  readonly sid?: string;
  /** Resource as a list of one (the default) or as a plain string. */
  readonly resource?: "list" | "string";
}

/**
 * Allows actions on one key.
 *
 * By alias, the pattern covers all keys and the condition leaves the one that bears the alias: the
 * grant follows the alias, so moving the alias moves the grant. A Resource cannot name the alias
 * itself; IAM would take it for the alias, not for its key.
 * Source: AWS KMS developer guide, "Use aliases to control access to KMS keys".
 */
export function keyStatement(
  actions: readonly string[],
  key: KeyReference,
  form: KeyStatementForm = {},
): PolicyStatement {
  const resource = "arn" in key ? key.arn : key.keys;
  return {
    ...(form.sid === undefined ? {} : { Sid: form.sid }),
    Effect: "Allow",
    Action: actions,
    Resource: form.resource === "string" ? resource : [resource],
    ...("arn" in key
      ? {}
      : { Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": key.alias } } }),
  };
}

/** How policies of a deployment name the key of one of its buckets. */
export function keyReference(deployment: Deployment, key: BucketKey): KeyReference {
  if ("arn" in key) return key;
  const { partition, region, accountId } = deployment;
  return { alias: key.alias, keys: keyArn(partition, region, accountId, "*") };
}
