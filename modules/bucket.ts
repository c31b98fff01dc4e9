import { KmsAlias } from "@cdktf/provider-aws/lib/kms-alias";
import { KmsKey } from "@cdktf/provider-aws/lib/kms-key";
import { S3Bucket } from "@cdktf/provider-aws/lib/s3-bucket";
import { S3BucketLifecycleConfiguration } from "@cdktf/provider-aws/lib/s3-bucket-lifecycle-configuration";
import { S3BucketLoggingA } from "@cdktf/provider-aws/lib/s3-bucket-logging";
import { S3BucketOwnershipControls } from "@cdktf/provider-aws/lib/s3-bucket-ownership-controls";
import { S3BucketPolicy } from "@cdktf/provider-aws/lib/s3-bucket-policy";
import { S3BucketPublicAccessBlock } from "@cdktf/provider-aws/lib/s3-bucket-public-access-block";
import { S3BucketServerSideEncryptionConfigurationA } from "@cdktf/provider-aws/lib/s3-bucket-server-side-encryption-configuration";
import { S3BucketVersioningA } from "@cdktf/provider-aws/lib/s3-bucket-versioning";
import { Construct } from "constructs";
import type { BucketSettings, Deployment } from "../config/deployment";
import { tlsOnlyBucketPolicy } from "../policies/protection/bucket-policy";
import { bucketKeyPolicy } from "../policies/protection/key-policy";
import { renderPolicy } from "../policies/render";
import { address } from "./address";

export interface BucketProps {
  readonly deployment: Deployment;
  readonly settings: BucketSettings;
}

/**
 * A private bucket: no public access, owner enforced, encrypted, TLS only, unfinished uploads
 * removed, and kept when the stack is destroyed.
 *
 * The documents keep S3's "default values for other settings"; each protection here either is that
 * default, made explicit, or takes nothing from the roles that the documents grant.
 */
export class Bucket extends Construct {
  constructor(
    scope: Construct,
    private readonly id: string,
    private readonly props: BucketProps,
  ) {
    super(scope, id);
    const { settings } = props;
    const resource = new S3Bucket(this, "bucket", {
      bucket: settings.name,
      forceDestroy: settings.forceDestroy,
      ...(settings.preventDestroy && { lifecycle: { preventDestroy: true } }),
    });
    address(resource, id, settings.name);
    // The configured name, not the computed id: it is known in the first plan.
    const bucket = resource.bucket;
    this.closeToPublic(bucket);
    this.encrypt(bucket);
    this.keepVersions(bucket);
    this.logAccess(bucket);
  }

  private closeToPublic(bucket: string): void {
    const { deployment, settings } = this.props;
    const block = new S3BucketPublicAccessBlock(this, "public-access-block", {
      bucket,
      blockPublicAcls: true,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });
    address(block, this.id);
    const { partition } = deployment;
    const policy = tlsOnlyBucketPolicy({ partition, bucket: settings.name });
    // S3 refuses two of these changes at the same time, and the block must stand before a policy.
    const tls = new S3BucketPolicy(this, "policy", {
      bucket,
      policy: renderPolicy(policy, "bucket"),
      dependsOn: [block],
    });
    address(tls, this.id, undefined, policy);
    const ownership = new S3BucketOwnershipControls(this, "ownership", {
      bucket,
      rule: { objectOwnership: "BucketOwnerEnforced" },
      dependsOn: [block, tls],
    });
    address(ownership, this.id);
  }

  private encrypt(bucket: string): void {
    const { deployment, settings } = this.props;
    const { key } = settings;
    const keyArn =
      key && "alias" in key
        ? new EncryptionKey(this, `${this.id}_key`, {
            deployment,
            alias: key.alias,
            bucketName: settings.name,
            preventDestroy: settings.preventDestroy,
          }).arn
        : key?.arn;
    const byKey = { sseAlgorithm: "aws:kms", kmsMasterKeyId: keyArn };
    const encryption = new S3BucketServerSideEncryptionConfigurationA(this, "encryption", {
      bucket,
      rule: [
        keyArn === undefined
          ? { applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }
          : { applyServerSideEncryptionByDefault: byKey, bucketKeyEnabled: true },
      ],
    });
    address(encryption, this.id);
  }

  private keepVersions(bucket: string): void {
    const { abortUploadsAfterDays, expireOldVersionsAfterDays: days } = this.props.settings;
    const always = { status: "Enabled", filter: [{ prefix: "" }] };
    const expiry = (noncurrentDays: number) => ({
      id: "expire-old-versions",
      ...always,
      noncurrentVersionExpiration: [{ noncurrentDays }],
    });
    const versioning =
      days === undefined
        ? undefined
        : new S3BucketVersioningA(this, "versioning", {
            bucket,
            versioningConfiguration: { status: "Enabled" },
          });
    if (versioning) address(versioning, this.id);
    const lifecycle = new S3BucketLifecycleConfiguration(this, "lifecycle", {
      bucket,
      rule: [
        {
          id: "abort-unfinished-uploads",
          ...always,
          abortIncompleteMultipartUpload: [{ daysAfterInitiation: abortUploadsAfterDays }],
        },
        ...(days === undefined ? [] : [expiry(days)]),
      ],
      // Old versions can expire only once there are any.
      dependsOn: versioning && [versioning],
    });
    address(lifecycle, this.id);
  }

  private logAccess(bucket: string): void {
    const { accessLogBucket, name } = this.props.settings;
    if (accessLogBucket === undefined) return;
    const logging = new S3BucketLoggingA(this, "logging", {
      bucket,
      targetBucket: accessLogBucket,
      targetPrefix: `${name}/`,
    });
    address(logging, this.id);
  }
}

interface EncryptionKeyProps {
  readonly deployment: Deployment;
  /** `alias/…`; policies find the key by it. */
  readonly alias: string;
  readonly bucketName: string;
  readonly preventDestroy: boolean;
}

/** A KMS key, with rotation, that encrypts one bucket. */
class EncryptionKey extends Construct {
  readonly arn: string;

  constructor(scope: Construct, id: string, props: EncryptionKeyProps) {
    super(scope, id);
    const policy = bucketKeyPolicy(props.deployment);
    const key = new KmsKey(this, "key", {
      description: `Encrypts the bucket ${props.bucketName}`,
      enableKeyRotation: true,
      // The longest wait that KMS offers: a deleted key takes the bucket's data with it.
      deletionWindowInDays: 30,
      policy: renderPolicy(policy, "key"),
      ...(props.preventDestroy && { lifecycle: { preventDestroy: true } }),
    });
    address(key, id, props.alias, policy);
    const alias = new KmsAlias(this, "alias", { name: props.alias, targetKeyId: key.keyId });
    address(alias, id, props.alias);
    this.arn = key.arn;
  }
}
