import type { Deployment } from "../deployment";
import type { ConfigReport } from "../report";
import { BUCKET_SECTIONS } from "./rule";

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
        code: "conflict",
        message: `is the bucket of section ${other.section}${whose && ` of ${whose}`} too: each of the two roles reaches what the other stores`,
        allowed:
          "a bucket for each; document create-bucket-and-role recommends one dedicated to the project",
        fix: "name another bucket, unless both are meant to share it",
      });
    }
  }
}
