import { waysOfEverybody } from "../escalation/ways";
import { hcl, type Rule } from "../rule";

export const rule: Rule = {
  id: "escalation-path",
  title: "Nobody can get more rights than were given",
  why: "Whoever can change policies, trusts or code that runs with a role has, in the end, whatever can be reached through them.",
  fix: "narrow the statement that is named, or put a permissions boundary on whoever has it",
  snippet: hcl(`statement {
  actions   = ["iam:PassRole"]
  resources = [aws_iam_role.worker.arn]
  condition {
    test     = "StringEquals"
    variable = "iam:PassedToService"
    values   = ["lambda.amazonaws.com"]
  }
}`),
  severity: "error",
  severities: ["error", "warning", "info"],
  standards: ["CKV_AWS_286", "Prowler iam_policy_allows_privilege_escalation"],
  documents: ["create-cross-account-role, step 2"],
  check: waysOfEverybody,
};
