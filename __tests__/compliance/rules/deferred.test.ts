import { join } from "node:path";
import { judgeFiles as reportOf } from "./judged";

// A plan of Terraform 1.11.4 with AWS provider 5.100.0: both policies are data sources of HCL that
// wait for the ARN of a bucket.
const PLAN = join(__dirname, "deferred.plan.json");

const found = reportOf([PLAN]).findings.filter(({ address = "" }) =>
  /^aws_(iam_policy|s3_bucket_policy)\./.test(address),
);
const lines = (verdict: string) =>
  found
    .filter((finding) => finding.verdict === verdict)
    .map(({ rule, address, key }) => [rule, address, key].filter(Boolean).join(" "))
    .sort();

test("a text that waits for the apply is unknown once", () => {
  expect(lines("UNKNOWN")).toEqual([
    "policy-json aws_iam_policy.app",
    "policy-json aws_s3_bucket_policy.b",
  ]);
});

test("actions and principals that its data source tells are judged anyway", () => {
  expect(lines("FAIL")).toEqual([
    // Neither Mine nor Conditional: what their conditions ask for is not known.
    "bucket-foreign-access aws_s3_bucket_policy.b Public *",
    "policy-admin aws_iam_policy.app All",
    "policy-literal aws_iam_policy.app",
    "policy-literal aws_s3_bucket_policy.b",
    "policy-service-wildcard aws_iam_policy.app Data s3:*",
    "policy-service-wildcard aws_iam_policy.app Mine iam:*",
    "policy-unknown-action aws_iam_policy.app Data s3:GetObjekt",
  ]);
});

test("no rule passes a text that it has not read", () => {
  // That nothing is destroyed is not of the text.
  expect(lines("PASS")).toEqual([
    "plan-destroy aws_iam_policy.app",
    "plan-destroy aws_s3_bucket_policy.b",
  ]);
});
