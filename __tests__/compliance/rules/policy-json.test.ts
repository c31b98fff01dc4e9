import { judgeJson, ruleOf } from "./judging";

const RULE = ruleOf("policy-json");
const PROVIDER = { aws: [{ region: "us-west-2" }] };
const READ = { Effect: "Allow", Action: "s3:GetObject", Resource: "arn:aws:s3:::acme/*" };
const TRUST = {
  Effect: "Allow",
  Action: "sts:AssumeRole",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
};
const OF_BUCKET = { ...READ, Principal: { AWS: "111122223333" } };
const ARN = "arn:aws:iam::111122223333";

/** What is wrong with a policy of a role, with a trust, or with the policy of bucket acme. */
function refused(use: "identity" | "trust" | "bucket", statement: object, whole: object = {}) {
  const text = JSON.stringify({ Version: "2012-10-17", ...whole, Statement: [statement] });
  const resource = {
    identity: { aws_iam_policy: { p: { name: "p", policy: text } } },
    trust: { aws_iam_role: { r: { name: "r", assume_role_policy: text } } },
    bucket: { aws_s3_bucket_policy: { b: { bucket: "acme", policy: text } } },
  }[use];
  const { results } = judgeJson(RULE, { provider: PROVIDER, resource });
  return results.flatMap(({ verdict, message }) => (verdict === "FAIL" ? [message] : []));
}

it.each([
  ["identity", READ],
  ["identity", { ...READ, Action: "*", Resource: "*" }],
  ["identity", { ...READ, Resource: ["arn:aws:s3:::a-${aws:username}/*", "arn:aws:ec2:*"] }],
  ["identity", { ...READ, Resource: "arn:*:s3:::acme" }],
  ["trust", TRUST],
  ["trust", { ...TRUST, Action: ["sts:AssumeRole", "sts:TagSession"], Principal: "*" }],
  ["bucket", OF_BUCKET],
  [
    "bucket",
    { ...OF_BUCKET, Principal: "*", Resource: ["arn:aws:s3:::acme", "arn:aws:s3:::acme/*"] },
  ],
] as const)("takes a policy of %s: %j", (use, statement) =>
  expect(refused(use, statement)).toEqual([]),
);

it.each([
  ["trust", { ...TRUST, Resource: "*" }, "statement #1 has a Resource, and trusts have none"],
  ["trust", { ...TRUST, Principal: undefined }, "statement #1 has no Principal"],
  [
    "trust",
    { ...TRUST, Action: ["sts:AssumeRole", "s3:GetObject"] },
    "statement #1 has the action s3:GetObject, and trusts have those of sts alone",
  ],
  [
    "trust",
    { ...TRUST, Principal: { AWS: `${ARN}:role/ci-*` } },
    `statement #1 has the principal ${ARN}:role/ci-*, and principals have no wildcards: name the account, and ask for aws:PrincipalArn in a condition`,
  ],
  [
    "trust",
    { ...TRUST, Principal: { AWS: "arn:aws-cn:iam::111122223333:root" } },
    "statement #1 has the principal arn:aws-cn:iam::111122223333:root, which is of the partition aws-cn, and this is aws",
  ],
  ["identity", { ...READ, Resource: undefined }, "statement #1 has no Resource"],
  [
    "identity",
    { ...READ, Principal: "*" },
    "statement #1 has a Principal, and only policies of resources have one",
  ],
  [
    "identity",
    { ...READ, Conditions: {} },
    'statement #1 has the element "Conditions", which IAM does not know',
  ],
  [
    "identity",
    { ...READ, Resource: "acme/*" },
    "statement #1 has the resource acme/*, which is neither * nor an ARN",
  ],
  [
    "identity",
    { ...READ, Resource: "acme" },
    "statement #1 has the resource acme, which is neither * nor an ARN",
  ],
  [
    "identity",
    { ...READ, Resource: "arn:aws::iam::1:role/r" },
    "statement #1 has the resource arn:aws::iam::1:role/r, which names no service",
  ],
  [
    "identity",
    { ...READ, Resource: "arn:aws-us-gov:s3:::acme" },
    "statement #1 has the resource arn:aws-us-gov:s3:::acme, which is of the partition aws-us-gov, and this is aws",
  ],
  [
    "identity",
    { ...READ, Resource: "arn:amazon:s3:::acme" },
    'statement #1 has the resource arn:amazon:s3:::acme, and there is no partition "amazon"',
  ],
  [
    "identity",
    { ...READ, Action: "GetObject" },
    "statement #1 has the action GetObject, which names no service: s3:GetObject, if it is one of S3",
  ],
  ["bucket", READ, "statement #1 has no Principal"],
  ["bucket", { ...OF_BUCKET, Resource: undefined }, "statement #1 has no Resource"],
  [
    "bucket",
    { ...OF_BUCKET, Resource: "arn:aws:s3:::acme-other/*" },
    "statement #1 has the resource arn:aws:s3:::acme-other/*, which is not of bucket acme",
  ],
] as const)("refuses a policy of %s: %j", (use, statement, message) =>
  expect(refused(use, statement)).toEqual([message]),
);

it.each([
  [
    { Version: "2024-10-17" },
    'the Version "2024-10-17" does not exist: it is 2012-10-17 or 2008-10-17',
  ],
  [{ Comment: "c" }, 'the policy has the element "Comment", which IAM does not know'],
])("refuses %j", (whole, message) => expect(refused("identity", READ, whole)).toEqual([message]));

it("names the statement whose Effect is a list", () =>
  expect(refused("identity", { ...READ, Sid: "Keys", Effect: ["Allow"] })).toEqual([
    'cannot be read: it is not a policy: statement Keys has the Effect ["Allow"]; it is "Allow" or "Deny", one text',
  ]));

/** What resources that call it a policy, too, are given. */
const OTHERS = {
  aws_ecr_lifecycle_policy: '{"rules":[{"rulePriority":1,"action":{"type":"expire"}}]}',
  aws_iot_policy_attachment: "devices",
  aws_opensearchserverless_access_policy: '[{"Rules":[],"Principal":[]}]',
  aws_opensearchserverless_lifecycle_policy: '{"Rules":[]}',
  aws_opensearchserverless_security_policy: '[{"Rules":[],"AllowFromPublic":false}]',
  aws_ses_receipt_filter: "Block",
  aws_sns_topic_data_protection_policy:
    '{"Name":"n","Version":"2021-06-01","Statement":[{"DataDirection":"Inbound","Principal":["*"]}]}',
  vault_policy: 'path "secret/*" { capabilities = ["read"] }',
};

it.each(Object.entries(OTHERS))("leaves the policy of %s, which is none of IAM", (type, policy) => {
  const { results } = judgeJson(RULE, {
    provider: PROVIDER,
    resource: { [type]: { p: { policy } } },
  });
  expect(results.filter(({ verdict }) => verdict === "FAIL" || verdict === "UNKNOWN")).toEqual([]);
});

it("reads the policies of resources that AWS gives one", () => {
  const policy = OTHERS.aws_ecr_lifecycle_policy;
  const resource = { aws_sns_topic_policy: { p: { policy } } };
  const { results } = judgeJson(RULE, { provider: PROVIDER, resource });
  expect(results).toEqual([expect.objectContaining({ verdict: "FAIL" })]);
});
