import type { Partition } from "./partition";

/** An ARN in its six parts. */
export interface Arn {
  readonly partition: string;
  readonly service: string;
  readonly region: string;
  readonly account: string;
  readonly resource: string;
}

/** Splits an ARN; undefined when the text is none. */
export function parseArn(text: string): Arn | undefined {
  const match = /^arn:([^:\s]+):([^:\s]+):([^:\s]*):([^:\s]*):(\S+)$/.exec(text);
  if (!match) return undefined;
  const [, partition = "", service = "", region = "", account = "", resource = ""] = match;
  return { partition, service, region, account, resource };
}

/** ARN of a bucket: `arn:aws:s3:::name`. */
export function bucketArn(partition: Partition, bucket: string): string {
  return `arn:${partition}:s3:::${bucket}`;
}

/** ARN pattern of every object of a bucket: `arn:aws:s3:::name/*`. */
export function objectsArn(partition: Partition, bucket: string): string {
  return `${bucketArn(partition, bucket)}/*`;
}

/** ARN of a user, group, role or customer managed policy; `path` begins and ends with a slash. */
export function iamArn(kind: "user" | "group" | "role" | "policy") {
  return (partition: Partition, account: string, path: string, name: string): string =>
    `arn:${partition}:iam::${account}:${kind}${path}${name}`;
}

/** ARN of a role. */
export const roleArn = iamArn("role");

/** ARN of a customer managed policy. */
export const policyArn = iamArn("policy");

/** ARN of a policy that AWS maintains. */
export function awsManagedPolicyArn(partition: Partition, name: string): string {
  return `arn:${partition}:iam::aws:policy/${name}`;
}

/** ARN of an OIDC provider; `issuer` is written without `https://`. */
export function oidcProviderArn(partition: Partition, account: string, issuer: string): string {
  return `arn:${partition}:iam::${account}:oidc-provider/${issuer}`;
}

/** ARN of an EKS cluster. */
export function clusterArn(
  partition: Partition,
  region: string,
  account: string,
  name: string,
): string {
  return `arn:${partition}:eks:${region}:${account}:cluster/${name}`;
}

/** ARN of a KMS key, or a pattern of keys when `keyId` is `*`. */
export function keyArn(
  partition: Partition,
  region: string,
  account: string,
  keyId: string,
): string {
  return `arn:${partition}:kms:${region}:${account}:key/${keyId}`;
}
