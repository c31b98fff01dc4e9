import type { Report } from "../../../compliance/finding";
import type { ReportOptions } from "../../../compliance/reporters";
import type { Rule } from "../../../compliance/rule";
import { evaluate, input, resource, rule, waiver } from "../engine/material";

const role = resource("aws_iam_role.cross_account", {
  line: 12,
  constructPath: "acme-project/cross-account/role",
});
const bucket = resource("aws_s3_bucket.data", { line: 40 });
const deleted = resource("aws_kms_key.data", { file: "plan.json", line: 1 });

const rules: Rule[] = [
  rule("trust-external-id", [
    {
      verdict: "FAIL",
      resource: role,
      key: "965570967084",
      attribute: "assume_role_policy",
      message:
        "the trust of account 965570967084 asks for no external ID, so any customer of the vendor can have it assume the role",
      fix: "add a condition StringEquals on sts:ExternalId to the statement",
    },
  ]),
  rule("s3-private", [
    {
      verdict: "UNKNOWN",
      resource: bucket,
      message: "block_public_acls is known after apply only",
    },
    { verdict: "FAIL", resource: role, severity: "warning", key: "path", message: "has no path" },
  ]),
  rule("s3-logging", [{ verdict: "FAIL", resource: bucket, message: "has no access log" }]),
  rule("plan-destroy", [
    { verdict: "FAIL", resource: deleted, message: "is deleted with everything it encrypts" },
  ]),
  rule("s3-tls", [{ verdict: "PASS", resource: bucket, message: "asks for TLS" }]),
  rule("eks-logs", []),
];

const lines: Readonly<Record<string, number>> = {
  "/resource/aws_iam_role/cross_account/assume_role_policy": 14,
};

/** A report with a finding of every kind. */
export function sample(): Report {
  return evaluate(
    rules,
    [
      input([role, bucket], { lineOf: (pointer) => lines[pointer] }),
      input([deleted], { kind: "plan" }),
    ],
    [waiver({ rule: "s3-logging", address: "aws_s3_bucket.data", ticket: "SEC-1" })],
  );
}

export const options: ReportOptions = { rules, failOn: "error" };
