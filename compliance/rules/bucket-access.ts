import type { Statement } from "../../iam/statement";
import { strings } from "../../terraform/json";
import { textAt, valueAt, valueOf } from "../../terraform/known";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
import { uncertainOf } from "../../terraform/uncertain";
import { isDocumented } from "../buckets/of-role";
import { inBlocks } from "../blocks";
import { missingPart } from "../buckets/parts";
import type { RuleResult } from "../finding";
import { accountsOf, reachesOf, type PrincipalReach } from "../policies/reach";
import { problemsIn, type StatementProblem } from "../policies/statements";
import { buckets, fail, orPass, pass, undecided, type Results, ruleForEach } from "../results";
import type { RuleContext } from "../rule";

const PUBLIC_ACL = /^(public-read|public-read-write|authenticated-read)$/;
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;
const LOG_DELIVERY = /^log-delivery-write$|\/groups\/s3\/LogDelivery$/;

export const bucketAcl = ruleForEach("bucket-acl", buckets, (bucket) =>
  orPass(aclsOf(bucket), bucket.resource, "the bucket has no ACL"),
);

const LET_LOGS_IN =
  "allow s3:PutObject to logging.s3.amazonaws.com in the bucket's policy, and remove the ACL";

function* aclsOf({ resource, others, ownership, uncertain }: BucketView): Results {
  const enforced = ownership !== undefined && isEnforced(ownership);
  for (const acl of others.filter(({ type }) => type === "aws_s3_bucket_acl")) {
    const problem = openIn(acl, ["acl", "access_control_policy"]);
    if (problem) yield problem;
    else if (!enforced) yield fail(acl, "the bucket has an ACL", { key: "acl" });
    if (enforced) yield refused(acl, ownership);
  }
  for (const { address } of uncertainOf(uncertain, "aws_s3_bucket_acl")) {
    yield undecided(resource, { attribute: `${address}.bucket`, why: "it may be of this bucket" });
  }
  // On the bucket itself AWS's own answer stands as well: private, and the owner's grant.
  const problem = openIn(resource, ["acl", "grant"]);
  if (problem) yield problem;
  if (!enforced) return;
  const written = aclOf(resource);
  if (written !== undefined && written !== "private") yield refused(resource, ownership);
  for (const object of others.filter(({ type }) => type === "aws_s3_object")) {
    // The only one that changes nothing.
    const acl = aclOf(object);
    if (acl !== undefined && acl !== "bucket-owner-full-control") yield refused(object, ownership);
  }
}

/** The ACL that is written. */
function aclOf(resource: Resource): string | undefined {
  return valueOf(textAt(resource, ["acl"]));
}

function refused(resource: Resource, { address }: Resource): RuleResult {
  const message = `S3 refuses the ACL when it is applied: object_ownership of ${address} is BucketOwnerEnforced`;
  const fix = "remove the ACL; what it is for belongs into the bucket's policy";
  return fail(resource, message, { attribute: "acl", key: "refused", severity: "error", fix });
}

function isEnforced(ownership: Resource): boolean {
  const { value } = inBlocks(ownership, "rule", "object_ownership");
  return value.known && value.value === "BucketOwnerEnforced";
}

/** What opens a bucket to everybody or to S3's log delivery, or may do so. */
function openIn(resource: Resource, attributes: readonly string[]) {
  for (const attribute of attributes) {
    const value = valueAt(resource, [attribute]);
    if (!value.known) {
      // Provider-computed where nobody writes it.
      if (resource.references[attribute] === undefined) continue;
      return undecided(resource, value, { key: attribute });
    }
    const said = [...strings(value.value)].map((one) => one.value);
    const toAll = said.find((one) => PUBLIC_ACL.test(one) || PUBLIC_GROUP.test(one));
    if (toAll !== undefined) {
      const message = `the ACL opens the bucket to everybody (${toAll})`;
      return fail(resource, message, { attribute, key: attribute, severity: "error" });
    }
    const toLogs = said.find((one) => LOG_DELIVERY.test(one));
    if (toLogs !== undefined) {
      const message = `the ACL lets S3's log delivery write and read the ACL (${toLogs})`;
      return fail(resource, message, { attribute, key: attribute, fix: LET_LOGS_IN });
    }
  }
  return undefined;
}

export const bucketForeignAccess = ruleForEach("bucket-foreign-access", buckets, foreignIn);

const WORDS: Readonly<Record<Exclude<PrincipalReach["reach"], "own" | "unknown">, string>> = {
  everybody: "everybody",
  group: "everybody in an organization or network",
  foreign: "another account",
  service: "a service of AWS on behalf of any account",
};

const NOTHING = "the policy grants nothing to others";

function* foreignIn(bucket: BucketView, context: RuleContext): Results {
  if (!bucket.policy) {
    // Of a policy that may be this bucket's, bucket-tls tells.
    const { verdict } = missingPart(bucket, "policy", "");
    if (verdict !== "UNKNOWN") yield pass(bucket.resource, NOTHING);
    return;
  }
  const own = accountsOf(context, bucket.resource);
  const grantsOf = (statement: Statement) =>
    statement.effect === "Allow" ? reachesOf(statement, own).flatMap(problemOf) : [];
  yield* problemsIn(bucket.policy, grantsOf, NOTHING);
}

function problemOf({ name, reach }: PrincipalReach): readonly StatementProblem[] {
  if (reach === "own") return [];
  if (reach === "unknown") {
    const text = `grants to ${name}; which account this is, is unknown`;
    return [{ text, of: name, certain: false }];
  }
  const mild = reach === "group" || reach === "service";
  const text = `grants to ${WORDS[reach]} (${name})`;
  return [{ text, of: name, severity: mild ? "warning" : undefined }];
}

/** All four: each closes another way. */
const FLAGS = [
  "block_public_acls",
  "block_public_policy",
  "ignore_public_acls",
  "restrict_public_buckets",
] as const;

export const bucketPublicAccess = ruleForEach(
  "bucket-public-access",
  buckets,
  (bucket, context) => {
    const block = bucket.publicAccessBlock;
    if (block) return orPass(openFlags(block), block, "all four ways to public access are blocked");
    const message = "the bucket has no public access block";
    // AWS blocks all four on every new bucket since 2023.
    const severity = isDocumented(context, bucket) ? undefined : "info";
    return [missingPart(bucket, "publicAccessBlock", message, severity)];
  },
);

function* openFlags(block: Resource): Results {
  for (const flag of FLAGS) {
    const value = valueAt(block, [flag]);
    if (!value.known) yield undecided(block, value, { key: flag });
    else if (value.value !== true) {
      yield fail(block, `${flag} is not true`, { attribute: flag, key: flag });
    }
  }
}
