import { HEAD, synthText } from "../stacks/synth";

const config = (bucket: string, section = "") =>
  `${HEAD}integration:\n  bucket: { name: acme-export${bucket} }\n${section}`;
const resources = (bucket = "", section = "") => synthText(config(bucket, section)).resource;
const one = (type: string, bucket = "", section = "") =>
  resources(bucket, section)[type]?.["bucket"];

describe("bucket", () => {
  it("is closed to the public in all four ways", () => {
    expect(one("aws_s3_bucket_public_access_block")).toMatchObject({
      block_public_acls: true,
      block_public_policy: true,
      ignore_public_acls: true,
      restrict_public_buckets: true,
    });
  });

  it("belongs to its owner alone", () => {
    expect(one("aws_s3_bucket_ownership_controls")!["rule"]).toEqual({
      object_ownership: "BucketOwnerEnforced",
    });
  });

  it("refuses requests without TLS", () => {
    const policy = one("aws_s3_bucket_policy")!;
    expect(JSON.parse(policy["policy"] as string).Statement).toEqual([
      {
        Sid: "DenyInsecureTransport",
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: ["arn:aws:s3:::acme-export", "arn:aws:s3:::acme-export/*"],
        Condition: { Bool: { "aws:SecureTransport": "false" } },
      },
    ]);
  });

  it("is changed in the order that S3 needs", () => {
    expect(one("aws_s3_bucket_policy")!["depends_on"]).toEqual([
      "aws_s3_bucket_public_access_block.bucket",
    ]);
    expect(one("aws_s3_bucket_ownership_controls")!["depends_on"]).toEqual([
      "aws_s3_bucket_public_access_block.bucket",
      "aws_s3_bucket_policy.bucket",
    ]);
    const lifecycle = one("aws_s3_bucket_lifecycle_configuration", ", versioning: true")!;
    expect(lifecycle["depends_on"]).toEqual(["aws_s3_bucket_versioning.bucket"]);
  });

  it("is encrypted by S3, by a key that exists, or by one of its own", () => {
    const rule = (section = "") =>
      (one("aws_s3_bucket_server_side_encryption_configuration", "", section)!["rule"] as any[])[0];
    expect(rule()).toEqual({
      apply_server_side_encryption_by_default: { sse_algorithm: "AES256" },
    });
    const arn = "arn:aws:kms:us-west-2:111122223333:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    expect(rule(`  kmsKeyArn: ${arn}\n`)).toEqual({
      apply_server_side_encryption_by_default: { sse_algorithm: "aws:kms", kms_master_key_id: arn },
      bucket_key_enabled: true,
    });
    expect(
      rule("  createKmsKey: true\n").apply_server_side_encryption_by_default.kms_master_key_id,
    ).toBe("${aws_kms_key.bucket_key.arn}");
  });

  it("drops unfinished uploads after seven days, and old versions when it keeps any", () => {
    expect(one("aws_s3_bucket_versioning")).toBeUndefined();
    expect(one("aws_s3_bucket_lifecycle_configuration")!["rule"]).toEqual([
      expect.objectContaining({
        abort_incomplete_multipart_upload: [{ days_after_initiation: 7 }],
      }),
    ]);
    const kept = ", versioning: true, expireOldVersionsAfterDays: 14, abortUploadsAfterDays: 3";
    expect(one("aws_s3_bucket_versioning", kept)).toMatchObject({
      versioning_configuration: { status: "Enabled" },
    });
    expect(one("aws_s3_bucket_lifecycle_configuration", kept)!["rule"]).toEqual([
      expect.objectContaining({
        abort_incomplete_multipart_upload: [{ days_after_initiation: 3 }],
      }),
      expect.objectContaining({ noncurrent_version_expiration: [{ noncurrent_days: 14 }] }),
    ]);
  });

  it("survives destroy unless told otherwise, and its key with it", () => {
    expect(one("aws_s3_bucket")).toMatchObject({
      force_destroy: false,
      lifecycle: { prevent_destroy: true },
    });
    const key = resources("", "  createKmsKey: true\n")["aws_kms_key"]!["bucket_key"]!;
    expect(key["lifecycle"]).toEqual({ prevent_destroy: true });
    const mortal = resources(
      ", forceDestroy: true, preventDestroy: false",
      "  createKmsKey: true\n",
    );
    expect(mortal["aws_s3_bucket"]!["bucket"]!["force_destroy"]).toBe(true);
    expect(mortal["aws_s3_bucket"]!["bucket"]!["lifecycle"]).toBeUndefined();
    expect(mortal["aws_kms_key"]!["bucket_key"]!["lifecycle"]).toBeUndefined();
  });

  it("logs access under its own prefix when asked to", () => {
    expect(one("aws_s3_bucket_logging")).toBeUndefined();
    expect(one("aws_s3_bucket_logging", ", accessLogBucket: acme-logs")).toMatchObject({
      target_bucket: "acme-logs",
      target_prefix: "acme-export/",
    });
  });
});
