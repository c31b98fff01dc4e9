// Plans of Terraform 1.11.4 with AWS provider 5.100.0: fixtures/make-rules.ts.
import { rule as admin } from "../../../compliance/rules/policy-admin";
import { rule as json } from "../../../compliance/rules/policy-json";
import {
  kmsEverywhere,
  serviceWildcard,
  unknownAction,
} from "../../../compliance/rules/policy-actions";
import {
  policyLiteral as literal,
  policySize as size,
} from "../../../compliance/rules/policy-text";
import { judge, judgeJson } from "./judging";

const RULES = [admin, json, kmsEverywhere, literal, serviceWildcard, size, unknownAction];

test.each(RULES)("$id passes what is good", (rule) => {
  for (const file of ["rules-good.plan.json", "rules-good/main.tf.json"]) {
    const { fails, unknowns, passes } = judge(rule, file);
    expect({ fails, unknowns }).toEqual({ fails: [], unknowns: [] });
    expect(passes.length).toBeGreaterThan(0);
  }
});

test.each([
  [
    admin,
    [
      "error aws_iam_policy.admin All",
      "error aws_iam_policy.power Most",
      "error aws_iam_role.vendor arn:aws:iam::aws:policy/AdministratorAccess",
    ],
  ],
  [json, ["error aws_iam_policy.twice Sid Same"]],
  [
    kmsEverywhere,
    [
      "error aws_iam_policy.admin All",
      "error aws_iam_policy.decrypt Decrypt",
      "error aws_iam_policy.power Most",
    ],
  ],
  [literal, ["warning aws_iam_policy.computed"]],
  [serviceWildcard, ["warning aws_iam_policy.service Storage s3:*"]],
  [size, ["error aws_iam_policy.long"]],
  [unknownAction, ["warning aws_iam_policy.misspelt Read s3:GetObjekt"]],
])("$id finds what is wrong in a plan", (rule, fails) => {
  const judged = judge(rule, "rules-bad.plan.json");
  expect(judged.fails).toEqual(fails);
  // A policy that nobody can read yet is passed by no rule.
  expect(judged.passes).not.toContain("aws_iam_policy.computed");
  // One that AWS would not take for its length is not looked at.
  const unread = ["aws_iam_policy.computed", "aws_iam_policy.long"];
  if (rule !== literal) expect(judged.passes).not.toContain("aws_iam_policy.long");
  // What cannot be read is told once.
  expect(judged.unknowns).toEqual(rule === json ? unread : []);
});

test("policy-admin sees what somebody has put on a role by hand", () => {
  expect(judge(admin, "drifted.plan.json").fails).toEqual(["error aws_iam_role.trusted #1"]);
});

test("policy-literal goes by the plan, even where the text can be worked out", () => {
  const { fails } = judge(literal, "foreign.plan.json");
  expect(fails).toContain("warning aws_s3_bucket_policy.data");
  expect(judge(literal, "foreign.tfstate.json").results).toEqual([]);
});

describe("policies that Terraform itself would not plan", () => {
  const policyOf = (policy: string) => ({
    provider: { aws: { region: "us-west-2", allowed_account_ids: ["123456789012"] } },
    resource: { aws_iam_policy: { one: { name: "one", policy } } },
  });
  const document = (statement: object, version = "2012-10-17") =>
    JSON.stringify({ Version: version, Statement: statement });
  const read = { Effect: "Allow", Action: "s3:GetObject", Resource: "*" };

  test.each([
    ["not JSON", '{"Version":'],
    ["no statements", '{"Version":"2012-10-17"}'],
    ["Action and NotAction", document({ ...read, NotAction: "iam:*" })],
    ["an unknown operator", document({ ...read, Condition: { StringSame: { "aws:x": "y" } } })],
    ["a Sid with a blank", document({ ...read, Sid: "My Sid" })],
  ])("policy-json finds %s", (_, policy) => {
    expect(judgeJson(json, policyOf(policy)).fails).toHaveLength(1);
  });

  test("policy-json minds the version where variables are used", () => {
    const mine = { ...read, Resource: "arn:aws:s3:::b/$${aws:username}/*" };
    expect(judgeJson(json, policyOf(document(mine))).fails).toEqual([]);
    expect(judgeJson(json, policyOf(document(mine, "2008-10-17"))).fails).toEqual([
      "warning aws_iam_policy.one Version",
    ]);
  });

  test("policy-size counts the inline policies of a role together", () => {
    const long = (letter: string) =>
      document({ ...read, Resource: `arn:aws:s3:::b/${letter.repeat(6000)}` });
    const stack = (second: string) => ({
      resource: {
        aws_iam_role: {
          r: { name: "r", assume_role_policy: document({ ...read, Resource: undefined }) },
        },
        aws_iam_role_policy: {
          a: { name: "a", role: "${aws_iam_role.r.name}", policy: long("a") },
          b: { name: "b", role: "${aws_iam_role.r.name}", policy: second },
        },
      },
    });
    expect(judgeJson(size, stack(document(read))).fails).toEqual([]);
    expect(judgeJson(size, stack(long("b"))).fails).toEqual(["error aws_iam_role.r inline"]);
  });

  test("policy-size tells when a policy has hardly any room left", () => {
    const nearly = document({ ...read, Resource: `arn:aws:s3:::b/${"a".repeat(5950)}` });
    expect(judgeJson(size, policyOf(nearly)).fails).toEqual(["info aws_iam_policy.one"]);
  });

  test.each([
    ["*", {}],
    ["arn:aws:kms:*:*:key/*", {}],
    ["arn:aws:kms:us-west-2:123456789012:*", {}],
    ["*", { StringEqualsIfExists: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } }],
    ["*", { StringLike: { "kms:ResourceAliases": "*" } }],
  ])("policy-kms-everywhere finds keys %s with %j", (Resource, Condition) => {
    const statement = { Effect: "Allow", Action: "kms:De*", Resource, Condition };
    expect(judgeJson(kmsEverywhere, policyOf(document(statement))).fails).toHaveLength(1);
  });

  test("policy-kms-everywhere takes one key, and a service on the role's behalf", () => {
    const key = "arn:aws:kms:us-west-2:123456789012:key/0f1e2d3c-4b5a-6978-8796-a5b4c3d2e1f0";
    const via = { StringEquals: { "kms:ViaService": "s3.us-west-2.amazonaws.com" } };
    for (const part of [{ Resource: key }, { Resource: "*", Condition: via }]) {
      const statement = { Effect: "Allow", Action: "kms:Decrypt", ...part };
      expect(judgeJson(kmsEverywhere, policyOf(document(statement))).fails).toEqual([]);
    }
  });
});
