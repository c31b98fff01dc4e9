import { parseArn } from "../../../aws/arn";
import { command } from "../../../text/shell";
import { failed, ok, warning, type LineBody } from "../line";
import type { Inquiry } from "../subject";
import { bucketFacts } from "./bucket-facts";

/** Buckets of the config that somebody else made: there, in the region, and for this account alone. */
export async function buckets(asking: Inquiry): Promise<readonly LineBody[]> {
  const { deployment } = asking;
  const { project, integration, milvus } = deployment;
  const wanted = [project?.bucket, integration?.bucket, milvus?.bucket].flatMap((bucket) => [
    ...(bucket?.existing === true ? [bucket.name] : []),
    ...(bucket?.accessLogBucket === undefined ? [] : [bucket.accessLogBucket]),
  ]);
  const found = await Promise.all([...new Set(wanted)].map((name) => existing(name, asking)));
  return found.flat();
}

async function existing(name: string, { deployment, aws }: Inquiry): Promise<readonly LineBody[]> {
  const about = `bucket ${name}`;
  const facts = await bucketFacts(aws, name, deployment.accountId);
  const { region, accountId } = deployment;
  if (facts === "missing") {
    const fix = make(name, region);
    return [failed(about, "is not there", { reason: "the config says that it exists", fix })];
  }
  if (facts === "forbidden") {
    return [
      failed(about, "may not be looked at", {
        reason: `it is not account ${accountId}'s, or the credentials have no right to it`,
        fix: "name a bucket of the account",
      }),
    ];
  }
  if (facts.region !== region) {
    return [
      failed(about, `lies in ${facts.region}`, {
        reason: `the deployment is in ${region}, and the documents want both in one region`,
        fix: "name a bucket of the region",
        document: "integrate-with-aws-s3, Troubleshooting",
      }),
    ];
  }
  const see = command(
    ...["aws", "s3api", "get-bucket-policy", "--bucket", name, "--query", "Policy"],
    ...["--output", "text"],
  );
  return [
    facts.isPublic
      ? failed(about, "is public", { fix: block(name) })
      : facts.others.length > 0
        ? warning(about, `its policy lets in ${facts.others.join(", ")}`, {
            reason: "what Zilliz and Milvus store there is theirs as well",
            fix: `look at it: ${see}`,
          })
        : ok(about, `is in ${region}, not public, and shared with no other account`),
  ];
}

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

/** What makes a bucket. */
export function make(name: string, region: string): string {
  // Of us-east-1, S3 takes no place.
  const place = region === "us-east-1" ? [] : [`LocationConstraint=${region}`];
  const where = place.flatMap((one) => ["--create-bucket-configuration", one]);
  return command("aws", "s3api", "create-bucket", "--bucket", name, "--region", region, ...where);
}

/** What makes a bucket private, whatever its policy and ACL say. */
export function block(name: string): string {
  return command(
    ...["aws", "s3api", "put-public-access-block", "--bucket", name],
    "--public-access-block-configuration",
    "BlockPublicAcls=true,IgnorePublicAcls=true,BlockPublicPolicy=true,RestrictPublicBuckets=true",
  );
}
