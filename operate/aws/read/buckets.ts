import { bucketArn } from "../../../aws/arn";
import type { PlainRecord } from "../../../text/record";
import { given, tagsOf, textIn, type Readers, type Wanted } from "./reader";
import type { Asking } from "../asking";

/** The region of a bucket; undefined where there is no such bucket. */
export function bucketRegion(asking: Asking, Bucket: string): Promise<string | undefined> {
  const { sdk } = asking.session;
  return asking
    .ask("s3:GetBucketLocation", () =>
      asking.session.client("s3").send(new sdk.GetBucketLocationCommand({ Bucket })),
    )
    .then((found) => found && regionOf(found.LocationConstraint));
}

/** Source: S3 API reference, GetBucketLocation. */
function regionOf(constraint: string | undefined): string {
  if (constraint === undefined || constraint === "") return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}

/** Buckets and what sets them up. */
export const bucketReaders: Readers = (asking) => {
  const { sdk } = asking.session;
  const s3 = asking.session.client("s3");
  const bucketOf = ({ body }: Wanted) => ({ Bucket: textIn(body, "bucket") });
  const part = (bucket: string, values: PlainRecord) => given({ id: bucket, bucket, ...values });

  return {
    async aws_s3_bucket(wanted) {
      const { Bucket } = bucketOf(wanted);
      const region = await bucketRegion(asking, Bucket);
      if (region === undefined) return undefined;
      const tags = await asking.ask("s3:GetBucketTagging", () =>
        s3.send(new sdk.GetBucketTaggingCommand({ Bucket })),
      );
      return {
        id: Bucket,
        bucket: Bucket,
        arn: bucketArn(wanted.place.partition, Bucket),
        region,
        tags: tagsOf(tags?.TagSet),
      };
    },
    async aws_s3_bucket_public_access_block(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetBucketPublicAccessBlock", () =>
        s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket })),
      );
      const block = found?.PublicAccessBlockConfiguration;
      return (
        block &&
        part(Bucket, {
          block_public_acls: block.BlockPublicAcls ?? false,
          block_public_policy: block.BlockPublicPolicy ?? false,
          ignore_public_acls: block.IgnorePublicAcls ?? false,
          restrict_public_buckets: block.RestrictPublicBuckets ?? false,
        })
      );
    },
    async aws_s3_bucket_ownership_controls(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetBucketOwnershipControls", () =>
        s3.send(new sdk.GetBucketOwnershipControlsCommand({ Bucket })),
      );
      const rules = found?.OwnershipControls?.Rules;
      return (
        rules &&
        part(Bucket, {
          rule: rules.map(({ ObjectOwnership }) => ({ object_ownership: ObjectOwnership })),
        })
      );
    },
    async aws_s3_bucket_server_side_encryption_configuration(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetEncryptionConfiguration", () =>
        s3.send(new sdk.GetBucketEncryptionCommand({ Bucket })),
      );
      const rules = found?.ServerSideEncryptionConfiguration?.Rules;
      return (
        rules &&
        part(Bucket, {
          rule: rules.map(({ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled }) =>
            given({
              apply_server_side_encryption_by_default: by && [
                given({ sse_algorithm: by.SSEAlgorithm, kms_master_key_id: by.KMSMasterKeyID }),
              ],
              bucket_key_enabled: BucketKeyEnabled ?? false,
            }),
          ),
        })
      );
    },
    async aws_s3_bucket_versioning(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetBucketVersioning", () =>
        s3.send(new sdk.GetBucketVersioningCommand({ Bucket })),
      );
      return (
        found &&
        part(Bucket, {
          versioning_configuration: [{ status: found.Status ?? "Disabled" }],
        })
      );
    },
    async aws_s3_bucket_lifecycle_configuration(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetLifecycleConfiguration", () =>
        s3.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket })),
      );
      return found?.Rules && part(Bucket, { rule: found.Rules.map(lifecycleRule) });
    },
    async aws_s3_bucket_policy(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetBucketPolicy", () =>
        s3.send(new sdk.GetBucketPolicyCommand({ Bucket })),
      );
      return found?.Policy === undefined ? undefined : part(Bucket, { policy: found.Policy });
    },
    async aws_s3_bucket_logging(wanted) {
      const { Bucket } = bucketOf(wanted);
      const found = await asking.ask("s3:GetBucketLogging", () =>
        s3.send(new sdk.GetBucketLoggingCommand({ Bucket })),
      );
      const to = found?.LoggingEnabled;
      return to && part(Bucket, { target_bucket: to.TargetBucket, target_prefix: to.TargetPrefix });
    },
  };
};

interface Rule {
  readonly ID?: string | undefined;
  readonly Status?: string | undefined;
  readonly Prefix?: string | undefined;
  readonly Filter?: object | undefined;
  readonly AbortIncompleteMultipartUpload?:
    { DaysAfterInitiation?: number | undefined } | undefined;
  readonly NoncurrentVersionExpiration?:
    | { NoncurrentDays?: number | undefined; NewerNoncurrentVersions?: number | undefined }
    | undefined;
  readonly Expiration?:
    | {
        Date?: Date | undefined;
        Days?: number | undefined;
        ExpiredObjectDeleteMarker?: boolean | undefined;
      }
    | undefined;
  readonly Transitions?: readonly object[] | undefined;
  readonly NoncurrentVersionTransitions?: readonly object[] | undefined;
}

function lifecycleRule(rule: Rule): PlainRecord {
  const { AbortIncompleteMultipartUpload: abort, NoncurrentVersionExpiration: old } = rule;
  const { Expiration: expires } = rule;
  return given({
    id: rule.ID,
    status: rule.Status,
    filter: [{ prefix: rule.Prefix ?? "", ...snakeKeys(rule.Filter ?? {}) }],
    abort_incomplete_multipart_upload: abort && [
      given({ days_after_initiation: abort.DaysAfterInitiation }),
    ],
    noncurrent_version_expiration: old && [
      given({
        noncurrent_days: old.NoncurrentDays,
        newer_noncurrent_versions: old.NewerNoncurrentVersions,
      }),
    ],
    expiration: expires && [
      given({
        date: expires.Date?.toISOString(),
        days: expires.Days,
        expired_object_delete_marker: expires.ExpiredObjectDeleteMarker,
      }),
    ],
    transition: rule.Transitions?.map(snakeKeys),
    noncurrent_version_transition: rule.NoncurrentVersionTransitions?.map(snakeKeys),
  });
}

/** `StorageClass` as Terraform writes it: `storage_class`. */
function snakeKeys(value: object): PlainRecord {
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]: [string, unknown]) => [
      key.replace(/(?<=[a-z])(?=[A-Z])/g, "_").toLowerCase(),
      inner,
    ]),
  );
}
