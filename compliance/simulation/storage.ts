import { rows, throughS3, type SimulationRow } from "./row";

const BUCKET = "arn:aws:s3:::{bucket}";

/** What the storage role may do. Source: create-bucket-and-role, step 3. */
export const STORAGE = rows({ role: "storage" }, [
  {
    id: "storage-read",
    action: "s3:GetObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus reads its data",
  },
  {
    id: "storage-write",
    action: "s3:PutObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus writes its data",
  },
  {
    id: "storage-delete",
    action: "s3:DeleteObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus removes what it has compacted",
  },
  {
    id: "storage-list",
    action: "s3:ListBucket",
    resource: BUCKET,
    expected: "allowed",
    why: "Milvus looks for its data",
  },
  {
    id: "storage-read-other-bucket",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::{bucket}-other/a",
    expected: "denied",
    why: "only the bucket of the project is named",
  },
  {
    id: "storage-list-other-bucket",
    action: "s3:ListBucket",
    resource: "arn:aws:s3:::{bucket}-other",
    expected: "denied",
    why: "only the bucket of the project is named",
  },
  {
    id: "storage-abort-upload",
    action: "s3:AbortMultipartUpload",
    resource: `${BUCKET}/files/a`,
    expected: "denied",
    why: "the text lacks it; unfinished uploads are removed by the bucket's lifecycle",
  },
  {
    id: "storage-bucket-location",
    action: "s3:GetBucketLocation",
    resource: BUCKET,
    expected: "denied",
    why: "the text lacks it; the region is configured",
  },
  {
    id: "storage-bucket-policy",
    action: "s3:PutBucketPolicy",
    resource: BUCKET,
    expected: "denied",
    why: "the bucket is the customer's",
  },
  {
    id: "storage-decrypt",
    action: "kms:Decrypt",
    resource: "{storageKey}",
    context: throughS3("{storageKeyAlias}"),
    expected: "allowed",
    why: "an encrypted bucket cannot be read without its key",
  },
  {
    id: "storage-data-key",
    action: "kms:GenerateDataKey",
    resource: "{storageKey}",
    context: throughS3("{storageKeyAlias}"),
    expected: "allowed",
    why: "an encrypted bucket cannot be written without its key",
  },
  {
    id: "storage-delete-key",
    action: "kms:ScheduleKeyDeletion",
    resource: "{storageKey}",
    context: throughS3("{storageKeyAlias}"),
    expected: "denied",
    why: "the key is the customer's",
  },
]);

const PROVIDER = "arn:aws:iam::{account}:oidc-provider/{issuer}";

/** A service account of the cluster that asks for the storage role. */
function subject(
  id: string,
  sub: string,
  expected: SimulationRow["expected"],
  why: string,
  aud: string | undefined = "sts.amazonaws.com",
): Omit<SimulationRow, "role"> {
  return {
    id: `storage-trust-${id}`,
    principal: PROVIDER,
    action: "sts:AssumeRoleWithWebIdentity",
    context: {
      "{issuer}:sub": `system:serviceaccount:${sub}`,
      ...(aud === "" ? {} : { "{issuer}:aud": aud }),
    },
    expected,
    why,
  };
}

/** Who may assume the storage role. Source: create-bucket-and-role, step 2. */
export const STORAGE_TRUST = rows(
  { role: "storageTrust", action: "sts:AssumeRoleWithWebIdentity", resource: "{storageRole}" },
  [
    subject("milvus", "milvus-abc:milvus-sa", "allowed", "Milvus reads and writes its data"),
    subject("loki", "loki:loki", "allowed", "logs go to the bucket"),
    subject("loki-suffix", "loki:loki-x", "allowed", "logs go to the bucket"),
    subject("index-pool", "index-pool:milvus-x", "allowed", "indexes are built from the data"),
    subject("other-account", "milvus-abc:default", "denied", "only service accounts milvus…"),
    subject("default-namespace", "default:milvus", "denied", "only namespaces milvus-…"),
    subject("no-hyphen", "milvus:milvus", "denied", "the namespace must have a hyphen"),
    subject("loki-other", "loki:other", "denied", "only service accounts loki…"),
    subject("kube-system", "kube-system:milvus", "denied", "only the namespaces of the text"),
    subject("case", "MILVUS-abc:milvus", "denied", "names have a case"),
    subject("audience", "milvus-abc:milvus-sa", "denied", "tokens are for AWS", "kubernetes"),
    subject("no-audience", "milvus-abc:milvus-sa", "denied", "tokens name their audience", ""),
    {
      ...subject("other-cluster", "milvus-abc:milvus-sa", "denied", "only the cluster's provider"),
      principal: "arn:aws:iam::{account}:oidc-provider/issuer.example.com",
    },
    {
      id: "storage-trust-zilliz",
      principal: "arn:aws:iam::{zillizAccount}:role/zilliz-byoc",
      action: "sts:AssumeRole",
      context: { "sts:ExternalId": "{externalId}" },
      expected: "denied",
      why: "the data are read by the cluster, not by Zilliz's own account",
    },
  ],
);
