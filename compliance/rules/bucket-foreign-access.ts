import type { RuleResult } from "../finding";
import type { BucketView } from "../../terraform/model-view";
import type { Rule, RuleContext } from "../rule";
import { missingPart } from "../buckets/parts";
import { nameOf, readStatements } from "../policies/statements";
import { accountsOf, reachesOf, type Reach } from "../policies/reach";
import { fail, pass } from "../results";

export const rule: Rule = {
  id: "bucket-foreign-access",
  title: "Bucket policies grant nothing to others",
  why: "Data leaves the account by the bucket's own policy, whatever the roles may do; Zilliz needs none.",
  fix: "remove the statement; access is given by roles of this account",
  snippet: {
    language: "hcl",
    text: [
      "# in the bucket's own policy nobody but this account is named",
      "principals {",
      '  type        = "AWS"',
      '  identifiers = ["arn:aws:iam::111122223333:role/reader"]',
      "}",
    ].join("\n"),
  },
  severity: "error",
  severities: ["error", "warning"],
  standards: ["FSBP S3.2", "FSBP S3.3", "FSBP S3.6", "CKV_AWS_70"],
  documents: ["create-bucket-and-role, step 3", "integrate-with-aws-s3, step 3"],
  *check(context) {
    for (const bucket of context.model.buckets()) {
      const results = [...judge(bucket, context)];
      const holder = bucket.policy?.resource ?? bucket.resource;
      yield* results.length > 0 ? results : [pass(holder, "the policy grants nothing to others")];
    }
  },
};

const WORDS: Readonly<Record<Exclude<Reach, "own" | "unknown">, string>> = {
  everybody: "everybody",
  group: "everybody in an organization or network",
  foreign: "another account",
  service: "a service of AWS on behalf of any account",
};

function* judge(bucket: BucketView, context: RuleContext): Iterable<RuleResult> {
  if (!bucket.policy) {
    const missing = missingPart(bucket, "aws_s3_bucket_policy", "");
    if (missing.verdict === "UNKNOWN") yield missing;
    return;
  }
  const { resource, attribute } = bucket.policy;
  const read = readStatements(bucket.policy);
  if (!read.statements) {
    yield read.result;
    return;
  }
  const own = accountsOf(context, bucket.resource);
  for (const statement of read.statements) {
    if (statement.effect !== "Allow") continue;
    for (const { name, reach } of reachesOf(statement, own)) {
      if (reach === "own") continue;
      const key = `${statement.label} ${name}`;
      if (reach === "unknown") {
        const message = `${nameOf(statement)} grants to ${name}; which account this is, is unknown`;
        yield { verdict: "UNKNOWN", resource, attribute, key, message };
        continue;
      }
      const message = `${nameOf(statement)} grants to ${WORDS[reach]} (${name})`;
      const mild = reach === "group" || reach === "service";
      yield fail(resource, message, { attribute, key, ...(mild && { severity: "warning" }) });
    }
  }
}
