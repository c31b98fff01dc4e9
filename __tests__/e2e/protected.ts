import type { BucketFacts } from "../support/aws-storage";
import { REGION } from "../support/moto";

export const TAGS = { Vendor: "zilliz-byoc", CostCenter: "4711" };

/** What every bucket has, whatever its settings. */
export function expectProtected(name: string, bucket: BucketFacts, versioned: boolean): void {
  expect(bucket).toMatchObject({
    region: REGION,
    ownership: "BucketOwnerEnforced",
    publicAccess: {
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    },
    policy: {
      Statement: [
        {
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:aws:s3:::${name}`, `arn:aws:s3:::${name}/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    },
    tags: TAGS,
  });
  expect(bucket.versioning).toBe(versioned ? "Enabled" : undefined);
  expect(bucket.lifecycle).toHaveLength(versioned ? 2 : 1);
  expect(bucket.lifecycle).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        Status: "Enabled",
        AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
      }),
      ...(versioned
        ? [
            expect.objectContaining({
              Status: "Enabled",
              NoncurrentVersionExpiration: { NoncurrentDays: 30 },
            }),
          ]
        : []),
    ]),
  );
}
