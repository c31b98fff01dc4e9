import { rows, throughS3 } from "./row";

const BUCKET = "arn:aws:s3:::{integrationBucket}";

/** What the integration role may do. Source: integrate-with-aws-s3, step 3. */
export const INTEGRATION = rows({ role: "integration" }, [
  {
    id: "integration-write",
    action: "s3:PutObject",
    resource: `${BUCKET}/backup/a`,
    expected: "allowed",
    why: "Zilliz writes backups and audit logs",
  },
  {
    id: "integration-read",
    action: "s3:GetObject",
    resource: `${BUCKET}/backup/a`,
    expected: "allowed",
    why: "backups are restored",
  },
  {
    id: "integration-list",
    action: "s3:ListBucket",
    resource: BUCKET,
    expected: "allowed",
    why: "Zilliz looks for backups",
  },
  {
    id: "integration-location",
    action: "s3:GetBucketLocation",
    resource: BUCKET,
    expected: "allowed",
    why: "Zilliz checks where the bucket is",
  },
  {
    id: "integration-delete",
    action: "s3:DeleteObject",
    resource: `${BUCKET}/backup/a`,
    expected: "denied",
    why: "backups cannot be deleted from outside",
  },
  {
    id: "integration-other-bucket",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::{integrationBucket}-other/a",
    expected: "denied",
    why: "only the bucket of the integration is named",
  },
  {
    id: "integration-data-key",
    action: "kms:GenerateDataKey",
    resource: "{integrationKey}",
    context: throughS3("{integrationKeyAlias}"),
    expected: "allowed",
    why: "an encrypted bucket cannot be written without its key",
  },
  {
    id: "integration-decrypt-documented",
    edition: "documented",
    action: "kms:Decrypt",
    resource: "{integrationKey}",
    context: throughS3("{integrationKeyAlias}"),
    expected: "denied",
    why: "the documented text lacks it, so nothing can be read back (docs/deviations.md)",
  },
  {
    id: "integration-decrypt-current",
    edition: "current",
    action: "kms:Decrypt",
    resource: "{integrationKey}",
    context: throughS3("{integrationKeyAlias}"),
    expected: "allowed",
    why: "an encrypted bucket cannot be read without its key",
  },
]);
