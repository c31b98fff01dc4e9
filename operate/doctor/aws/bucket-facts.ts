import type { IamStatement } from "../../../iam/policy";
import { accountOf, principalsOf, rootAccount } from "../../../iam/principal";
import { isRecord, parsedJson, valueAt } from "../../../text/record";
import { ifThere, type Session } from "../../aws/session";

/** What there is to know of a bucket that somebody else made. */
export interface BucketFacts {
  readonly region: string;
  readonly isVersioned: boolean;
  readonly isEncrypted: boolean;
  /** Whether everybody may get at it, by its policy or by its ACL. */
  readonly isPublic: boolean;
  /** Whether nobody can make it public. */
  readonly isBlocked: boolean;
  /** Other accounts that its policy lets in; `*` for everybody. */
  readonly others: readonly string[];
}

/** Why nothing more is known of a bucket. */
export type BucketRefusal = "missing" | "forbidden";

/** @param account the one whose bucket it should be. */
export async function bucketFacts(
  session: Session,
  Bucket: string,
  account?: string,
): Promise<BucketFacts | BucketRefusal> {
  const { sdk } = session;
  const owner = account === undefined ? {} : { ExpectedBucketOwner: account };
  let region: string | undefined;
  try {
    const command = new sdk.HeadBucketCommand({ Bucket, ...owner });
    const head = await ifThere(session.client("s3").send(command));
    if (!head) return "missing";
    region = head.BucketRegion;
  } catch (error) {
    const status = valueAt(error, ["$metadata", "httpStatusCode"]);
    if (status === 403) return "forbidden";
    throw error;
  }
  const s3 = session.client("s3", region ?? session.region);
  const [location, versioning, encryption, block, status, acl, policy] = await Promise.all([
    region === undefined ? s3.send(new sdk.GetBucketLocationCommand({ Bucket })) : undefined,
    s3.send(new sdk.GetBucketVersioningCommand({ Bucket })),
    ifThere(s3.send(new sdk.GetBucketEncryptionCommand({ Bucket }))),
    ifThere(s3.send(new sdk.GetPublicAccessBlockCommand({ Bucket }))),
    ifThere(s3.send(new sdk.GetBucketPolicyStatusCommand({ Bucket }))),
    s3.send(new sdk.GetBucketAclCommand({ Bucket })),
    ifThere(s3.send(new sdk.GetBucketPolicyCommand({ Bucket }))),
  ]);
  const blocked = block?.PublicAccessBlockConfiguration;
  const isOpen = status?.PolicyStatus?.IsPublic === true && blocked?.RestrictPublicBuckets !== true;
  const grants = acl.Grants ?? [];
  const isGranted =
    blocked?.IgnorePublicAcls !== true &&
    grants.some(({ Grantee: to }) => /\/(AllUsers|AuthenticatedUsers)$/.test(to?.URI ?? ""));
  return {
    // Of the oldest region, S3 tells nothing.
    region: region ?? location?.LocationConstraint ?? "us-east-1",
    isVersioned: versioning.Status === "Enabled",
    isEncrypted: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
    isPublic: isOpen || isGranted,
    isBlocked:
      blocked !== undefined &&
      [
        blocked.BlockPublicAcls,
        blocked.BlockPublicPolicy,
        blocked.IgnorePublicAcls,
        blocked.RestrictPublicBuckets,
      ].every((one) => one === true),
    others: account === undefined ? [] : othersIn(policy?.Policy ?? "{}", account),
  };
}

/** Accounts, `*` among them, that statements of a policy allow something, whatever the condition. */
function othersIn(text: string, account: string): string[] {
  const statements = [valueAt(parsedJson(text), ["Statement"])].flat().filter(isStatement);
  const names = statements
    .filter(({ Effect }) => Effect === "Allow")
    .flatMap(({ Principal }) => (Principal === undefined ? [] : principalsOf(Principal)))
    .filter(({ type }) => type === "AWS")
    .map(({ name }) => rootAccount(name) ?? accountOf(name) ?? name);
  return [...new Set(names)].filter((name) => name !== account);
}

function isStatement(value: unknown): value is IamStatement {
  return isRecord(value) && typeof value["Effect"] === "string";
}
