import type { Deployment } from "../deployment";
import type { ConfigReport } from "../report";
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
          message: "would create a key that the existing bucket does not use",
          allowed: "kmsKeyArn, the key that encrypts the bucket",
          fix: "name the bucket's key in kmsKeyArn",
        });
      }
    } else {
      if (bucket.expireOldVersionsAfterDays !== undefined && !bucket.versioning) {
        report.error([...path, "expireOldVersionsAfterDays"], {
          message: "needs versioning; without it there are no old versions",
          allowed: "with versioning: true",
          fix: "add versioning: true, or remove the line",
        });
      }
      if (bucket.accessLogBucket === bucket.name && !report.isWrong([...path, "name"])) {
        report.error([...path, "accessLogBucket"], {
          message: "is the bucket itself: every log would cause another one",
          allowed: "another bucket",
          fix: "name a bucket that receives logs only",
        });
      }
      if (bucket.forceDestroy && (bucket.preventDestroy ?? true)) {
        report.warning([...path, "forceDestroy"], {
          message: "has no effect while preventDestroy is true, its default",
          allowed: "with preventDestroy: false",
          fix: "add preventDestroy: false, or remove the line",
        });
      }
    }
    if (settings.kmsKeyArn && settings.createKmsKey) {
      report.error([section, "createKmsKey"], {
        message: "stands beside kmsKeyArn; a bucket has one key",
        allowed: "kmsKeyArn or createKmsKey",
        fix: "remove one of them",
      });
    }
  }
};

type BucketSection = (typeof BUCKET_SECTIONS)[number];

/** A bucket that several sections, or deployments of one run, store their data in. */
export function checkSharedBuckets(
  checked: readonly { readonly deployment: Deployment; readonly report: ConfigReport }[],
): void {
  const first = new Map<string, { deployment: Deployment; section: BucketSection }>();
  for (const { deployment, report } of checked) {
    for (const section of BUCKET_SECTIONS) {
      const path = [section, "bucket", "name"];
      const bucket = deployment[section]?.bucket;
      // Two that both make it, or lie in one place of it, have an error already.
      const wrong = [path, ["name"], ["milvus", "release", "rootPath"]];
      if (!bucket || wrong.some((one) => report.isWrong(one))) continue;
      const key = `${deployment.partition} ${bucket.name}`;
      const other = first.get(key);
      if (!other) {
        first.set(key, { deployment, section });
        continue;
      }
      const whose =
        other.deployment === deployment
          ? ""
          : `${other.deployment.name} (${other.deployment.file})`;
      report.warning(path, {
        message: `is the bucket of section ${other.section}${whose && ` of ${whose}`} too: each of the two roles reaches what the other stores`,
        allowed:
          "a bucket for each; document create-bucket-and-role recommends one dedicated to the project",
        fix: "name another bucket, unless both are meant to share it",
      });
    }
  }
}
