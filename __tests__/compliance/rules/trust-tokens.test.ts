import { judgeJson, ruleOf } from "./judging";

const OWN = "111122223333";
const CLUSTER = "oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const OTHER = "oidc.eks.us-west-2.amazonaws.com/id/0000000000000000000000000000000A";
const GITHUB = "token.actions.githubusercontent.com";
const CIRCLE = "oidc.circleci.com/org/00000000-1111-2222-3333-444444444444";
const POD = "system:serviceaccount:milvus:milvus-s3-access-sa";
const AUD = "sts.amazonaws.com";

const provider = (issuer: string) => ({ Federated: `arn:aws:iam::${OWN}:oidc-provider/${issuer}` });
const byToken = (principal: object, condition?: object, action = "WithWebIdentity") => ({
  Effect: "Allow",
  Action: `sts:AssumeRole${action}`,
  Principal: principal,
  ...(condition && { Condition: condition }),
});
const claims = (issuer: string, aud?: string, sub?: string) => ({
  ...(aud !== undefined && { [`${issuer}:aud`]: aud }),
  ...(sub !== undefined && { [`${issuer}:sub`]: sub }),
});

/** What a rule says of a trust of one statement: `FAIL nobody`, or the whole of a PASS. */
function verdicts(rule: string, statement: object): readonly string[] {
  const assume_role_policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
  const json = { resource: { aws_iam_role: { r: { name: "r", assume_role_policy } } } };
  const { results } = judgeJson(ruleOf(rule), json, { accountIds: [OWN] });
  return results.map(({ verdict, key, message }) =>
    verdict === "FAIL" ? `FAIL ${key?.replace(/^#1:?/, "") ?? ""}: ${message}` : verdict,
  );
}

const equals = (condition: object) => ({ StringEquals: condition });
const ifExists = (condition: object) =>
  Object.fromEntries(Object.entries(condition).map(([key, tests]) => [`${key}IfExists`, tests]));
const good = equals(claims(CLUSTER, AUD, POD));

describe("trusts that nobody can use", () => {
  it.each([
    [
      "a key with https://",
      provider(CLUSTER),
      equals(claims(`https://${CLUSTER}`, AUD, POD)),
      "keys of tokens begin without https://",
    ],
    [
      "a provider with https://",
      provider(`https://${CLUSTER}`),
      good,
      "ARNs of providers have no https://",
    ],
    [
      "a key of another issuer",
      provider(CLUSTER),
      equals(claims(OTHER, AUD, POD)),
      `which a token of ${CLUSTER} does not have`,
    ],
    [
      "a star that is none",
      provider(CLUSTER),
      equals(claims(CLUSTER, AUD, "system:serviceaccount:milvus:*")),
      "no token has the sub system:serviceaccount:milvus:*",
    ],
    [
      "a sub without its prefix",
      provider(CLUSTER),
      equals(claims(CLUSTER, AUD, "milvus:sa")),
      "those of a cluster are system:serviceaccount:NAMESPACE:NAME",
    ],
    [
      "a sub with a slash",
      provider(CLUSTER),
      equals(claims(CLUSTER, AUD, "system:serviceaccount:milvus/sa")),
      "those of a cluster are system:serviceaccount:NAMESPACE:NAME",
    ],
    [
      "a star that is none, of GitHub",
      provider(GITHUB),
      equals(claims(GITHUB, AUD, "repo:acme/app:*")),
      "no token has the sub repo:acme/app:*",
    ],
  ])("%s", (_, principal, condition, why) => {
    const [found, ...more] = verdicts("trust-usable", byToken(principal, condition));
    expect(found).toMatch(/^FAIL nobody: nobody can assume the role by statement #1: /);
    expect(found).toContain(why);
    expect(more).toEqual([]);
    // What nobody can use is not asked for its claims as well.
    expect(verdicts("trust-oidc", byToken(principal, condition))).toEqual([]);
  });

  const EC2 = { Service: "ec2.amazonaws.com" };
  const SAML = { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` };
  const ROLE = { AWS: `arn:aws:iam::${OWN}:role/x` };
  const OF_OIDC = "those with a token of an OIDC provider call sts:AssumeRoleWithWebIdentity";
  const OF_SAML = "those whom a SAML provider signs in call sts:AssumeRoleWithSAML";
  it.each<[string, object, string, object | undefined, string]>([
    ["OIDC", provider(CLUSTER), "", good, `sts:AssumeRole, and ${OF_OIDC}`],
    ["OIDC", provider(GITHUB), "WithSAML", undefined, `sts:AssumeRoleWithSAML, and ${OF_OIDC}`],
    ["SAML", SAML, "", undefined, `sts:AssumeRole, and ${OF_SAML}`],
    ["SAML", SAML, "WithWebIdentity", undefined, OF_SAML],
    ["a service", EC2, "WithWebIdentity", undefined, "services of AWS call sts:AssumeRole"],
    ["a service", EC2, "WithSAML", undefined, "services of AWS call sts:AssumeRole"],
    ["a role", ROLE, "WithWebIdentity", undefined, "roles and users call sts:AssumeRole"],
    ["an account", { AWS: OWN }, "WithSAML", undefined, "roles and users call sts:AssumeRole"],
    ["Cognito", { Federated: "cognito-identity.amazonaws.com" }, "", undefined, OF_OIDC],
  ])("%s by another call: %j %s", (_, principal, action, condition, why) => {
    const [found, ...more] = verdicts("trust-usable", byToken(principal, condition, action));
    expect(found).toMatch(/^FAIL nobody: nobody can assume the role by statement #1: it allows /);
    expect(found?.endsWith(why)).toBe(true);
    expect(more).toEqual([]);
  });

  const MFA = { Bool: { "aws:MultiFactorAuthPresent": "true" } };
  const ORGANIZATION = equals({ "aws:PrincipalOrgID": "o-abcdefghij" });
  const EXTERNAL_ID = equals({ "sts:ExternalId": "cid-7h3k9m2p5q8r1s4t6u0v2w5x8" });
  it.each<[string, object, string, object, boolean]>([
    ["a service, with a second factor", EC2, "", MFA, false],
    ["a service, of an organization", EC2, "", ORGANIZATION, false],
    ["a service, with an external ID, which Cognito gives", EC2, "", EXTERNAL_ID, true],
    ["a token, with an external ID", provider(GITHUB), "WithWebIdentity", EXTERNAL_ID, false],
    ["SAML, with a second factor", SAML, "WithSAML", MFA, false],
    ["SAML, with a claim of an OIDC provider", SAML, "WithSAML", good, false],
    ["a role, with a second factor", ROLE, "", MFA, true],
    ["a role whose session has the claims of a token", ROLE, "", good, true],
    ["a service, where it is only asked if it is there", EC2, "", ifExists(MFA), true],
  ])("%s", (_, principal, action, condition, isUsable) => {
    const found = verdicts("trust-usable", byToken(principal, condition, action));
    expect(found.map((one) => one.slice(0, 11))).toEqual([isUsable ? "PASS" : "FAIL nobody"]);
  });

  it.each<[string, object, readonly string[]]>([
    ["sts:*", SAML, ["sts:*"]],
    ["everybody", { AWS: "*" }, ["sts:AssumeRoleWithSAML"]],
    ["a tag alone", EC2, ["sts:TagSession"]],
    ["both calls", { ...EC2, ...provider("id.acme.example") }, ["sts:AssumeRole*"]],
  ])("not %s", (_, Principal, Action) =>
    expect(verdicts("trust-usable", { Effect: "Allow", Action, Principal })).toEqual(["PASS"]),
  );

  it("asks nobody to weaken what holds for others whom the statement names", () => {
    const both = { ...EC2, AWS: `arn:aws:iam::${OWN}:user/u` };
    const statement = byToken(both, { Bool: { "aws:MultiFactorAuthPresent": "true" } }, "");
    const assume_role_policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
    const json = { resource: { aws_iam_role: { r: { name: "r", assume_role_policy } } } };
    const { results } = judgeJson(ruleOf("trust-usable"), json, { accountIds: [OWN] });
    expect(results.map(({ verdict, severity, fix }) => [verdict, severity, fix])).toEqual([
      [
        "FAIL",
        "warning",
        "give ec2.amazonaws.com a statement of its own; there, remove Bool aws:MultiFactorAuthPresent",
      ],
    ]);
  });

  it("some of whom a statement names", () =>
    expect(verdicts("trust-usable", byToken({ ...EC2, ...SAML }, undefined, "WithSAML"))).toEqual([
      "FAIL ec2.amazonaws.com: ec2.amazonaws.com cannot assume the role by statement #1: it allows sts:AssumeRoleWithSAML, and services of AWS call sts:AssumeRole",
    ]));
});

describe("trusts in tokens", () => {
  const like = (condition: object) => ({ StringLike: condition });
  it.each([
    ["a cluster", provider(CLUSTER), good],
    [
      "a cluster, by a pattern",
      provider(CLUSTER),
      {
        ...equals(claims(CLUSTER, AUD)),
        ...like(claims(CLUSTER, undefined, "system:serviceaccount:milvus:*")),
      },
    ],
    [
      "GitHub, with an audience of its own",
      provider(GITHUB),
      {
        ...equals(claims(GITHUB, "https://github.com/acme")),
        ...like(claims(GITHUB, undefined, "repo:acme/app:*")),
      },
    ],
    [
      "CircleCI, whose issuer is one customer's",
      provider(CIRCLE),
      equals(claims(CIRCLE, "00000000-1111-2222-3333-444444444444")),
    ],
    [
      "Cognito, with its pool",
      { Federated: "cognito-identity.amazonaws.com" },
      equals({ "cognito-identity.amazonaws.com:aud": "us-east-1:1234" }),
    ],
    [
      "Vercel, whose audience is the team",
      provider("oidc.vercel.com"),
      equals({ "oidc.vercel.com:aud": "https://vercel.com/acme" }),
    ],
    [
      "Google, with its app",
      { Federated: "accounts.google.com" },
      equals({ "accounts.google.com:aud": "1234.apps.googleusercontent.com" }),
    ],
    [
      "GitLab, with its project",
      provider("gitlab.com"),
      like({ "gitlab.com:sub": "project_path:acme/app:*" }),
    ],
    [
      "HCP Terraform, with its workspace",
      provider("app.terraform.io"),
      {
        ...equals({ "app.terraform.io:aud": "aws.workload.identity" }),
        ...like({ "app.terraform.io:sub": "organization:acme:project:*" }),
      },
    ],
    ["a SAML provider", { Federated: `arn:aws:iam::${OWN}:saml-provider/okta` }, undefined],
  ])("pass for %s", (_, principal, condition) =>
    expect(
      verdicts("trust-oidc", byToken(principal, condition)).filter((one) => one !== "PASS"),
    ).toEqual([]),
  );

  it.each([
    [
      "Cognito without a pool",
      { Federated: "cognito-identity.amazonaws.com" },
      equals({ "cognito-identity.amazonaws.com:amr": "authenticated" }),
      "asks for no audience",
    ],
    [
      "Google without an app",
      { Federated: "accounts.google.com" },
      undefined,
      "asks for no audience",
    ],
    [
      "GitHub without a repository",
      provider(GITHUB),
      equals(claims(GITHUB, AUD)),
      "everybody whom token.actions.githubusercontent.com serves",
    ],
    [
      "Pulumi without an organization",
      provider("api.pulumi.com/oidc"),
      undefined,
      "asks for no audience, so everybody whom api.pulumi.com/oidc serves",
    ],
    [
      "an own issuer without anything",
      provider("id.acme.example"),
      undefined,
      "asks for neither audience nor subject",
    ],
    [
      "a cluster without a service account",
      provider(CLUSTER),
      equals(claims(CLUSTER, AUD)),
      "every pod of the cluster",
    ],
  ])("fail for %s", (_, principal, condition, why) => {
    const [found, ...more] = verdicts("trust-oidc", byToken(principal, condition));
    expect(found).toContain(why);
    expect(more).toEqual([]);
  });
});

describe("trusts in accounts heed conditions", () => {
  const trusting = (aws: string, condition: object) => byToken({ AWS: aws }, condition, "");
  it.each([
    ["itself, by its ARN", "*", { ArnLike: { "aws:PrincipalArn": `arn:aws:iam::${OWN}:role/r` } }],
    ["an organization", "*", equals({ "aws:PrincipalOrgID": "o-abcdefghij" })],
  ])("%s", (_, aws, condition) => {
    expect(verdicts("trust-account", trusting(aws, condition))).toEqual(["PASS"]);
    expect(verdicts("trust-external-id", trusting(aws, condition))).toEqual([]);
  });

  it("everybody, with a condition that any request passes", () =>
    expect(
      verdicts("trust-account", trusting("*", { StringLike: { "aws:PrincipalOrgID": "*" } })),
    ).toEqual(["FAIL *: statement #1 trusts everybody, in every account of AWS"]));

  it("people with a second factor need no external ID", () => {
    const aws = "arn:aws:iam::444455556666:root";
    const mfa = { "aws:MultiFactorAuthPresent": "true" };
    expect(verdicts("trust-external-id", trusting(aws, { Bool: mfa }))).toEqual([]);
    expect(verdicts("trust-external-id", trusting(aws, { BoolIfExists: mfa }))).toHaveLength(1);
    const vendor = "arn:aws:iam::965570967084:root";
    expect(verdicts("trust-external-id", trusting(vendor, { Bool: mfa }))).toHaveLength(1);
  });
});

describe("the placeholders of the vendor's Terraform", () => {
  const pending = byToken(
    { Federated: "arn:aws:iam::accountid:oidc-provider/eks_oidc_url" },
    equals(claims("eks_oidc_url", AUD, POD)),
  );
  const json = {
    resource: {
      aws_iam_role: {
        r: {
          name: "r",
          assume_role_policy: JSON.stringify({ Version: "2012-10-17", Statement: [pending] }),
        },
      },
    },
  };
  const said = (rule: string, source: "config" | "input") =>
    judgeJson(ruleOf(rule), json, { accountIds: [OWN], source }).fails;

  it("are told once, as what Zilliz Cloud fills in", () => {
    expect(said("synth-placeholder", "input")).toEqual([]);
    expect(said("trust-oidc", "input")).toEqual(["warning aws_iam_role.r #1:provider"]);
  });

  it("and as a mistake where a config tells the account", () => {
    expect(said("synth-placeholder", "config")).toEqual([
      "error aws_iam_role.r assume_role_policy accountid",
    ]);
    expect(said("trust-oidc", "config")).toEqual([]);
  });
});
