import type { RuleResult } from "../finding";
import type { Resource } from "../../terraform/model";
import type { BucketView } from "../../terraform/model-view";
import { strings } from "../../terraform/json";
import { valueAt } from "../../terraform/known";
import { hcl, type Rule } from "../rule";
import { uncertainOf } from "../../terraform/uncertain";
import { fail, orPass, undecided } from "../results";

const PUBLIC = /^(public-read|public-read-write|authenticated-read)$/;
const PUBLIC_GROUP = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

export const rule: Rule = {
  id: "bucket-acl",
  title: "Buckets have no ACL",
  why: "ACLs are a second, older way to give access; policies alone can be reviewed.",
  fix: "remove the ACL and set object ownership to BucketOwnerEnforced",
  snippet: hcl(`resource "aws_s3_bucket_ownership_controls" "data" {
  bucket = aws_s3_bucket.data.id
  rule { object_ownership = "BucketOwnerEnforced" }
}`),
  severity: "warning",
  severities: ["error", "warning"],
  standards: ["FSBP S3.12", "CKV_AWS_20", "CKV_AWS_57", "CKV2_AWS_43"],
  documents: ["configure-s3-access-by-iam-role, Associate an IAM role"],
  *check({ model }) {
    for (const bucket of model.buckets()) {
      yield* orPass(judge(bucket), bucket.resource, "the bucket has no ACL");
    }
  },
};

function* judge({ resource, others, uncertain }: BucketView): Iterable<RuleResult> {
  const isAcl = ({ type }: Resource) => type === "aws_s3_bucket_acl";
  for (const acl of others.filter(isAcl)) {
    const problem = publicIn(acl, ["acl", "access_control_policy"]);
    yield problem ?? fail(acl, "the bucket has an ACL", { key: "acl" });
  }
  for (const { address } of uncertainOf(uncertain, "aws_s3_bucket_acl")) {
    yield undecided(resource, { attribute: `${address}.bucket`, why: "it may be of this bucket" });
  }
  // On the bucket itself AWS's own answer stands as well: private, and the owner's grant.
  const problem = publicIn(resource, ["acl", "grant"]);
  if (problem) yield problem;
}

/** What opens a bucket to everybody, or may do so. */
function publicIn(resource: Resource, attributes: readonly string[]): RuleResult | undefined {
  for (const attribute of attributes) {
    const value = valueAt(resource, [attribute]);
    if (!value.known) {
      // Provider-computed where nobody writes it.
      if (resource.references[attribute] === undefined) continue;
      return undecided(resource, value, { key: attribute });
    }
    const found = [...strings(value.value)].find(
      (one) => PUBLIC.test(one.value) || PUBLIC_GROUP.test(one.value),
    );
    if (found) {
      const message = `the ACL opens the bucket to everybody (${found.value})`;
      return fail(resource, message, { attribute, key: attribute, severity: "error" });
    }
  }
  return undefined;
}
