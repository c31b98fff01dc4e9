import { judgeJson, ruleOf } from "./judging";

const RULE = ruleOf("policy-admin");
const IAM = { Action: "iam:*", Resource: "*" };

function failing(...Statement: readonly object[]) {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement });
  const provider = { aws: [{ region: "us-west-2" }] };
  const resource = { aws_iam_policy: { p: { name: "p", policy } } };
  const { results } = judgeJson(RULE, { provider, resource });
  return results.filter(({ verdict }) => verdict === "FAIL").length;
}

const allow = { Effect: "Allow", ...IAM };

it("leaves what the same policy denies wholly", () => {
  expect(failing(allow, { Effect: "Deny", ...IAM })).toBe(0);
  expect(failing(allow, { Effect: "Deny", Action: "*", Resource: "*" })).toBe(0);
});

it("tells what is denied in part, or under a condition", () => {
  const Condition = { Bool: { "aws:MultiFactorAuthPresent": "false" } };
  expect(failing(allow)).toBe(1);
  expect(failing(allow, { Effect: "Deny", ...IAM, Condition })).toBe(1);
  expect(failing(allow, { Effect: "Deny", Action: "iam:Put*", Resource: "*" })).toBe(1);
  expect(failing({ ...allow, Action: "*" }, { Effect: "Deny", ...IAM })).toBe(1);
});
