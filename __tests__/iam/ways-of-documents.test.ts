import { EVERY_WAY, openWays, type Target, type Walker } from "../../iam/ways";
import type { IamPolicy, IamStatement } from "../../iam/policy";
import { permissionBoundaryPolicy } from "../../policies/bootstrap/permission-boundary";
import { oracle } from "../policies/oracle";

const account = "111122223333";
const bucket = "zilliz-byoc-acme";
const role = (name: string) => `arn:aws:iam::${account}:role/${name}`;
const named = (document: unknown) => ({ name: "policy", document: document as IamPolicy });

/** The vendor's role, with what is given of policies, boundary and organization. */
function walker(document: unknown, more: Walker["policies"] = {}): Walker {
  const arn = role("zilliz-byoc-acme-cross-account-role");
  return {
    arn,
    where: { partition: "aws", account, region: "us-west-2" },
    policies: { identity: [named(document)], ...more },
    own: [arn],
    unread: [],
  };
}

const rights = {
  policies: { identity: [named(oracle("storage-policy", { "{bucketName}": bucket }))] },
  unread: [],
};
const storage: Target = {
  kind: "role",
  arn: role("zilliz-byoc-acme-storage-role"),
  label: "storage",
  rights,
};

/** Open ways with what they are open on. */
function open(who: Walker): Record<string, readonly string[]> {
  const found = openWays(who, [storage], EVERY_WAY);
  return Object.fromEntries(
    found.map(({ way, opened }) => [way.id, opened.map(({ target }) => target)]),
  );
}

const DOCUMENTED = oracle("cross-account-policy", { "{bucketName}": bucket });
const ITS_ROLES = "arn:*:iam::*:role/zilliz-byoc*";
const ITS_CLUSTERS = "arn:aws:eks:*:*:cluster/zilliz-byoc-*";

/** The table of the analysis, row by row; each row is a way and what it is open on. */
const OPEN_AS_DOCUMENTED: Readonly<Record<string, readonly string[]>> = {
  "role-trust": ["storage", ITS_ROLES],
  "pass-role-eks": ["storage", ITS_ROLES],
  "pod-identity": [ITS_CLUSTERS],
  "new-identity-provider": [""],
  "delete-identity-provider": ["any identity provider"],
  "tag-cluster": [ITS_CLUSTERS],
  "run-in-any-subnet": [""],
  "delete-cluster": [ITS_CLUSTERS],
};

const ceiling = (options: { readonly projectRoles?: boolean } = {}) => {
  const scope = { accountId: account, path: "/zilliz/", prefix: "zilliz-", ...options };
  return { boundary: named(permissionBoundaryPolicy(scope).document) };
};

describe("the cross-account policy leaves open what the table says, on what it says", () => {
  it("as documented", () => expect(open(walker(DOCUMENTED))).toEqual(OPEN_AS_DOCUMENTED));

  it("in the newer edition, and clusters may be administered besides", () => {
    const newer = oracle("current/cross-account-policy", {
      "${var.name}": "acme",
      "${var.bucketName}": bucket,
    });
    expect(Object.keys(open(walker(newer))).sort()).toEqual(
      [...Object.keys(OPEN_AS_DOCUMENTED), "cluster-admin"].sort(),
    );
  });

  it("but for the storage role, where a service may not be handed it", () => {
    const trust = oracle("storage-role-trust", { "{accountId}": account });
    const found = openWays(walker(DOCUMENTED), [{ ...storage, trust: named(trust) }], EVERY_WAY);
    const passed = found.find(({ way }) => way.id === "pass-role-eks");
    expect(passed?.opened.map(({ target }) => target)).toEqual([ITS_ROLES]);
  });
});

describe("the bootstrap boundary", () => {
  const { "role-trust": trusts, ...others } = OPEN_AS_DOCUMENTED;

  it("closes the ways over trusts, which lie outside its path", () => {
    expect(trusts).toHaveLength(2);
    expect(open(walker(DOCUMENTED, ceiling()))).toEqual(others);
  });

  it("leaves them open when it is told to, for the vendor's own needs", () =>
    expect(open(walker(DOCUMENTED, ceiling({ projectRoles: true })))).toEqual(OPEN_AS_DOCUMENTED));

  it("holds a role that may do anything", () => {
    const anything = { Statement: { Effect: "Allow", Action: "*", Resource: "*" } };
    const left = Object.keys(open(walker(anything, ceiling())));
    const held =
      /^(?:policy-version|role-(?:boundary|inline|attach)|new-role|user-|group-|access-key|login-|assume-role|pass-role-(?!eks))/;
    expect(left).toContain("pass-role-eks");
    expect(left.filter((id) => held.test(id))).toEqual([]);
  });
});

describe("an organization", () => {
  const allowed: IamStatement = { Effect: "Allow", Action: "*", Resource: "*" };
  const scp = (...statements: readonly IamStatement[]) => ({
    scp: [[named({ Statement: allowed })], [named({ Statement: statements })]],
  });

  it("closes a way by denying it", () => {
    const denied = { Action: "iam:DeleteOpenIDConnectProvider", Resource: "*" };
    const { "delete-identity-provider": closed, ...others } = OPEN_AS_DOCUMENTED;
    expect(closed).toHaveLength(1);
    expect(open(walker(DOCUMENTED, scp(allowed, { Effect: "Deny", ...denied })))).toEqual(others);
  });

  it("closes every way that no level allows", () =>
    expect(open(walker(DOCUMENTED, scp({ ...allowed, Action: "s3:*" })))).toEqual({}));

  it("closes none when its condition may not hold", () => {
    const Condition = { StringNotEquals: { "aws:RequestedRegion": "us-west-2" } };
    expect(
      open(walker(DOCUMENTED, scp(allowed, { ...allowed, Effect: "Deny", Condition }))),
    ).toEqual(OPEN_AS_DOCUMENTED);
  });
});

it("what belongs to others is told as such, whatever tags a policy asks for", () => {
  const may = (Action: string, more: object = {}) =>
    walker({ Statement: { Effect: "Allow", Action, Resource: "*", ...more } });
  const Condition = { StringEquals: { "aws:ResourceTag/Vendor": "zilliz-byoc" } };
  expect(open(may("eks:DeleteCluster"))).toEqual({ "delete-cluster": ["any EKS cluster"] });
  expect(open(may("eks:DeleteCluster", { Condition }))).toEqual({});
});
