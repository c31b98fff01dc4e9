// Plans of Terraform 1.11.4 with AWS provider 5.100.0: fixtures/make-rules.ts.
import {
  bucketAcl as acl,
  bucketForeignAccess as foreignAccess,
  bucketPublicAccess as publicAccess,
} from "../../../compliance/rules/bucket-access";
import { bucketTls as tls } from "../../../compliance/rules/bucket-tls";
import { rule as kms } from "../../../compliance/rules/bucket-kms";
import { judge, judgeJson, ruleOf } from "./judging";

const encryption = ruleOf("bucket-encryption");
const logging = ruleOf("bucket-logging");
const oldVersions = ruleOf("bucket-old-versions");
const ownership = ruleOf("bucket-ownership");
const unfinishedUploads = ruleOf("bucket-unfinished-uploads");
const versioning = ruleOf("bucket-versioning");

const RULES = [
  acl,
  encryption,
  foreignAccess,
  kms,
  logging,
  oldVersions,
  ownership,
  publicAccess,
  tls,
  unfinishedUploads,
  versioning,
];

const OWN = { accountIds: ["123456789012"] };

describe.each(RULES.map((rule) => [rule.id, rule] as const))("%s", (_, rule) => {
  test("two good buckets pass, one of them in the form of older Terraform", () => {
    const { fails, unknowns, passes } = judge(rule, "rules-good.plan.json");
    expect({ fails, unknowns }).toEqual({ fails: [], unknowns: [] });
    expect(passes).toHaveLength(2);
  });

  test("the same file before any plan passes as well", () => {
    const { fails, unknowns, passes } = judge(rule, "rules-good/main.tf.json");
    expect({ fails, unknowns }).toEqual({ fails: [], unknowns: [] });
    expect(passes).toHaveLength(2);
  });

  test("what is known after apply only is unknown, never a pass", () => {
    const { fails, passes, unknowns } = judge(rule, "rules-unknown.plan.json");
    expect({ fails, passes }).toEqual({ fails: [], passes: [] });
    // Of a policy that may be this bucket's, bucket-tls tells alone.
    expect(unknowns).toHaveLength(rule.id === "bucket-foreign-access" ? 0 : 1);
  });

  test("a bucket that the plan leaves as it is, is judged too", () => {
    const { results } = judge(rule, "drifted.plan.json");
    // Without versioning, old versions are no question.
    expect(results).toHaveLength(rule === oldVersions ? 0 : 1);
  });
});

test.each([
  [acl, ["error aws_s3_bucket.legacy acl", "warning aws_s3_bucket_acl.half acl"]],
  [encryption, ["info aws_s3_bucket.bare", "info aws_s3_bucket.legacy"]],
  [
    foreignAccess,
    [
      "error aws_s3_bucket.legacy Everybody *",
      "error aws_s3_bucket_policy.half Partner arn:aws:iam::210987654321:root",
      "warning aws_s3_bucket_policy.half Confused cloudtrail.amazonaws.com",
      "warning aws_s3_bucket_policy.half Organization *",
    ],
  ],
  [
    kms,
    [
      "info aws_s3_bucket.bare",
      "info aws_s3_bucket.legacy",
      "info aws_s3_bucket_server_side_encryption_configuration.half",
    ],
  ],
  [
    logging,
    ["info aws_s3_bucket.bare", "info aws_s3_bucket.legacy", "info aws_s3_bucket_logging.half"],
  ],
  [
    oldVersions,
    ["warning aws_s3_bucket.legacy", "warning aws_s3_bucket_lifecycle_configuration.half"],
  ],
  [
    ownership,
    [
      "error aws_s3_bucket_ownership_controls.half",
      "info aws_s3_bucket.bare",
      "info aws_s3_bucket.legacy",
    ],
  ],
  [
    publicAccess,
    [
      "error aws_s3_bucket_public_access_block.half ignore_public_acls",
      "error aws_s3_bucket_public_access_block.half restrict_public_buckets",
      "info aws_s3_bucket.bare",
      "info aws_s3_bucket.legacy",
    ],
  ],
  [
    tls,
    ["error aws_s3_bucket.legacy", "error aws_s3_bucket_policy.half", "warning aws_s3_bucket.bare"],
  ],
  [
    unfinishedUploads,
    [
      "warning aws_s3_bucket.bare",
      "warning aws_s3_bucket.legacy",
      "warning aws_s3_bucket_lifecycle_configuration.half",
    ],
  ],
  [versioning, ["info aws_s3_bucket.bare", "info aws_s3_bucket_versioning.half"]],
])("$id finds what is wrong in a plan", (rule, expected) => {
  expect(judge(rule, "rules-bad.plan.json", OWN).fails).toEqual(expected);
});

test("while the own account is unknown, so is whether another one is meant", () => {
  const { unknowns } = judge(foreignAccess, "rules-bad.plan.json", { accountIds: [] });
  expect(unknowns).toEqual(["aws_s3_bucket_policy.half Partner arn:aws:iam::210987654321:root"]);
});

test("a state is judged by what AWS has", () => {
  expect(judge(publicAccess, "rules-drift.tfstate.json").fails).toEqual([
    "error aws_s3_bucket.plain",
    "error aws_s3_bucket_public_access_block.data block_public_policy",
    "error aws_s3_bucket_public_access_block.data restrict_public_buckets",
  ]);
  expect(judge(foreignAccess, "rules-drift.tfstate.json").fails).toEqual([
    "error aws_s3_bucket.plain #1 *",
  ]);
});

test("a bucket policy that still names the old bucket protects nothing", () => {
  expect(judge(tls, "rules-replaced.plan.json").fails).toContain("error aws_s3_bucket_policy.data");
});

/** A bucket with a policy. */
function guarded(...statements: readonly object[]) {
  const policy = JSON.stringify({ Version: "2012-10-17", Statement: statements });
  return {
    resource: {
      aws_s3_bucket: { data: { bucket: "b" } },
      aws_s3_bucket_policy: { data: { bucket: "${aws_s3_bucket.data.bucket}", policy } },
    },
  };
}

describe("bucket-foreign-access", () => {
  const provider = { aws: { region: "us-west-2", allowed_account_ids: ["123456789012"] } };
  const READ = { Sid: "S", Effect: "Allow", Action: "s3:GetObject", Resource: "*" };
  const granted = (statement: object) =>
    judgeJson(foreignAccess, { provider, ...guarded({ ...READ, ...statement }) }, OWN).fails;

  test.each([
    ["NotPrincipal", { NotPrincipal: { AWS: "arn:aws:iam::123456789012:root" } }],
    [
      "IfExists",
      {
        Principal: "*",
        Condition: { StringEqualsIfExists: { "aws:PrincipalAccount": "123456789012" } },
      },
    ],
    [
      "negated",
      { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalAccount": "1" } } },
    ],
    ["a wildcard", { Principal: "*", Condition: { StringLike: { "aws:PrincipalAccount": "*" } } }],
    [
      "every address",
      { Principal: "*", Condition: { IpAddress: { "aws:SourceIp": "0.0.0.0/0" } } },
    ],
    [
      "another account beside",
      {
        Principal: "*",
        Condition: { StringEquals: { "aws:PrincipalAccount": ["123456789012", "210987654321"] } },
      },
    ],
    ["a deleted user", { Principal: { AWS: "AIDAJQABLZS4A3QDU576Q" } }],
    [
      "CloudFront",
      { Principal: { AWS: "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1" } },
    ],
  ])("finds %s", (_, statement) => {
    expect(granted(statement)).toHaveLength(1);
  });

  test.each([
    ["a role of the account", { Principal: { AWS: "arn:aws:iam::123456789012:role/r" } }],
    [
      "the organization's own account",
      {
        Principal: "*",
        Condition: {
          StringEquals: { "aws:PrincipalOrgID": "o-1", "aws:PrincipalAccount": "123456789012" },
        },
      },
    ],
    [
      "a service for one bucket",
      {
        Principal: { Service: "logging.s3.amazonaws.com" },
        Condition: { ArnLike: { "aws:SourceArn": "arn:aws:s3:::other" } },
      },
    ],
  ])("takes %s", (_, statement) => {
    expect(granted(statement)).toEqual([]);
  });
});

describe("what AWS has by itself", () => {
  const provider = { aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }] };
  const bucket = (name: string) => ({ aws_s3_bucket: { b: { bucket: name } } });
  const role = {
    name: "zilliz-byoc-acme-storage-role",
    assume_role_policy: '{"Version":"2012-10-17","Statement":[]}',
  };

  test.each([encryption, ownership, publicAccess])("$id: a note on nobody's bucket", (rule) => {
    const { fails } = judgeJson(rule, { provider, resource: bucket("acme-data") });
    expect(fails).toEqual(["info aws_s3_bucket.b"]);
  });

  test.each([encryption, ownership, publicAccess, tls])("$id: an error beside a role", (rule) => {
    const resource = { ...bucket("acme-data"), aws_iam_role: { storage: role } };
    expect(judgeJson(rule, { provider, resource }).fails).toEqual(["error aws_s3_bucket.b"]);
  });

  test("an error where it is turned off", () => {
    const block = { bucket: "${aws_s3_bucket.b.id}", block_public_acls: false };
    const resource = { ...bucket("acme-data"), aws_s3_bucket_public_access_block: { b: block } };
    expect(judgeJson(publicAccess, { provider, resource }).fails).toContain(
      "error aws_s3_bucket_public_access_block.b block_public_acls",
    );
  });
});

describe("ACLs", () => {
  const judgeAcl = (bucket: object, more: object = {}) =>
    judgeJson(acl, { resource: { aws_s3_bucket: { b: { bucket: "logs", ...bucket } }, ...more } });
  const of = "${aws_s3_bucket.b.id}";

  test("let the log delivery in", () => {
    expect(judgeAcl({ acl: "log-delivery-write" }).fails).toEqual(["warning aws_s3_bucket.b acl"]);
    const own = { aws_s3_bucket_acl: { b: { bucket: of, acl: "log-delivery-write" } } };
    const { fails, messages } = judgeAcl({}, own);
    expect(fails).toEqual(["warning aws_s3_bucket_acl.b acl"]);
    expect(messages[0]).toContain("log delivery");
  });

  test.each([
    ["BucketOwnerEnforced", ["error aws_s3_bucket_acl.b refused"]],
    ["BucketOwnerPreferred", ["warning aws_s3_bucket_acl.b acl"]],
  ])("are refused beside %s", (object_ownership, expected) => {
    const parts = {
      aws_s3_bucket_acl: { b: { bucket: of, acl: "private" } },
      aws_s3_bucket_ownership_controls: { b: { bucket: of, rule: [{ object_ownership }] } },
    };
    expect(judgeAcl({}, parts).fails).toEqual(expected);
  });

  test("of the bucket itself and of its objects are refused beside BucketOwnerEnforced", () => {
    const rule = [{ object_ownership: "BucketOwnerEnforced" }];
    const parts = {
      aws_s3_bucket_ownership_controls: { b: { bucket: of, rule } },
      aws_s3_object: {
        none: { bucket: of, key: "a" },
        owners: { bucket: of, key: "b", acl: "bucket-owner-full-control" },
        secret: { bucket: of, key: "c", acl: "private" },
      },
    };
    const refused = ["error aws_s3_object.secret refused"];
    expect(judgeAcl({}, parts).fails).toEqual(refused);
    expect(judgeAcl({ acl: "private" }, parts).fails).toEqual(refused);
    expect(judgeAcl({ acl: "aws-exec-read" }, parts).fails).toEqual([
      "error aws_s3_bucket.b refused",
      ...refused,
    ]);
    expect(judgeAcl({ acl: "aws-exec-read" }).fails).toEqual([]);
  });
});

describe("bucket-tls", () => {
  const INSECURE = { Bool: { "aws:SecureTransport": "false" } };
  const ALL = { Sid: "S", Effect: "Deny", Principal: "*", Action: "s3:*", Resource: "*" };
  const denying = (...statements: readonly object[]) =>
    judgeJson(tls, guarded(...statements.map((one) => ({ ...ALL, ...one })))).results.map(
      ({ message }) => message,
    );

  test.each([
    ["a network", { StringNotEquals: { "aws:SourceVpce": "vpce-1" } }, "aws:SourceVpce"],
    [
      "an account",
      { StringNotEquals: { "aws:PrincipalAccount": "333344445555" } },
      "aws:PrincipalAccount",
    ],
    [
      "a role",
      { ArnNotLike: { "aws:PrincipalArn": "arn:aws:iam::*:role/old" } },
      "aws:PrincipalArn",
    ],
  ])("a denial that leaves out %s protects nobody", (_, condition, key) => {
    const [message] = denying({ Condition: { ...INSECURE, ...condition } });
    expect(message).toMatch(/^without TLS, the policy does not deny s3:GetObject, /);
    expect(message).toContain(`; statement S leaves some out: it also asks for ${key}`);
  });

  test("nor one with a NotPrincipal", () => {
    const but = { AWS: "arn:aws:iam::333344445555:role/old" };
    const [message] = denying({ Principal: undefined, NotPrincipal: but, Condition: INSECURE });
    expect(message).toContain("; statement S leaves some out: it has a NotPrincipal");
  });

  const also = (...conditions: readonly object[]) =>
    denying(...conditions.map((one) => ({ Condition: { ...INSECURE, ...one } })));
  const ORG = { "aws:PrincipalOrgID": "o-a1b2c3d4e5" };

  test.each<[string, ...object[]]>([
    ["who is of an organization, and who is not", { StringEquals: ORG }, { StringNotEquals: ORG }],
    [
      "who comes from anywhere, and who from nowhere",
      { IpAddress: { "aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"] } },
      { Null: { "aws:SourceIp": "true" } },
    ],
    [
      "one account's, and all but it",
      { StringLike: { "aws:PrincipalArn": "arn:aws:iam::333344445555:*" } },
      { StringNotLike: { "aws:PrincipalArn": "arn:aws:iam::333344445555:*" } },
    ],
    [
      "of two networks, what is out of either",
      { StringNotEquals: { "aws:SourceVpce": "vpce-1" } },
      { StringNotEquals: { "aws:SourceVpce": "vpce-2" } },
    ],
    [
      "before a day and from it on, and who has none",
      { DateLessThan: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } },
      { DateGreaterThanEqualsIfExists: { "aws:TokenIssueTime": "2026-01-01T00:00:00Z" } },
    ],
  ])("several that together deny everybody protect: %s", (_, ...conditions) => {
    expect(also(...conditions)).toEqual(["requests without TLS are denied"]);
  });

  test.each<[string, ...object[]]>([
    [
      "of one organization, and of another",
      { StringEquals: ORG },
      { StringEquals: { "aws:PrincipalOrgID": "o-other" } },
    ],
    [
      "who is of one, and who is not but has some",
      { StringEquals: ORG },
      {
        StringNotEquals: ORG,
        Null: { "aws:PrincipalOrgID": "false" },
      },
    ],
    [
      "half of all addresses twice",
      { IpAddress: { "aws:SourceIp": "0.0.0.0/1" } },
      { NotIpAddress: { "aws:SourceIp": "128.0.0.0/1" }, Null: { "aws:SourceIp": "false" } },
    ],
    [
      "all of several, and none of them",
      { "ForAllValues:StringEquals": { "aws:TagKeys": "a" } },
      { "ForAllValues:StringNotEquals": { "aws:TagKeys": "a" } },
    ],
    [
      "before a day, and after the next",
      { DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
      { DateGreaterThanIfExists: { "aws:CurrentTime": "2026-01-01T00:00:00Z" } },
    ],
    [
      "by more conditions than can be tried",
      ...["a", "b", "c", "d", "e", "f", "g", "h", "i", "j"].map((tag) => ({
        StringNotEquals: { [`aws:PrincipalTag/${tag}`]: "x" },
      })),
    ],
  ])("several that leave somebody out do not: %s", (_, ...conditions) => {
    expect(also(...conditions)[0]).toMatch(/^without TLS, the policy does not deny s3:GetObject, /);
  });

  test("two with a NotPrincipal each deny whom the other leaves out", () => {
    const but = (name: string) => ({
      Principal: undefined,
      NotPrincipal: { AWS: `arn:aws:iam::333344445555:role/${name}` },
      Condition: INSECURE,
    });
    expect(denying(but("one"), but("two"))).toEqual(["requests without TLS are denied"]);
    expect(denying(but("one"), but("one"))[0]).toContain("does not deny");
  });

  test("one that leaves out AWS's services alone does", () => {
    const condition = { Bool: { ...INSECURE.Bool, "aws:PrincipalIsAWSService": "false" } };
    expect(denying({ Condition: condition })).toEqual(["requests without TLS are denied"]);
  });
});
