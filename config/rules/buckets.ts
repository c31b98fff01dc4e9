import { BUCKET_SECTIONS, type ConfigRule } from "./rule";

/** Settings of buckets and keys that contradict each other. */
export const checkBuckets: ConfigRule = ({ config, report }) => {
  for (const section of BUCKET_SECTIONS) {
    const settings = config[section];
    if (!settings) continue;
    const { bucket } = settings;
    const path = [section, "bucket"];
    if (bucket.existing) {
      if (settings.createKmsKey) {
        report.error([section, "createKmsKey"], {
          code: "conflict",
          message: "would create a key that the existing bucket does not use",
          allowed: "kmsKeyArn, the key that encrypts the bucket",
          fix: "name the bucket's key in kmsKeyArn",
        });
      }
    } else {
      if (bucket.expireOldVersionsAfterDays !== undefined && !bucket.versioning) {
        report.error([...path, "expireOldVersionsAfterDays"], {
          code: "conflict",
          message: "needs versioning; without it there are no old versions",
          allowed: "with versioning: true",
          fix: "add versioning: true, or remove the line",
        });
      }
      if (bucket.accessLogBucket === bucket.name && !report.isWrong([...path, "name"])) {
        report.error([...path, "accessLogBucket"], {
          code: "conflict",
          message: "is the bucket itself: every log would cause another one",
          allowed: "another bucket",
          fix: "name a bucket that receives logs only",
        });
      }
      if (bucket.forceDestroy && (bucket.preventDestroy ?? true)) {
        report.warning([...path, "forceDestroy"], {
          code: "conflict",
          message: "has no effect while preventDestroy is true, its default",
          allowed: "with preventDestroy: false",
          fix: "add preventDestroy: false, or remove the line",
        });
      }
    }
    if (settings.kmsKeyArn && settings.createKmsKey) {
      report.error([section, "createKmsKey"], {
        code: "conflict",
        message: "stands beside kmsKeyArn; a bucket has one key",
        allowed: "kmsKeyArn or createKmsKey",
        fix: "remove one of them",
      });
    }
  }
};
