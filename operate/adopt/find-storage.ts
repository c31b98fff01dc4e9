import { codeOf, ifThere, type Session } from "../aws/session";
import { idOf, type Finder } from "./find";
import { referred, referring, textOf } from "./wanted";

const bucket: Finder = async (wanted, { session, accountId, region, wanted: stack }) => {
  const Bucket = textOf(stack, wanted, "bucket");
  const { HeadBucketCommand } = session.sdk;
  const asked = new HeadBucketCommand({ Bucket, ExpectedBucketOwner: accountId });
  try {
    const found = await ifThere(session.client("s3").send(asked));
    if (!found) return undefined;
    const { BucketRegion: place = region } = found;
    if (place === region) return { id: Bucket };
    return {
      message: `the bucket ${Bucket} is in ${place}, and the deployment in ${region}; a bucket cannot move`,
      fix: "name another bucket",
    };
  } catch (error) {
    // S3 gives no reason to such a question.
    if (!["403", "Forbidden", "AccessDenied"].includes(codeOf(error))) throw error;
    return {
      message: `the bucket ${Bucket} exists, and S3 does not let these credentials see it: it is another account's, or s3:ListBucket is missing`,
      fix: "name another bucket, or ask with credentials that may read it",
    };
  }
};

/** One setting of a bucket: imported by the bucket's name, where it was ever made. */
function setting(
  isMade: (session: Session, Bucket: string) => Promise<boolean | undefined>,
): Finder {
  return async (wanted, search) => {
    const name = await idOf(search, referred(wanted, "bucket"));
    if (name === undefined || (await isMade(search.session, name)) !== true) return undefined;
    return { id: name };
  };
}

const SETTINGS = {
  aws_s3_bucket_public_access_block: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetPublicAccessBlockCommand({ Bucket });
    return (await ifThere(session.client("s3").send(asked))) !== undefined;
  }),
  aws_s3_bucket_policy: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketPolicyCommand({ Bucket });
    return (await ifThere(session.client("s3").send(asked))) !== undefined;
  }),
  aws_s3_bucket_ownership_controls: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketOwnershipControlsCommand({ Bucket });
    return (await ifThere(session.client("s3").send(asked))) !== undefined;
  }),
  aws_s3_bucket_server_side_encryption_configuration: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketEncryptionCommand({ Bucket });
    return (await ifThere(session.client("s3").send(asked))) !== undefined;
  }),
  aws_s3_bucket_lifecycle_configuration: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketLifecycleConfigurationCommand({ Bucket });
    return (await ifThere(session.client("s3").send(asked))) !== undefined;
  }),
  // These two are answered where they were never made as well.
  aws_s3_bucket_versioning: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketVersioningCommand({ Bucket });
    return (await session.client("s3").send(asked)).Status !== undefined;
  }),
  aws_s3_bucket_logging: setting(async (session, Bucket) => {
    const asked = new session.sdk.GetBucketLoggingCommand({ Bucket });
    return (await session.client("s3").send(asked)).LoggingEnabled !== undefined;
  }),
};

const alias: Finder = async (wanted, { session, wanted: stack }) => {
  const name = textOf(stack, wanted, "name");
  return (await keyBehind(session, name)) === undefined ? undefined : { id: name };
};

/** The key is known by its alias. */
const key: Finder = async (wanted, { session, wanted: stack }) => {
  const [named] = referring(stack, "aws_kms_alias", "target_key_id", wanted);
  const id = named && (await keyBehind(session, textOf(stack, named, "name")));
  return id === undefined ? undefined : { id };
};

async function keyBehind(session: Session, KeyId: string): Promise<string | undefined> {
  const asked = new session.sdk.DescribeKeyCommand({ KeyId });
  return (await ifThere(session.client("kms").send(asked)))?.KeyMetadata?.KeyId;
}

export const STORAGE: Readonly<Record<string, Finder>> = {
  aws_s3_bucket: bucket,
  ...SETTINGS,
  aws_kms_alias: alias,
  aws_kms_key: key,
};
