import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { rule as policyAdmin } from "../../../compliance/rules/policy-admin";
import { rule } from "../../../compliance/rules/escalation-path";
import { scratchFolder } from "../../support/scratch";
import { contextOf } from "../rules/judged";

type Blocks = Readonly<Record<string, Readonly<Record<string, object>>>>;

function inputOf(resource: Blocks) {
  const file = join(scratchFolder(), "main.tf.json");
  const provider = { aws: { region: "us-west-2", allowed_account_ids: ["123456789012"] } };
  writeFileSync(file, JSON.stringify({ provider, resource }));
  return contextOf([file]);
}

/** Results that do not pass: `FAIL error aws_iam_user.ci [key]`. */
function told(resource: Blocks, by = rule): string[] {
  return [...by.check(inputOf(resource))]
    .filter(({ verdict }) => verdict !== "PASS")
    .map(
      ({ verdict, severity = "error", resource: about, key }) =>
        `${verdict} ${severity} ${about?.address ?? "(file)"} [${key}]`,
    );
}

function messages(resource: Blocks): string[] {
  return [...rule.check(inputOf(resource))].map(({ message }) => message);
}

const policy = (Action: string | string[], Resource: string | string[] = "*", more = {}) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action, Resource, ...more }],
  });
const trust = (principal: object) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: principal }],
  });
const arn = (rest: string) => `arn:aws:iam::123456789012:${rest}`;
const lambda = trust({ Service: "lambda.amazonaws.com" });
const PUT = policy("iam:PutUserPolicy");

const user = { aws_iam_user: { ci: { name: "ci" } } };

describe("everybody is tried", () => {
  it("a user by its own policy, one attached to it, and one of AWS's", () => {
    expect(told({ ...user, aws_iam_user_policy: { p: { user: "ci", policy: PUT } } })).toEqual([
      "FAIL error aws_iam_user.ci [user-inline-policy]",
    ]);
    const attached = {
      ...user,
      aws_iam_policy: { p: { name: "p", policy: PUT } },
      aws_iam_policy_attachment: {
        a: { name: "a", users: ["${aws_iam_user.ci.name}"], policy_arn: "${aws_iam_policy.p.arn}" },
      },
    };
    expect(told(attached)).toEqual(["FAIL error aws_iam_user.ci [user-inline-policy]"]);
    const ofAws = {
      ...user,
      aws_iam_user_policy_attachment: {
        a: { user: "ci", policy_arn: "arn:aws:iam::aws:policy/AWSLambda_FullAccess" },
      },
    };
    expect(told(ofAws)).toContain("FAIL error aws_iam_user.ci [function-code]");
  });

  it("a user by its groups, and the group itself", () =>
    expect(
      told({
        ...user,
        aws_iam_group: { ops: { name: "ops" } },
        aws_iam_group_policy: { p: { group: "${aws_iam_group.ops.name}", policy: PUT } },
        aws_iam_user_group_membership: {
          m: { user: "${aws_iam_user.ci.name}", groups: ["${aws_iam_group.ops.name}"] },
        },
      }),
    ).toEqual([
      "FAIL error aws_iam_user.ci [user-inline-policy]",
      "FAIL error aws_iam_group.ops [user-inline-policy]",
    ]));

  it("by rights that several policies give together, with the statements of each", () => {
    const joined = {
      ...user,
      aws_iam_user_policy: {
        run: { user: "ci", policy: policy("ec2:RunInstances", "*", { Sid: "Run" }) },
        pass: { user: "ci", policy: policy("iam:PassRole", "*", { Sid: "Pass" }) },
      },
    };
    expect(told(joined)).toEqual(["FAIL error aws_iam_user.ci [pass-role-ec2-run]"]);
    expect(messages(joined)).toEqual([
      "the user can run instances with the rights of a role: any role; allowed by Pass of aws_iam_user_policy.pass and Run of aws_iam_user_policy.run",
    ]);
  });

  it("or named, where a policy is not known", () => {
    const unread = {
      ...user,
      aws_iam_user_policy_attachment: { a: { user: "ci", policy_arn: arn("policy/elsewhere") } },
    };
    expect(told(unread)).toEqual(["UNKNOWN info (file) [(not tried)]"]);
    expect(messages(unread)[0]).toContain("1 principal not tried wholly");
    expect(messages(unread)[0]).toContain(
      "aws_iam_user.ci (arn:aws:iam::123456789012:policy/elsewhere)",
    );
  });
});

it("tells what is left out where there are very many", () => {
  const names = Array.from({ length: 330 }, (_, at) => `r${at}`);
  const many = {
    aws_iam_role: Object.fromEntries(
      names.map((name) => [name, { name, assume_role_policy: lambda }]),
    ),
  };
  expect(told(many)).toEqual(["UNKNOWN info (file) [(rest)]"]);
  expect(messages(many)).toEqual([
    "330 principals tried on the 304 nearest of 330 roles, policies and workloads that were read; the rest was not tried",
  ]);
});

describe("what a target may do decides", () => {
  const roles = (Action: string, own = "s3:GetObject") => ({
    ...user,
    aws_iam_user_policy: {
      p: {
        user: "ci",
        policy: policy(["lambda:UpdateFunctionCode"], "arn:aws:lambda:*:*:function:job"),
      },
      q: { user: "ci", policy: policy(own) },
    },
    aws_iam_role: { job: { name: "job", assume_role_policy: lambda } },
    aws_iam_role_policy: { job: { role: "job", policy: policy(Action) } },
    aws_lambda_function: { job: { function_name: "job", role: "${aws_iam_role.job.arn}" } },
  });

  it("an error where it may do more", () =>
    expect(told(roles("dynamodb:DeleteTable"))).toEqual([
      "FAIL error aws_iam_user.ci [function-code]",
    ]));

  it("nothing where it may do no more, or only write its logs", () => {
    expect(told(roles("s3:GetObject"))).toEqual([]);
    expect(told(roles("logs:PutLogEvents"))).toEqual([]);
  });

  it("a warning where nobody knows", () => {
    const without = { ...roles("s3:GetObject"), aws_lambda_function: {} };
    expect(told(without)).toEqual(["FAIL warning aws_iam_user.ci [function-code]"]);
    const other = {
      ...without,
      aws_lambda_function: { job: { function_name: "job", role: arn("role/elsewhere") } },
    };
    expect(told(other)).toEqual(["FAIL warning aws_iam_user.ci [function-code]"]);
  });

  it("the role of an instance is that of its profile", () =>
    expect(
      told({
        ...user,
        aws_iam_user_policy: {
          p: {
            user: "ci",
            policy: policy("ssm:StartSession", "*", {
              Condition: { StringEquals: { "aws:ResourceTag/team": "a" } },
            }),
          },
        },
        aws_iam_role: {
          vm: { name: "vm", assume_role_policy: trust({ Service: "ec2.amazonaws.com" }) },
        },
        aws_iam_role_policy: { vm: { role: "vm", policy: policy("s3:*") } },
        aws_iam_instance_profile: { vm: { name: "vm", role: "${aws_iam_role.vm.name}" } },
        aws_instance: {
          vm: { iam_instance_profile: "${aws_iam_instance_profile.vm.name}", tags: { team: "a" } },
        },
      }),
    ).toEqual(["FAIL error aws_iam_user.ci [instance-session]"]));
});

describe("roles that are assumed one after the other", () => {
  const chain = (last: string) => ({
    ...user,
    aws_iam_user_policy: { p: { user: "ci", policy: policy("sts:AssumeRole", arn("role/first")) } },
    aws_iam_role: {
      first: { name: "first", assume_role_policy: trust({ AWS: arn("root") }) },
      last: { name: "last", assume_role_policy: trust({ AWS: "${aws_iam_role.first.arn}" }) },
    },
    aws_iam_role_policy: {
      first: { role: "first", policy: policy("sts:AssumeRole", arn("role/last")) },
      last: { role: "last", policy: policy(last) },
    },
  });

  it("are told with those on the way", () => {
    expect(messages(chain("*"))).toContain(
      "the user can assume a role: aws_iam_role.first, aws_iam_role.last through aws_iam_role.first; allowed by #1 of aws_iam_user_policy.p and #1 of aws_iam_role_policy.first",
    );
  });

  it("by a trust alone, without a policy of one's own", () => {
    const { aws_iam_role, aws_iam_role_policy } = chain("s3:*");
    const resource = { aws_iam_role, aws_iam_role_policy: { last: aws_iam_role_policy.last } };
    expect(told(resource)).toEqual(["FAIL error aws_iam_role.first [assume-role]"]);
  });
});

describe("who may do everything", () => {
  it.each([
    ["every action of IAM", policy("iam:*")],
    ["patterns of every ARN", policy("*", "arn:aws:*:*:*:*")],
    ["every ARN of the account", policy("*", ["arn:aws:*:*:123456789012:*", "arn:aws:s3:::*"])],
    [
      "all but one resource",
      JSON.stringify({
        Version: "2012-10-17",
        Statement: [{ Effect: "Allow", Action: "*", NotResource: arn("role/other") }],
      }),
    ],
  ])("is told by policy-admin: %s", (_what, text) =>
    expect(
      told({ ...user, aws_iam_user_policy: { p: { user: "ci", policy: text } } }, policyAdmin),
    ).toEqual(["FAIL error aws_iam_user_policy.p [#1]"]),
  );

  it("is told of a list that is known in part", () =>
    expect(
      told(
        {
          aws_iam_role: {
            job: {
              name: "job",
              assume_role_policy: lambda,
              managed_policy_arns: [
                "arn:aws:iam::aws:policy/AdministratorAccess",
                "${aws_iam_policy.p.arn}",
              ],
            },
          },
          aws_iam_policy: { p: { name_prefix: "p", policy: policy("s3:GetObject") } },
        },
        policyAdmin,
      ),
    ).toContain("FAIL error aws_iam_role.job [arn:aws:iam::aws:policy/AdministratorAccess]"));
});
