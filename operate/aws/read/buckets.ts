import { bucketArn } from "../../../aws/arn";
import type { PlainRecord } from "../../../text/record";
import { UnreadError, type Asking } from "../asking";
import { defined, tagsOf, textIn, type Read, type Readers } from "./reader";

/** Questions about buckets. */
export function bucketsOf(asking: Asking) {
  const { sdk } = asking.session;
  const s3 = asking.session.client("s3");
  return {
    /**
     * The region of a bucket; undefined where there is no such bucket. Either of two rights will do:
     * who reviews an account has the one, who deploys with least rights the other.
     *
     * @param ExpectedBucketOwner the account whose it must be, else it is denied.
     */
    async region(Bucket: string, ExpectedBucketOwner?: string): Promise<string | undefined> {
      const of = { Bucket, ExpectedBucketOwner };
      const locate = () => s3.send(new sdk.GetBucketLocationCommand(of));
      try {
        const found = await asking.ask("s3:GetBucketLocation", locate);
        return found && regionOf(found.LocationConstraint);
      } catch (error) {
        if (!(error instanceof UnreadError) || error.action === undefined) throw error;
        const head = () => s3.send(new sdk.HeadBucketCommand(of));
        const found = await asking.ask(error.action, head);
        return found && regionOf(found.BucketRegion);
      }
    },
    tags: (Bucket: string) =>
      asking.ask("s3:GetBucketTagging", () => s3.send(new sdk.GetBucketTaggingCommand({ Bucket }))),
    publicAccessBlock: (Bucket: string) =>
      asking.ask("s3:GetBucketPublicAccessBlock", () =>
        s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket })),
      ),
    ownership: (Bucket: string) =>
      asking.ask("s3:GetBucketOwnershipControls", () =>
        s3.send(new sdk.GetBucketOwnershipControlsCommand({ Bucket })),
      ),
    encryption: (Bucket: string) =>
      asking.ask("s3:GetEncryptionConfiguration", () =>
        s3.send(new sdk.GetBucketEncryptionCommand({ Bucket })),
      ),
    versioning: (Bucket: string) =>
      asking.ask("s3:GetBucketVersioning", () =>
        s3.send(new sdk.GetBucketVersioningCommand({ Bucket })),
      ),
    lifecycle: (Bucket: string) =>
      asking.ask("s3:GetLifecycleConfiguration", () =>
        s3.send(new sdk.GetBucketLifecycleConfigurationCommand({ Bucket })),
      ),
    policy: (Bucket: string) =>
      asking.ask("s3:GetBucketPolicy", () => s3.send(new sdk.GetBucketPolicyCommand({ Bucket }))),
    logging: (Bucket: string) =>
      asking.ask("s3:GetBucketLogging", () => s3.send(new sdk.GetBucketLoggingCommand({ Bucket }))),
  };
}

export type BucketQuestions = ReturnType<typeof bucketsOf>;

/** Source: S3 API reference, GetBucketLocation. */
function regionOf(constraint: string | undefined): string {
  if (constraint === undefined || constraint === "") return "us-east-1";
  return constraint === "EU" ? "eu-west-1" : constraint;
}

/** Buckets and what sets them up. */
export function bucketReaders(buckets: BucketQuestions): Readers {
  return {
    async aws_s3_bucket({ body, place: { account, partition } }) {
      const bucket = textIn(body, "bucket");
      const region = await buckets.region(bucket, account);
      if (region === undefined) return undefined;
      const tags = await buckets.tags(bucket);
      const arn = bucketArn(partition, bucket);
      return { id: bucket, bucket, arn, region, tags: tagsOf(tags?.TagSet) };
    },
    aws_s3_bucket_public_access_block: part(
      buckets.publicAccessBlock,
      ({ PublicAccessBlockConfiguration: block }) =>
        block && {
          block_public_acls: block.BlockPublicAcls ?? false,
          block_public_policy: block.BlockPublicPolicy ?? false,
          ignore_public_acls: block.IgnorePublicAcls ?? false,
          restrict_public_buckets: block.RestrictPublicBuckets ?? false,
        },
    ),
    aws_s3_bucket_ownership_controls: part(
      buckets.ownership,
      ({ OwnershipControls: controls }) =>
        controls?.Rules && {
          rule: controls.Rules.map((rule) => ({ object_ownership: rule.ObjectOwnership })),
        },
    ),
    aws_s3_bucket_server_side_encryption_configuration: part(
      buckets.encryption,
      ({ ServerSideEncryptionConfiguration: encryption }) =>
        encryption?.Rules && {
          rule: encryption.Rules.map(
            ({ ApplyServerSideEncryptionByDefault: by, BucketKeyEnabled }) =>
              defined({
                apply_server_side_encryption_by_default: by && [
                  defined({ sse_algorithm: by.SSEAlgorithm, kms_master_key_id: by.KMSMasterKeyID }),
                ],
                bucket_key_enabled: BucketKeyEnabled ?? false,
              }),
          ),
        },
    ),
    // Of a bucket that never had versions, S3 tells no status.
    aws_s3_bucket_versioning: part(
      buckets.versioning,
      ({ Status: status }) => status && { versioning_configuration: [{ status }] },
    ),
    aws_s3_bucket_lifecycle_configuration: part(
      buckets.lifecycle,
      ({ Rules }) => Rules && { rule: Rules.map(lifecycleRule) },
    ),
    aws_s3_bucket_policy: part(
      buckets.policy,
      ({ Policy: policy }) => policy !== undefined && { policy },
    ),
    aws_s3_bucket_logging: part(
      buckets.logging,
      ({ LoggingEnabled: to }) =>
        to && { target_bucket: to.TargetBucket, target_prefix: to.TargetPrefix },
    ),
  };
}

/** One setting of a bucket, which has no id of its own; none where it was never made. */
function part<Answer>(
  ask: (bucket: string) => Promise<Answer | undefined>,
  valuesOf: (answer: Answer) => PlainRecord | "" | false | undefined,
): Read {
  return async ({ body }) => {
    const bucket = textIn(body, "bucket");
    const answer = await ask(bucket);
    const values = answer && valuesOf(answer);
    return values ? defined({ id: bucket, bucket, ...values }) : undefined;
  };
}

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
  return defined({
    id: rule.ID,
    status: rule.Status,
    filter: [{ prefix: rule.Prefix ?? "", ...snakeKeys(rule.Filter ?? {}) }],
    abort_incomplete_multipart_upload: abort && [
      defined({ days_after_initiation: abort.DaysAfterInitiation }),
    ],
    noncurrent_version_expiration: old && [
      defined({
        noncurrent_days: old.NoncurrentDays,
        newer_noncurrent_versions: old.NewerNoncurrentVersions,
      }),
    ],
    expiration: expires && [
      defined({
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
