import { joinInputs } from "../../terraform/join";
import { lineFinder } from "../../terraform/lines";
import type { Model } from "../../terraform/model-view";
import { synthInputs } from "../../terraform/synth-roots";
import { permissionChanges, type PermissionDiff } from "../../permissions";

export type Json = Record<string, any>;

const ACCOUNT = "111122223333";

/** A file of Terraform's JSON syntax with resources by address. */
export function file(resources: Json, account: string | undefined = ACCOUNT): Json {
  const resource: Json = {};
  for (const [address, values] of Object.entries(resources)) {
    const [type = "", name = ""] = address.split(".");
    (resource[type] ??= {})[name] = values;
  }
  const provider = { region: "us-west-2", ...(account && { allowed_account_ids: [account] }) };
  return { provider: { aws: [provider] }, resource };
}

/** The model of one file that was synthesized. */
export function modelOf(json: Json, name = "stack.tf.json"): Model {
  const lineOf = lineFinder(JSON.stringify(json));
  return joinInputs(synthInputs([{ file: name, json, lineOf, unread: [] }]));
}

/** What changed between two sets of resources. */
export function diffOf(before: Json, after: Json): PermissionDiff {
  return permissionChanges(modelOf(file(before)), modelOf(file(after)));
}

export function policy(...statements: Json[]): string {
  return JSON.stringify({ Version: "2012-10-17", Statement: statements });
}

export function allow(action: unknown, resource?: unknown, more: Json = {}): Json {
  return {
    Effect: "Allow",
    Action: action,
    ...(resource !== undefined && { Resource: resource }),
    ...more,
  };
}

export function deny(action: unknown, resource: unknown, more: Json = {}): Json {
  return { ...allow(action, resource, more), Effect: "Deny" };
}

export const TRUST = policy(
  allow("sts:AssumeRole", undefined, { Principal: { Service: "ec2.amazonaws.com" } }),
);

/** A role with one inline policy, and what else there is. */
export function role(statements: Json[], more: Json = {}): Json {
  return {
    "aws_iam_role.app_role": { name: "app", assume_role_policy: TRUST, ...more },
    "aws_iam_role_policy.app": { role: "app", name: "app", policy: policy(...statements) },
  };
}

/** A role that is trusted by statements. */
export function trusted(...statements: Json[]): Json {
  return { "aws_iam_role.app_role": { name: "app", assume_role_policy: policy(...statements) } };
}

/** Sentences of one direction. */
export function texts(diff: PermissionDiff, direction?: string): string[] {
  return diff.subjects
    .flatMap(({ changes }) => changes)
    .filter((change) => direction === undefined || change.direction === direction)
    .map(({ text }) => text);
}

/** Every object of the bucket "data". */
export const OBJECTS = "arn:aws:s3:::data/*";

/** The bucket "data", with a policy where there are statements. */
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
