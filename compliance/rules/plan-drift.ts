import { compare } from "../../iam/compare";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { Resource } from "../../terraform/model";
import { readPolicy } from "../../terraform/policy";
import { byKey } from "../../text/order";
import { own } from "../../text/own";
import { sorted } from "../../text/unique";
import { isRecord } from "../../text/record";
import { fail, inputs, orPass, pass, type Results, ruleForEach } from "../results";

/** Attributes that decide who may do what; a change by hand is an incident until it is explained. */
const CRITICAL: readonly (readonly [RegExp, RegExp])[] = [
  [/^aws_iam_role$/, /^(assume_role_policy|permissions_boundary|name|path|unique_id)$/],
  [/^aws_(iam_(role_)?policy|s3_bucket_policy|s3_bucket|kms_key|kms_key_policy)$/, /^policy$/],
  [/^aws_iam_role_policy_attachment$/, /./],
  [/^aws_s3_bucket_public_access_block$/, /^(block|ignore|restrict)_/],
  [/^aws_iam_openid_connect_provider$/, /^client_id_list$/],
];

export const rule = ruleForEach("plan-drift", inputs, function* ({ kind, file, drift, resources }) {
  if (kind !== "plan") return;
  for (const resource of drift) yield* judge(resource, resources);
  if (drift.length === 0) yield pass(file, "nothing was changed outside of Terraform");
});

function* judge(resource: Resource, others: readonly Resource[]): Results {
  const { change, type } = resource;
  if (!change) return;
  if (change.after === null) {
    const severity = isCritical(type) ? "error" : "warning";
    yield fail(resource, "was deleted outside of Terraform", { key: "deleted", severity });
    return;
  }
  const changed = changedOutside(resource, others).map((attribute) => {
    const message = `${attribute} was changed outside of Terraform`;
    const severity = isCritical(type, attribute) ? "error" : "warning";
    return fail(resource, message, { attribute, key: attribute, severity });
  });
  yield* orPass(changed, resource, "reads otherwise and means the same");
}

function isCritical(type: string, attribute?: string): boolean {
  return CRITICAL.some(
    ([types, attributes]) =>
      types.test(type) && (attribute === undefined || attributes.test(attribute)),
  );
}

/** Attributes that AWS fills in by itself, by type. */
const COMPUTED: Readonly<Record<string, readonly string[]>> = {
  // What is on the role by hand is for the rule plan-undeclared-policy.
  aws_iam_role: ["inline_policy", "managed_policy_arns", "create_date"],
  aws_iam_policy: ["attachment_count"],
  aws_s3_bucket: ["grant", "acl", "request_payer", "acceleration_status"],
};

/** Attributes of a bucket that repeat what a resource of its own says. */
const REPEATED: Readonly<Record<string, string>> = {
  policy: "aws_s3_bucket_policy",
  server_side_encryption_configuration: "aws_s3_bucket_server_side_encryption_configuration",
  versioning: "aws_s3_bucket_versioning",
  lifecycle_rule: "aws_s3_bucket_lifecycle_configuration",
  logging: "aws_s3_bucket_logging",
};

/**
 * Attributes that were changed outside of Terraform in a way that means something. Left out are null
 * for empty, the order in policies, what AWS fills in, and the one change that the documents
 * announce: Zilliz puts the issuer in the place of its placeholder.
 *
 * @param others resources of the same plan.
 */
function changedOutside(resource: Resource, others: readonly Resource[]): string[] {
  const { type, change } = resource;
  const before = change?.before ?? {};
  const after = change?.after ?? {};
  return sorted([...Object.keys(before), ...Object.keys(after)]).filter((attribute) => {
    const [old, now] = [own(before, attribute), own(after, attribute)];
    if (isSame(old, now) || own(COMPUTED, type)?.includes(attribute)) return false;
    if (type === "aws_s3_bucket" && isRepeated(attribute, after["bucket"], others)) return false;
    return !isSamePolicy(attribute, old, now);
  });
}

/** Whether two values are the same, and null is like empty. */
function isSame(one: unknown, other: unknown): boolean {
  if (isEmpty(one) && isEmpty(other)) return true;
  return JSON.stringify(normal(one)) === JSON.stringify(normal(other));
}

function normal(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(normal);
  if (!isRecord(value)) return value;
  const entries = Object.entries(value).filter(([, inner]) => !isEmpty(inner));
  return Object.fromEntries(entries.sort(byKey).map(([key, inner]) => [key, normal(inner)]));
}

function isEmpty(value: unknown): boolean {
  if (Array.isArray(value)) return value.every(isEmpty);
  if (isRecord(value)) return Object.values(value).every(isEmpty);
  return value === undefined || value === null || value === "" || value === false;
}

/** Whether a resource of its own sets that part of the bucket. */
function isRepeated(attribute: string, bucket: unknown, others: readonly Resource[]): boolean {
  const type = own(REPEATED, attribute);
  // S3 encrypts by itself.
  if (attribute === "server_side_encryption_configuration") return true;
  return (
    type !== undefined &&
    others.some(
      ({ type: own, values, change }) =>
        own === type && [values["bucket"], change?.before?.["bucket"]].includes(bucket),
    )
  );
}

const read = (attribute: string, text: string) => readPolicy(attribute, text, "other").document;

function isSamePolicy(attribute: string, old: unknown, now: unknown): boolean {
  if (typeof old !== "string" || typeof now !== "string" || !/policy$/.test(attribute))
    return false;
  return [old, ...substituted(old, now)].some((text) => {
    const [before, after] = [read(attribute, text), read(attribute, now)];
    return before.known && after.known && compare(after.value, before.value).length === 0;
  });
}

/** A trust with its placeholder replaced by the issuer that now stands there. */
function substituted(old: string, now: string): string[] {
  if (!old.includes(OIDC_PLACEHOLDER)) return [];
  const issuer = /:oidc-provider\/(oidc\.eks\.[a-z0-9-]+\.amazonaws\.com\/id\/[A-Za-z0-9]+)"/.exec(
    now,
  )?.[1];
  return issuer === undefined ? [] : [old.replaceAll(OIDC_PLACEHOLDER, issuer)];
}
