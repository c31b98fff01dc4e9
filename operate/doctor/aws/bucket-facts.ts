import type { IamStatement } from "../../../iam/policy";
import { accountOf, principalsOf, rootAccount } from "../../../iam/principal";
import { isRecord, parsedJson, valueAt } from "../../../text/record";
import { unreadBy } from "../../aws/asking";
import type { AwsReader } from "../../aws/read";

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
  { asking, buckets }: AwsReader,
  Bucket: string,
  account?: string,
): Promise<BucketFacts | BucketRefusal> {
  const { sdk } = asking.session;
  const s3 = asking.session.client("s3");
  let region: string | undefined;
  try {
    region = await buckets.region(Bucket, account);
  } catch (error) {
    if (unreadBy(error).action === undefined) throw error;
    return "forbidden";
  }
  if (region === undefined) return "missing";
  const [versioning, encryption, block, status, acl, policy] = await Promise.all([
    buckets.versioning(Bucket),
    buckets.encryption(Bucket),
    buckets.publicAccessBlock(Bucket),
    asking.ask("s3:GetBucketPolicyStatus", () =>
      s3.send(new sdk.GetBucketPolicyStatusCommand({ Bucket })),
    ),
    asking.ask("s3:GetBucketAcl", () => s3.send(new sdk.GetBucketAclCommand({ Bucket }))),
    buckets.policy(Bucket),
  ]);
  const blocked = block?.PublicAccessBlockConfiguration;
  const isOpen = status?.PolicyStatus?.IsPublic === true && blocked?.RestrictPublicBuckets !== true;
  const isGranted =
    blocked?.IgnorePublicAcls !== true &&
    acl?.Grants?.some(({ Grantee: to }) => /\/(AllUsers|AuthenticatedUsers)$/.test(to?.URI ?? ""));
  return {
    region,
    isVersioned: versioning?.Status === "Enabled",
    isEncrypted: (encryption?.ServerSideEncryptionConfiguration?.Rules ?? []).length > 0,
    isPublic: isOpen || isGranted === true,
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
