import { bucketName } from "./common";
import { flag, integer, mapping, text, type CreatedOnly } from "./field";
import { kmsKeyArn, permissionsBoundary } from "./identity";

const EXAMPLE_KEY = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";

const OF_CREATED_BUCKETS: CreatedOnly = {
  where: ["existing"],
  is: true,
  message: "has no effect on an existing bucket, of which nothing is changed",
  allowed: "name, existing and region",
  fix: "remove the line, and set it where the bucket is managed",
};

/** A bucket, new or existing; `purpose` completes "Name of …". */
export const bucket = (purpose: string, example: string) =>
  mapping(
    {
      description: `${purpose[0]!.toUpperCase()}${purpose.slice(1)}.`,
      example: { name: example },
    },
    {
      name: bucketName({ description: `Name of ${purpose}.`, example }),
      existing: flag({
        description:
          "The bucket exists: nothing of it is created or changed, policies only name it.",
        default: false,
      }),
      // Any other region is wrong, also one that does not exist: `checkRegion` says so.
      region: text(() => undefined, {
        description:
          "Region of an existing bucket, so that a wrong one is found here: bucket and deployment must share a region.",
        example: "us-west-2",
        default: "- the deployment's region",
      }),
      versioning: flag({
        description: "Keep old versions of objects.",
        default: false,
        createdOnly: OF_CREATED_BUCKETS,
      }),
      expireOldVersionsAfterDays: integer(1, 3650, {
        description: "Days that an old version is kept; with versioning only.",
        default: 30,
        createdOnly: OF_CREATED_BUCKETS,
      }),
      abortUploadsAfterDays: integer(1, 365, {
        description: "Days after which an unfinished multipart upload is removed.",
        default: 7,
        createdOnly: OF_CREATED_BUCKETS,
      }),
      accessLogBucket: bucketName({
        description:
          "Existing bucket that receives the server access log, under the prefix `<bucket>/`.",
        example: "acme-access-logs",
        default: "- no access log",
        createdOnly: OF_CREATED_BUCKETS,
      }),
      forceDestroy: flag({
        description: "Let `destroy` delete the bucket with everything in it.",
        default: false,
        createdOnly: OF_CREATED_BUCKETS,
      }),
      preventDestroy: flag({
        description: "Refuse every plan that would delete the bucket or its key.",
        default: true,
        createdOnly: OF_CREATED_BUCKETS,
      }),
    },
  );

/** How a section encrypts its bucket. */
export const encryption = {
  kmsKeyArn: kmsKeyArn({
    description: "KMS key of your own that encrypts the bucket.",
    example: EXAMPLE_KEY,
    default: "- S3's own encryption (AES256)",
  }),
  createKmsKey: flag({
    description: "Create a KMS key, with rotation, and encrypt the bucket with it.",
    default: false,
    createdOnly: {
      ...OF_CREATED_BUCKETS,
      where: ["bucket", "existing"],
      allowed: "kmsKeyArn, the key that encrypts the bucket",
    },
  }),
};

/** What a section can say of its roles. */
export const role = {
  permissionsBoundary: permissionsBoundary({
    description:
      "Boundary of the section's roles: `none`, `bootstrap` (the one that section `bootstrap` makes; the project's EKS role gets none then, as nodes need ECR, which it does not hold) or the ARN of a policy.",
    example: "bootstrap",
    default: "none",
  }),
  maxSessionDuration: integer(3600, 43200, {
    description: "Longest session of the section's roles, in seconds.",
    example: 7200,
    // IAM's own.
    default: 3600,
  }),
};
