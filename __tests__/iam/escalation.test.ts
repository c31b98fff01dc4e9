import { escalations, ESCALATION_PATHS, type Surroundings } from "../../iam/escalation";
import type { Policies } from "../../iam/evaluate";
import type { IamStatement } from "../../iam/policy";
import { permissionBoundaryPolicy } from "../../policies/bootstrap/permission-boundary";
import { oracle } from "../policies/oracle";

const account = "111122223333";
const bucket = "zilliz-byoc-acme";
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const BOUNDARY = `arn:aws:iam::${account}:policy/zilliz/zilliz-permission-boundary-policy`;

const surroundings: Surroundings = {
  self: { arn: role("zilliz-byoc-acme-cross-account-role"), label: "cross-account role" },
  roles: [
    { arn: role("zilliz-byoc-acme-storage-role"), label: "storage role" },
    { arn: role("zilliz-integration-role-acme"), label: "integration role" },
  ],
  buckets: [bucket],
  ownPolicies: [],
  partition: "aws",
  account,
  region: "us-west-2",
};

function identity(document: unknown): Policies {
  return { identity: [{ name: "policy", document: document as never }] };
}

const DOCUMENTED = identity(oracle("cross-account-policy", { "{bucketName}": bucket }));
const CURRENT = identity(
  oracle("current/cross-account-policy", { "${var.name}": "acme", "${var.bucketName}": bucket }),
);

function boundary(options: { readonly projectRoles?: boolean } = {}): Policies {
  const scope = { accountId: account, path: "/zilliz/", prefix: "zilliz-", ...options };
  return { boundary: { name: "boundary", document: permissionBoundaryPolicy(scope).document } };
}

/** Open paths with what they are open on. */
function open(policies: Policies, around = surroundings): Record<string, readonly string[]> {
  return Object.fromEntries(
    escalations(around, policies)
      .filter((path) => path.open)
      .map(({ id, attempts }) => [
        id,
        attempts.filter((attempt) => attempt.open).map(({ target }) => target),
      ]),
  );
}

/** The table of the analysis, row by row; each row is a path and what it is tried on. */
const OPEN_AS_DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  // Its own trust, because its name begins with zilliz-byoc, and that of the storage role.
  "role-trust": ["the role itself", "storage role"],
  "pass-role-eks": ["the role itself", "storage role", "any role named zilliz-byoc…"],
  "pod-identity": ["any cluster named zilliz-byoc-…"],
  "new-identity-provider": ["any issuer"],
  "delete-identity-provider": ["any OIDC provider"],
  "tag-cluster": ["any cluster named zilliz-byoc-…"],
  "run-in-any-subnet": ["any subnet and security group"],
  "delete-cluster": ["any cluster named zilliz-byoc-…"],
};

describe("documented cross-account policy", () => {
  it("leaves open what the table says, on what it says", () => {
    expect(open(DOCUMENTED)).toEqual(OPEN_AS_DOCUMENTED);
  });

  it.each([
    ["passing a role to EC2", "pass-role-ec2", "any role named zilliz-byoc…"],
    [
      "cluster administrator by access policy",
      "cluster-admin",
      "an access entry that is marked as Zilliz's",
    ],
    ["attaching policies", "attach-policy", "the role itself"],
    ["writing policies", "inline-policy", "the role itself"],
    ["reading objects", "read-objects", `bucket ${bucket}`],
    ["taking over the integration role", "role-trust", "integration role"],
    ["taking over any role", "role-trust", "any role"],
    ["rewriting policies", "policy-version", "any policy"],
    ["older versions of policies", "default-policy-version", "any policy"],
    ["access keys", "access-key", "any user, by iam:CreateAccessKey"],
    ["console passwords", "login-profile", "any user, by iam:UpdateLoginProfile"],
    ["any cluster", "delete-cluster", "any cluster"],
  ])("closes: %s", (_title, id, target) => {
    const path = escalations(surroundings, DOCUMENTED).find((one) => one.id === id);
    const attempt = path?.attempts.find((one) => one.target === target);
    expect(attempt?.open).toBe(false);
    expect(attempt?.steps.map(({ decision }) => decision.result)).toContain("ImplicitlyDenied");
  });

  it("is proven by the requests and the statements that allow them", () => {
    const path = escalations(surroundings, DOCUMENTED).find(({ id }) => id === "pass-role-eks");
    const attempt = path?.attempts.find(({ target }) => target === "storage role");
    expect(
      attempt?.steps.map(({ request, decision }) => [
        request.action,
        request.resource,
        decision.by.map(({ statement }) => statement),
      ]),
    ).toEqual([
      ["iam:PassRole", role("zilliz-byoc-acme-storage-role"), ["IAMPassRoleToEKS"]],
      [
        "eks:CreateNodegroup",
        `arn:aws:eks:us-west-2:${account}:cluster/zilliz-byoc-any`,
        ["EKSCreate"],
      ],
    ]);
  });

  it("spares the role itself when its name begins otherwise", () => {
    const around = { ...surroundings, self: { arn: role("vendor"), label: "vendor role" } };
    expect(open(DOCUMENTED, around)["role-trust"]).toEqual(["storage role"]);
  });
});

describe("newer cross-account policy", () => {
  it("opens the way to administer clusters besides", () => {
    expect(open(CURRENT)).toEqual({
      ...OPEN_AS_DOCUMENTED,
      "cluster-admin": ["an access entry that is marked as Zilliz's"],
    });
  });
});

describe("bootstrap boundary", () => {
  const bounded = { ...surroundings, boundaryArn: BOUNDARY };

  it("closes the ways over trusts, which lie outside its path", () => {
    const { "role-trust": trusts, ...others } = OPEN_AS_DOCUMENTED;
    expect(trusts).toHaveLength(2);
    expect(open({ ...DOCUMENTED, ...boundary() }, bounded)).toEqual(others);
  });

  it("leaves them open when it is told to, for Zilliz's own needs", () => {
    expect(open({ ...DOCUMENTED, ...boundary({ projectRoles: true }) }, bounded)).toEqual(
      OPEN_AS_DOCUMENTED,
    );
  });

  it("holds a role that may do anything", () => {
    const anything = identity({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    const left = open({ ...anything, ...boundary() }, bounded);
    for (const id of [
      "boundary-removal",
      "boundary-replacement",
      "policy-version",
      "inline-policy",
      "new-role",
      "assume-role",
      "access-key",
      "login-profile",
      "user-policy",
      "pass-role-ec2",
      "pass-role-service",
    ]) {
      expect([id, left[id]]).toEqual([id, undefined]);
    }
  });
});

describe("service control policies", () => {
  const scp = (...statements: readonly IamStatement[]) => ({
    scp: [
      [
        {
          name: "everything",
          document: { Statement: { Effect: "Allow", Action: "*", Resource: "*" } },
        },
      ],
      [{ name: "account", document: { Version: "2012-10-17", Statement: statements } }],
    ] as const,
  });

  it("close a way by denying it", () => {
    const policies = {
      ...DOCUMENTED,
      ...scp(
        { Effect: "Allow", Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "iam:DeleteOpenIDConnectProvider", Resource: "*" },
      ),
    };
    const { "delete-identity-provider": closed, ...others } = OPEN_AS_DOCUMENTED;
    expect(closed).toHaveLength(1);
    expect(open(policies)).toEqual(others);
  });

  it("close every way that no level allows", () => {
    const policies = { ...DOCUMENTED, ...scp({ Effect: "Allow", Action: "s3:*", Resource: "*" }) };
    expect(open(policies)).toEqual({});
  });

  it("close none when their condition may not hold", () => {
    const policies = {
      ...DOCUMENTED,
      ...scp(
        { Effect: "Allow", Action: "*", Resource: "*" },
        {
          Effect: "Deny",
          Action: "*",
          Resource: "*",
          Condition: { StringNotEquals: { "aws:RequestedRegion": "us-west-2" } },
        },
      ),
    };
    expect(open(policies)).toEqual(OPEN_AS_DOCUMENTED);
  });
});

describe("any path", () => {
  it("is open to a role that may do anything", () => {
    const anything = identity({ Statement: { Effect: "Allow", Action: "*", Resource: "*" } });
    const around = { ...surroundings, boundaryArn: BOUNDARY };
    expect(Object.keys(open(anything, around))).toEqual(ESCALATION_PATHS.map(({ id }) => id));
  });

  it("is closed to a role without rights", () => {
    expect(open({})).toEqual({});
  });

  it("tries the policies that are attached to the role", () => {
    const own = `arn:aws:iam::${account}:policy/zilliz-byoc-own`;
    const policies = identity({
      Statement: { Effect: "Allow", Action: "iam:CreatePolicyVersion", Resource: own },
    });
    expect(open(policies, { ...surroundings, ownPolicies: [own] })).toEqual({
      "policy-version": ["a policy of the role"],
    });
  });

  it("is not called closed for a condition that may hold", () => {
    const policies = identity({
      Version: "2012-10-17",
      Statement: {
        Effect: "Allow",
        Action: "iam:PutRolePolicy",
        Resource: role("zilliz-byoc*"),
        Condition: { IpAddress: { "aws:SourceIp": "203.0.113.0/24" } },
      },
    });
    expect(open(policies)).toEqual({ "inline-policy": ["the role itself", "storage role"] });
  });

  it("heeds tags that are known", () => {
    const policies = identity({
      Statement: {
        Effect: "Allow",
        Action: "iam:UpdateAssumeRolePolicy",
        Resource: "*",
        Condition: { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } },
      },
    });
    const [storage, integration] = surroundings.roles;
    const around = {
      ...surroundings,
      self: { ...surroundings.self, tags: { Vendor: "zilliz-byoc" } },
      roles: [{ ...storage!, tags: { Owner: "x" } }, integration!],
    };
    // Nothing is known of the integration role's tags, so it may well be tagged.
    expect(open(policies, around)).toEqual({
      "role-trust": ["the role itself", "integration role"],
    });
  });
});
