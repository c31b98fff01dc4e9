import { testsOf } from "../../iam/condition";
import type { IamCondition } from "../../iam/policy";
import { deedWords } from "../../iam/words/action";
import { conditionWords } from "../../iam/words/condition";
import { decisionWords } from "../../iam/words/decision";
import { enumerate } from "../../iam/words/enumerate";
import { principalWords } from "../../iam/words/principal";
import { resourceWords } from "../../iam/words/resource";
import { allow, ask, deny, named } from "./ask";

it.each([
  ["*", "everything"],
  ["arn:aws:s3:::b", "bucket b"],
  ["arn:aws:s3:::b*", "buckets b*"],
  ["arn:aws:s3:::*", "every bucket"],
  ["arn:aws:s3:::b/*", "objects of bucket b"],
  ["arn:aws:s3:::b/x", "object x of bucket b"],
  ["arn:aws:s3:::b/x*", "objects x* of bucket b"],
  ["arn:aws:s3:::*/*", "objects of every bucket"],
  ["arn:aws:iam::*:role/zilliz-byoc*", "roles zilliz-byoc*"],
  ["arn:aws:iam::*:policy/zilliz/*", "policies zilliz/*"],
  ["arn:aws:iam::*:oidc-provider/*", "every OIDC provider"],
  ["arn:aws:eks:*:*:nodegroup/a/b/*", "node groups a/b/*"],
  ["arn:aws:ec2:*:*:launch-template/*", "every launch template"],
  ["arn:aws:kms:r:111122223333:key/k", "encryption key k"],
  ["arn:aws:logs:r:111122223333:log-group:g", "log group g"],
  ["arn:aws:sqs:r:111122223333:queue", "queue queue"],
  ["arn:aws:iam::*:*", "everything in IAM"],
  ["no-arn", "no-arn"],
])("the resource %s is called %s", (pattern, words) => {
  expect(resourceWords(pattern)).toBe(words);
});

it.each([
  ["AWS", "*", "everybody"],
  ["AWS", "arn:aws:iam::965570967084:root", "account 965570967084"],
  ["AWS", "arn:aws:iam::965570967084:role/zilliz-byoc", "role zilliz-byoc of account 965570967084"],
  ["Service", "eks.amazonaws.com", "the service eks.amazonaws.com"],
  ["Federated", "arn:aws:iam::111122223333:oidc-provider/i", "holders of a token of i"],
  ["Federated", "accounts.google.com", "holders of a token of accounts.google.com"],
])("the principal %s %s is called %s", (type, name, words) => {
  expect(principalWords({ type, name })).toBe(words);
});

it.each<[IamCondition, string]>([
  [{ StringEquals: { "aws:RequestTag/Vendor": "z" } }, 'the tag Vendor of the request is "z"'],
  [
    { StringNotEquals: { "aws:PrincipalTag/t": ["a", "b"] } },
    'the tag t of the caller is neither "a" nor "b"',
  ],
  [{ StringLike: { "eks_oidc_url:sub": "x*" } }, 'the service account is like "x*"'],
  [
    { StringEqualsIfExists: { "iam:PassedToService": "s" } },
    'the service that gets the role is "s" or not given',
  ],
  [{ StringEquals: { "sts:ExternalId": "secret" } }, "the external ID is the one of the policy"],
  [{ Null: { "aws:ResourceTag/k": "false" } }, "the tag k of the resource is given"],
  [{ Null: { "aws:ResourceTag/k": "true" } }, "the tag k of the resource is not given"],
  [{ Bool: { "aws:SecureTransport": "true" } }, "the connection is encrypted"],
  [
    { NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
    'the caller\'s address is not in "203.0.113.0/24"',
  ],
  [
    { NumericLessThanEquals: { "s3:max-keys": 10 } },
    "the number of objects listed at once is at most 10",
  ],
  [{ StringEquals: { a: "1" }, ArnLike: { b: "2*" } }, 'a is "1" and b is like "2*"'],
])("the condition %j is read: %s", (condition, words) => {
  expect(conditionWords(testsOf(condition))).toBe(words);
});

describe("deeds", () => {
  it.each<[string[], string[], string]>([
    [["s3:GetObject"], ["arn:aws:s3:::b/*"], "read objects of bucket b"],
    [
      ["s3:GetObject", "s3:ListBucket"],
      ["arn:aws:s3:::b", "arn:aws:s3:::b/*"],
      "read objects of bucket b and list the objects of bucket b",
    ],
    [
      ["s3:GetObject"],
      ["arn:aws:s3:::b"],
      "use s3:GetObject on bucket b, which has no effect as it never acts on such things",
    ],
    [["*"], ["*"], "do anything in the account"],
    [["iam:*"], [], "do anything in IAM (users, roles and their rights)"],
    [["iam:Create*"], ["*"], "use every action of IAM that begins with Create"],
    [["ec2:CreateLaunchTemplate"], ["*"], "create any launch template"],
    [["sts:AssumeRole"], [], "assume the role"],
  ])("%j on %j: %s", (actions, resources, words) => {
    expect(deedWords(actions, resources)).toBe(words);
  });
});

it.each<[string[], string]>([
  [[], ""],
  [["a"], "a"],
  [["a", "b"], "a and b"],
  [["a", "b", "c", "d"], "a, b, c and d"],
  [["a", "b", "c", "d", "e"], "a, b, c and 2 more"],
])("%j is counted up as %j", (parts, words) => {
  expect(enumerate(parts)).toBe(words);
});

describe("decisions", () => {
  it("name the statements that decided", () => {
    const policies = { identity: [named("p", allow("s3:*"), deny("s3:Get*", "*", { Sid: "No" }))] };
    expect(decisionWords(ask(policies))).toBe("denied by p, statement No");
    expect(decisionWords(ask(policies, { action: "s3:PutObject" }))).toBe(
      "allowed by p, statement #1",
    );
  });

  it("name the layers that stood in the way", () => {
    expect(decisionWords(ask({ boundary: named("b", allow("ec2:*")), scp: [[]] }))).toBe(
      "not allowed by a service control policy, the permissions boundary and the role's own policies",
    );
  });
});
