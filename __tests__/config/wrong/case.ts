import type { Environment } from "../../../config";
import type { Files } from "../run-in-folder";

/** A config that is wrong, and all that the user reads about it. */
export interface Wrong {
  readonly name: string;
  /** Text of byoc.yaml, or several files. */
  readonly config: string | Files;
  /** What `--config` names; by default each of the files. */
  readonly named?: readonly string[];
  readonly environment?: Environment;
  /** Texts that must not be shown, besides the external ID of `BASE`. */
  readonly secrets?: readonly string[];
  /** The problems; the line that counts them is `withCount`'s. */
  readonly error: string;
}

/** The problems and the line that ends them, which counts them and says that nothing was written. */
export function withCount(problems: string): string {
  const counted = (["error", "warning"] as const).flatMap((severity) => {
    const { length } = problems.match(new RegExp(`^${severity}\\[`, "gm")) ?? [];
    return length === 0 ? [] : [`${length} ${severity}${length === 1 ? "" : "s"}`];
  });
  return `${problems}\n\n${counted.join(", ")}; nothing was written`;
}

export const EXTERNAL_ID = "cid-7Qw9Rt2Yp4";

export const INTEGRATION_ID = "zilliz-external-7Qx2Wv4Yp6";

/** A small config that is right. */
export const BASE = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
zilliz:
  externalId: ${EXTERNAL_ID}
project:
  bucket:
    name: zilliz-byoc-acme
`;

/** Milvus alone, which every partition accepts. */
export const MILVUS = `version: 1
name: acme
accountId: "111122223333"
region: us-west-2
milvus:
  cluster: { oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/ABCD }
  bucket: { name: acme-milvus }
`;

/** A text with one part of it replaced; the part must be there. */
export function patch(text: string, part: string, by: string): string {
  if (!text.includes(part)) throw new Error(`no ${part} to replace`);
  return text.replace(part, () => by);
}

/** Milvus and a release of it, with more lines of `release`. */
export const release = (lines: string) =>
  `${patch(MILVUS, "{ oidcIssuer", "{ name: acme-eks, oidcIssuer")}  release:\n    chartVersion: 5.0.19\n${lines}`;

export const base = (part: string, by: string) => patch(BASE, part, by);
export const milvus = (part: string, by: string) => patch(MILVUS, part, by);

/** Lists of messages, which the tables write as `${TOP_KEYS}`. */
export const LISTS: Readonly<Record<string, string>> = {
  TOP_KEYS:
    "version, name, accountId, region, aws, tags, policyEdition, trustDenials, zilliz, terraform, bootstrap, project, integration, milvus",
  BUCKET_KEYS:
    "name, existing, region, versioning, expireOldVersionsAfterDays, abortUploadsAfterDays, accessLogBucket, forceDestroy, preventDestroy",
  PROJECT_KEYS:
    "bucket, kmsKeyArn, createKmsKey, prefix, path, storageRoleName, crossAccountRoleName, eksRoleName, oidcIssuer, oidcProviderArn, permissionsBoundary, maxSessionDuration, network",
  MILVUS_KEYS:
    "cluster, serviceAccount, bucket, kmsKeyArn, createKmsKey, path, roleName, policyName, permissionsBoundary, maxSessionDuration, release",
  RELEASE_KEYS:
    "name, namespace, createNamespace, adopt, preventDestroy, chart, chartVersion, preset, mode, wait, timeoutSeconds, service, rootPath, components, highAvailability, messageQueue, etcd, storageClass, metrics, authorization, values",
  BACKEND_TYPES:
    "local, s3, cloud, remote, http, gcs, azurerm, pg, consul, cos, oss, kubernetes, inmem",
};
