import { parseArn } from "../../../aws/arn";
import { command } from "../../../text/shell";
import { failed, ok, type LineBody } from "../line";
import type { Inquiry } from "../subject";

/** KMS keys of the config: there, in the region, enabled, and of a kind that S3 can use. */
export async function keys({ deployment, aws }: Inquiry): Promise<readonly LineBody[]> {
  const { project, integration, milvus, region } = deployment;
  const arns = [project?.bucket, integration?.bucket, milvus?.bucket].flatMap((bucket) =>
    bucket?.key && "arn" in bucket.key ? [bucket.key.arn] : [],
  );
  return Promise.all(
    [...new Set(arns)].map(async (arn) => {
      const id = arn.replace(/^.*\//, "");
      const about = `key ${id}`;
      const place = parseArn(arn)?.region ?? region;
      if (place !== region) {
        const reason = `S3 takes keys of the bucket's region only, ${region}`;
        return failed(about, `lies in ${place}`, { reason, fix: `name a key of ${region}` });
      }
      const key = await aws.keys.described(arn);
      if (!key) return failed(about, "is not there", { fix: "correct kmsKeyArn" });
      const call = (deed: string) =>
        command("aws", "kms", deed, "--key-id", id, "--region", region);
      if (key.KeyState === "PendingDeletion") {
        const fix = `${call("cancel-key-deletion")} && ${call("enable-key")}`;
        return failed(about, "is about to be deleted", { fix });
      }
      if (key.Enabled !== true) return failed(about, "is disabled", { fix: call("enable-key") });
      if ((key.KeySpec ?? "SYMMETRIC_DEFAULT") !== "SYMMETRIC_DEFAULT") {
        return failed(about, `is of kind ${key.KeySpec}`, {
          reason: "S3 takes symmetric keys only",
          fix: "name another key",
        });
      }
      return ok(about, `is enabled, in ${region}`);
    }),
  );
}
