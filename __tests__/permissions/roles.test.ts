import { allow, deny, diffOf, policy, role, texts, TRUST, type Json } from "./support";

const OBJECTS = "arn:aws:s3:::data/*";
const BUCKET = "arn:aws:s3:::data";
const READ = allow("s3:GetObject", OBJECTS);
const managed = (name: string, ...statements: Json[]): Json => ({
  [`aws_iam_policy.${name}`]: { name, policy: policy(...statements) },
});
const attached = (name: string, arn = `\${aws_iam_policy.${name}.arn}`): Json => ({
  [`aws_iam_role_policy_attachment.${name}`]: { role: "app", policy_arn: arn },
});
const tagged = (...values: string[]) => ({
  Condition: { StringEquals: { "aws:ResourceTag/Vendor": values } },
});

describe("the policies of a role", () => {
  test("a new right is told in words and in names", () => {
    const diff = diffOf(role([READ]), role([allow(["s3:GetObject", "s3:DeleteObject"], OBJECTS)]));
    expect(diff.summary).toEqual({ gained: 1, lost: 0, undecided: 0 });
    expect(diff.subjects).toEqual([
      {
        kind: "role",
        label: "app role app",
        name: "app",
        address: "aws_iam_role.app_role",
        status: "kept",
        changes: [
          {
            direction: "gained",
            kind: "permission",
            text: "app role app may now delete objects of bucket data (s3:DeleteObject on arn:aws:s3:::data/*)",
            principals: [],
            actions: ["s3:DeleteObject"],
            resources: [OBJECTS],
            conditions: { before: null, after: [] },
            because: [{ policy: "aws_iam_role_policy.app", statement: "#1" }],
          },
        ],
      },
    ]);
  });

  test.each<[string, Json, Json]>([
    [
      "a statement moves to another policy",
      role([READ, allow("s3:PutObject", OBJECTS)]),
      {
        ...role([READ]),
        ...managed("more", allow("s3:PutObject", OBJECTS)),
        ...attached("more"),
      },
    ],
    [
      "statements are merged",
      role([READ, allow("s3:PutObject", OBJECTS)]),
      role([allow(["s3:PutObject", "s3:GetObject"], OBJECTS)]),
    ],
    [
      "one condition is split into two statements",
      role([allow("ec2:StopInstances", "*", tagged("a", "b"))]),
      role([
        allow("ec2:StopInstances", "*", tagged("b")),
        allow("ec2:StopInstances", "*", tagged("a")),
      ]),
    ],
    [
      "an action that does nothing on a bucket is no longer written for it",
      role([allow(["s3:GetObject", "s3:ListBucket"], [BUCKET, OBJECTS])]),
      role([READ, allow("s3:ListBucket", BUCKET)]),
    ],
    [
      "a refusal keeps a new right from having any effect",
      role([READ, deny("s3:Delete*", "*")]),
      role([READ, deny("s3:Delete*", "*"), allow("s3:DeleteObject", OBJECTS)]),
    ],
    [
      "everything but something is a part of everything",
      role([allow("*", "*")]),
      role([allow("*", "*"), { Effect: "Allow", NotAction: "iam:*", Resource: "*" }]),
    ],
    [
      "the role has another address",
      role([READ]),
      {
        "aws_iam_role.other": { name: "app", assume_role_policy: TRUST },
        "aws_iam_role_policy.other": { role: "app", name: "app", policy: policy(READ) },
      },
    ],
    [
      "the role has another name",
      role([READ]),
      {
        "aws_iam_role.app_role": { name: "service", assume_role_policy: TRUST },
        "aws_iam_role_policy.app": { role: "service", name: "app", policy: policy(READ) },
      },
    ],
  ])("nothing changes when %s", (_name, before, after) => {
    expect(texts(diffOf(before, after))).toEqual([]);
    expect(texts(diffOf(after, before))).toEqual([]);
  });

  test("a pattern is told by what is new in it, the worst first", () => {
    const [text] = texts(diffOf(role([READ]), role([READ, allow("s3:*Acl", OBJECTS)])));
    expect(text).toMatch(/may now change who may read objects of bucket data/);
    expect(text).not.toMatch(/retrieve objects/);
  });

  test("a whole service is told as such", () => {
    expect(texts(diffOf(role([READ]), role([READ, allow("s3:*", "*")])))).toEqual([
      "app role app may now do anything in S3 (s3:* on *)",
    ]);
    expect(texts(diffOf(role([READ]), role([READ, allow("rds:*", "*")])))).toEqual([
      "app role app may now do anything in RDS (rds:* on *)",
    ]);
  });

  test("only what has changed of a condition is told", () => {
    const stop = (condition: Json) => role([allow("ec2:StopInstances", "*", condition)]);
    const both = {
      Condition: { StringEquals: { "aws:ResourceTag/Vendor": "a", "aws:ResourceTag/Team": "x" } },
    };
    const [text] = texts(diffOf(stop(both), stop(tagged("a"))), "gained");
    expect(text).toBe(
      'app role app may now stop every instance when the tag Vendor of the resource is "a"; before, only when the tag Team of the resource is "x" as well (ec2:StopInstances on *)',
    );
    const more = diffOf(stop(tagged("a")), stop(tagged("a", "b")));
    expect(texts(more)).toEqual([
      'app role app may now stop every instance also when the tag Vendor of the resource is "b" (ec2:StopInstances on *)',
    ]);
    expect(more.subjects[0]!.changes[0]!.conditions).toEqual({
      before: ['the tag Vendor of the resource is "a"'],
      after: ['the tag Vendor of the resource is "a" or "b"'],
    });
    expect(texts(diffOf(stop(tagged("a", "b")), stop(both)), "lost")).toEqual([
      'app role app may no longer stop any instance when the tag Vendor of the resource is "a" or "b"; now only when the tag Team of the resource is "x" and the tag Vendor of the resource is "a" (ec2:StopInstances on *)',
    ]);
  });

  test("a refusal that goes is a gain, one that comes a loss", () => {
    const refusal = deny("s3:DeleteObject", OBJECTS);
    const all = allow("s3:*", OBJECTS);
    expect(texts(diffOf(role([all, refusal]), role([all])))).toEqual([
      "app role app is no longer forbidden to delete objects of bucket data (s3:DeleteObject on arn:aws:s3:::data/*)",
    ]);
    const lost = diffOf(role([all]), role([all, refusal]));
    expect(lost.summary).toEqual({ gained: 0, lost: 1, undecided: 0 });
    expect(lost.subjects[0]!.changes[0]!.kind).toBe("refusal");
  });

  test("a refusal that goes with its policy is none where nothing allows what it refuses", () => {
    const refusing = { ...role([READ]), ...managed("no", deny("iam:*", "*")), ...attached("no") };
    expect(texts(diffOf(refusing, role([READ])), "gained")).toEqual([]);
    const queue: Json = {
      "aws_sqs_queue_policy.q": {
        queue_url: "q",
        policy: policy(allow("iam:*", "*", { Principal: { AWS: "111122223333" } })),
      },
    };
    const gained = texts(
      diffOf({ ...refusing, ...queue }, { ...role([READ]), ...queue }),
      "gained",
    );
    expect(gained).toEqual([
      "app role app is no longer forbidden to use IAM (users, roles and their rights) (iam:* on *)",
    ]);
  });

  test("policies of AWS are told by their names", () => {
    const admin = "arn:aws:iam::aws:policy/AdministratorAccess";
    const other = "arn:aws:iam::aws:policy/AmazonEKSClusterPolicy";
    const before = { ...role([READ]), ...attached("more", other) };
    const after = { ...role([READ]), ...attached("more", admin) };
    expect(texts(diffOf(before, after))).toEqual([
      `app role app may now do anything in the account (${admin})`,
      `app role app may no longer do all that AWS's policy AmazonEKSClusterPolicy allows (${other})`,
    ]);
  });

  test("a policy whose text is on one side only cannot be told", () => {
    const arn = "arn:aws:iam::111122223333:policy/more";
    const before = { ...role([READ]), ...managed("more", allow("*", "*")), ...attached("more") };
    const diff = diffOf(before, { ...role([READ]), ...attached("more", arn) });
    expect(diff.summary).toEqual({ gained: 0, lost: 0, undecided: 1 });
  });

  test("an unknown policy is undecided, whatever the other side says in its place", () => {
    const unknown = (more: Json = {}) => ({
      ...role([READ]),
      "aws_iam_role_policy.app": { role: "app", policy: "${data.external.text.result.json}" },
      ...more,
    });
    for (const [before, after] of [
      [role([READ]), unknown()],
      [unknown(), role([READ])],
      [unknown(), unknown({ "aws_sqs_queue.q": { name: "q" } })],
    ] as const) {
      expect(diffOf(before, after).summary).toEqual({ gained: 0, lost: 0, undecided: 1 });
    }
    const also = diffOf(unknown(), { ...unknown(), ...managed("x", READ), ...attached("x") });
    expect(also.summary).toEqual({ gained: 1, lost: 0, undecided: 1 });
  });

  test("a variable is a text in a policy of the first version", () => {
    const home = "arn:aws:s3:::data/${aws:username}/*".replace("$", "$$$$");
    const written = (version: string) => ({
      ...role([]),
      "aws_iam_role_policy.app": {
        role: "app",
        policy: policy(allow("s3:GetObject", home)).replace("2012-10-17", version),
      },
    });
    expect(diffOf(written("2008-10-17"), written("2012-10-17")).summary).toMatchObject({
      gained: 1,
      lost: 1,
    });
  });

  test("roles, users and groups of elsewhere have what is put on them", () => {
    const on = (type: string, key: string, ...statements: Json[]) => ({
      [`aws_iam_${type}_policy.x`]: { [key]: "ops", policy: policy(...statements) },
    });
    for (const type of ["role", "user", "group"]) {
      const more = allow("s3:PutObject", OBJECTS);
      expect(texts(diffOf(on(type, type, READ), on(type, type, READ, more)))).toEqual([
        `${type} ops may now write objects of bucket data (s3:PutObject on arn:aws:s3:::data/*)`,
      ]);
      expect(diffOf(on(type, type, deny("s3:*", "*")), {}).summary).toMatchObject({ gained: 1 });
    }
  });

  test("a new role has few lines, and one that is gone as many", () => {
    const services = ["s3", "ec2", "eks", "iam", "kms", "logs", "sts", "ssm", "acm"];
    const much = services.map((service) => allow(`${service}:*`, "*", tagged(service)));
    const diff = diffOf({}, role(much));
    expect(texts(diff)).toHaveLength(2);
    expect(diff.subjects[0]).toMatchObject({ status: "new" });
    const [summary] = diff.subjects[0]!.changes.filter(({ kind }) => kind === "permission");
    expect(summary!.actions).toHaveLength(services.length);
    expect(diffOf(role(much), {}).summary).toEqual({ gained: 0, lost: 2, undecided: 0 });
  });
});
