import type { RuleResult } from "../finding";
import type { BucketView } from "../../terraform/model-view";
import { hcl, type Rule, type RuleContext } from "../rule";
import { missingPart } from "../buckets/parts";
import { problemsIn, type StatementProblem } from "../policies/statements";
import { accountsOf, reachesOf, type PrincipalReach } from "../policies/reach";
import { orPass } from "../results";

export const rule: Rule = {
  id: "bucket-foreign-access",
  title: "Bucket policies grant nothing to others",
  why: "Data leaves the account by the bucket's own policy, whatever the roles may do; Zilliz needs none.",
  fix: "remove the statement; access is given by roles of this account",
  snippet: hcl(`# in the bucket's own policy nobody but this account is named
principals {
  type        = "AWS"
  identifiers = ["arn:aws:iam::111122223333:role/reader"]
}`),
  severity: "error",
  severities: ["error", "warning"],
  standards: ["FSBP S3.2", "FSBP S3.3", "FSBP S3.6", "CKV_AWS_70"],
  documents: ["create-bucket-and-role, step 3", "integrate-with-aws-s3, step 3"],
  *check(context) {
    for (const bucket of context.model.buckets()) {
      const holder = bucket.policy?.resource ?? bucket.resource;
      yield* orPass(judge(bucket, context), holder, "the policy grants nothing to others");
    }
  },
};

const WORDS: Readonly<Record<Exclude<PrincipalReach["reach"], "own" | "unknown">, string>> = {
  everybody: "everybody",
  group: "everybody in an organization or network",
  foreign: "another account",
  service: "a service of AWS on behalf of any account",
};

function* judge(bucket: BucketView, context: RuleContext): Iterable<RuleResult> {
  if (!bucket.policy) {
    const missing = missingPart(bucket, "policy", "");
    if (missing.verdict === "UNKNOWN") yield missing;
    return;
  }
  const own = accountsOf(context, bucket.resource);
  yield* problemsIn(bucket.policy, (statement) =>
    statement.effect === "Allow" ? reachesOf(statement, own).flatMap(problemOf) : [],
  );
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
