import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { bucketName } from "./common";
import { doc, flag, integer, text } from "./field";
import { kmsKeyArn, permissionsBoundary } from "./identity";

const EXAMPLE_KEY = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";

/** A bucket, new or existing; `purpose` completes "Name of …". */
export const bucket = (purpose: string, example: string) =>
  z
    .strictObject({
      name: bucketName({ description: `Name of ${purpose}.`, example }),
      existing: flag({
        description:
          "The bucket exists: nothing of it is created or changed, policies only name it.",
        example: true,
        default: DEFAULTS.bucket.existing,
      }),
      // Any other region is wrong, also one that does not exist: `checkRegion` says so.
      region: text(() => undefined, {
        description:
          "Region of an existing bucket, so that a wrong one is found here: bucket and deployment must share a region.",
        example: "us-west-2",
        default: "- the deployment's region",
      }).optional(),
      versioning: flag({
        description: "Keep old versions of objects.",
        example: true,
        default: DEFAULTS.bucket.versioning,
      }),
      expireOldVersionsAfterDays: integer(1, 3650, {
        description: "Days that an old version is kept; with versioning only.",
        example: 30,
        default: DEFAULTS.bucket.expireOldVersionsAfterDays,
      }),
      abortUploadsAfterDays: integer(1, 365, {
        description: "Days after which an unfinished multipart upload is removed.",
        example: 7,
        default: DEFAULTS.bucket.abortUploadsAfterDays,
      }),
      accessLogBucket: bucketName({
        description:
          "Existing bucket that receives the server access log, under the prefix `<bucket>/`.",
        example: "acme-access-logs",
        default: "- no access log",
      }).optional(),
      forceDestroy: flag({
        description: "Let `destroy` delete the bucket with everything in it.",
        example: true,
        default: DEFAULTS.bucket.forceDestroy,
      }),
      preventDestroy: flag({
        description: "Refuse every plan that would delete the bucket or its key.",
        example: false,
        default: DEFAULTS.bucket.preventDestroy,
      }),
    })
    .meta(
      doc({
        description: `${purpose[0]!.toUpperCase()}${purpose.slice(1)}.`,
        example: { name: example },
      }),
    );

/** How a section encrypts its bucket. */
export const encryption = {
  kmsKeyArn: kmsKeyArn({
    description: "KMS key of your own that encrypts the bucket.",
    example: EXAMPLE_KEY,
    default: "- S3's own encryption (AES256)",
  }).optional(),
  createKmsKey: flag({
    description: "Create a KMS key, with rotation, and encrypt the bucket with it.",
    example: true,
    default: false,
  }),
};

/** What a section can say of its roles. */
export const role = {
  permissionsBoundary: permissionsBoundary({
    description:
      "Boundary of the section's roles: `none`, `bootstrap` (the one that section `bootstrap` makes) or the ARN of a policy.",
    example: "bootstrap",
    default: DEFAULTS.permissionsBoundary,
  }).optional(),
  maxSessionDuration: integer(3600, 43200, {
    description: "Longest session of the section's roles, in seconds.",
    example: 7200,
    default: DEFAULTS.maxSessionDuration,
  }),
};
