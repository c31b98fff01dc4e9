import { bootstrapPolicy } from "../../policies/bootstrap/bootstrap-policy";
import { businessPolicy } from "../../policies/bootstrap/business-policy";
import { managementPolicy } from "../../policies/bootstrap/management-policy";
import { bootstrapNames } from "../../policies/bootstrap/names";
import { permissionBoundaryPolicy } from "../../policies/bootstrap/permission-boundary";
import {
  boundaryArn,
  policiesOf,
  rolesOf,
  type BootstrapScope,
} from "../../policies/bootstrap/scope";
import { policy, type Policy } from "../../policies/document";
import { expectText, oracle, sids } from "./oracle";

const documented = { accountId: "111122223333", path: "/zilliz/", prefix: "zilliz-" };

/** The boundary as it was proposed: without the two denies that go beyond it. */
const proposedBoundary = (scope: BootstrapScope): Policy => {
  const { provenance, source, document } = permissionBoundaryPolicy(scope);
  return policy(provenance, source, document.Statement.slice(0, -2));
};

const SCOPED = [
  ["zilliz-bootstrap-policy", bootstrapPolicy],
  ["zilliz-management-policy", managementPolicy],
  ["zilliz-permission-boundary-policy", proposedBoundary],
] as const;

describe("names of the bootstrap set", () => {
  it("are the documented ones with the documented prefix", () => {
    expect(bootstrapNames("zilliz-")).toEqual({
      aws_lb_irsa_policy: "zilliz-aws-lb-irsa-policy",
      bootstrap_policy: "zilliz-bootstrap-policy",
      cluster_autoscaler_irsa_policy: "zilliz-ca-irsa-policy",
      ebs_csi_irsa_policy: "zilliz-ebs-csi-irsa-policy",
      management_policy: "zilliz-management-policy",
      permission_boundary: "zilliz-permission-boundary-policy",
      zilliz_business_irsa_policy: "zilliz-business-irsa-policy",
      bootstrap_role: "zilliz-bootstrap-role",
      management_role: "zilliz-management-role",
    });
  });

  it("take another prefix", () => {
    expect(Object.values(bootstrapNames("acme-"))).toHaveLength(9);
    for (const name of Object.values(bootstrapNames("acme-"))) expect(name).toMatch(/^acme-[a-z]/);
  });
});

describe.each(SCOPED)("%s", (name, build) => {
  it("is the derived text, with the documented path and names", () => {
    expectText(build(documented), oracle(`derived/${name}`, { "${account_id}": "111122223333" }));
  });

  it("follows another path and prefix", () => {
    const moved = { accountId: "444455556666", path: "/team/vector/", prefix: "acme-" };
    const text = JSON.stringify(oracle(`derived/${name}`, { "${account_id}": "444455556666" }))
      .replaceAll(/:(role|policy)\/zilliz\/zilliz-/g, ":$1/team/vector/acme-")
      .replaceAll(/:(role|policy)\/zilliz\/\*/g, ":$1/team/vector/*");
    expectText(build(moved), JSON.parse(text));
  });

  it("falls back on the prefix at the root path", () => {
    const text = JSON.stringify(oracle(`derived/${name}`, { "${account_id}": "111122223333" }))
      .replaceAll(/:(role|policy)\/zilliz\/zilliz-/g, ":$1/zilliz-")
      .replaceAll(/:(role|policy)\/zilliz\/\*/g, ":$1/zilliz-*");
    expectText(build({ ...documented, path: "/" }), JSON.parse(text));
  });

  it.each(["/", "/zilliz/"])(
    "never reaches every role or policy of the account from %s",
    (path) => {
      expect(JSON.stringify(build({ ...documented, path }).document)).not.toMatch(
        /:111122223333:(role|policy)\/\*/,
      );
    },
  );
});

describe("zilliz-business-irsa-policy", () => {
  it("is the derived text", () => {
    expectText(businessPolicy(), oracle("derived/zilliz-business-irsa-policy"));
  });
});

describe("patterns of a bootstrap scope", () => {
  it.each([
    ["/zilliz/", "zilliz-", "role/zilliz/*", "policy/zilliz/*"],
    ["/a/b/", "zilliz-", "role/a/b/*", "policy/a/b/*"],
    ["/", "zilliz-", "role/zilliz-*", "policy/zilliz-*"],
    ["/", "acme.", "role/acme.*", "policy/acme.*"],
    ["/zilliz/", "", "role/zilliz/*", "policy/zilliz/*"],
  ])("path %j and prefix %j give %s and %s", (path, prefix, roles, policies) => {
    const scope = { accountId: "111122223333", path, prefix };
    expect(rolesOf(scope)).toBe(`arn:aws:iam::111122223333:${roles}`);
    expect(policiesOf(scope)).toBe(`arn:aws:iam::111122223333:${policies}`);
  });

  it("refuses to be the whole account", () => {
    const scope = { accountId: "111122223333", path: "/", prefix: "" };
    expect(() => rolesOf(scope)).toThrow('a bootstrap at the path "/" needs a prefix');
    expect(() => policiesOf(scope)).toThrow('a bootstrap at the path "/" needs a prefix');
  });

  it.each([
    ["/zilliz/", "policy/zilliz/zilliz-permission-boundary-policy"],
    ["/", "policy/zilliz-permission-boundary-policy"],
  ])("names the boundary at %s", (path, resource) => {
    expect(boundaryArn({ ...documented, path })).toBe(`arn:aws:iam::111122223333:${resource}`);
  });
});

describe("what the permission boundary may add", () => {
  const always = ["AllowedServices", "IamWithinZillizPath", "AttachOnlyAllowedPolicies"];
  always.push("CreateRoleOnlyWithBoundary", "PassRoleToEksOnly");
  const denies = ["DenyChangesToVendorAccess", "DenyBoundaryRemoval"];
  denies.push("DenyOtherBoundaries", "DenyPoliciesOnVendorRoles");

  it("closes two ways past the ceiling", () => {
    const [others, vendorRoles] = permissionBoundaryPolicy(documented).document.Statement.slice(-2);
    expect(others).toEqual({
      Sid: "DenyOtherBoundaries",
      Effect: "Deny",
      Action: ["iam:PutRolePermissionsBoundary"],
      Resource: "*",
      Condition: {
        StringNotEquals: {
          "iam:PermissionsBoundary":
            "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy",
        },
      },
    });
    expect(vendorRoles).toEqual({
      Sid: "DenyPoliciesOnVendorRoles",
      Effect: "Deny",
      Action: ["iam:AttachRolePolicy", "iam:DetachRolePolicy"],
      Resource: [
        "arn:aws:iam::111122223333:role/zilliz/zilliz-bootstrap-role",
        "arn:aws:iam::111122223333:role/zilliz/zilliz-management-role",
      ],
    });
  });

  it("is nothing unless asked for", () => {
    expect(sids(permissionBoundaryPolicy(documented))).toEqual([...always, ...denies]);
    expect(sids(permissionBoundaryPolicy({ ...documented, projectRoles: false }))).toEqual([
      ...always,
      ...denies,
    ]);
  });

  it("stands before the denies", () => {
    const policy = permissionBoundaryPolicy({
      ...documented,
      projectRoles: true,
      encryptedBucketRegion: "eu-west-1",
    });
    expect(sids(policy)).toEqual([...always, "ProjectRoleTrusts", "EncryptedBuckets", ...denies]);
  });

  it("lets the cross-account role rewrite trusts of project roles, wherever the bootstrap lies", () => {
    const policy = permissionBoundaryPolicy({ ...documented, path: "/acme/", projectRoles: true });
    expect(policy.document.Statement[5]).toEqual({
      Sid: "ProjectRoleTrusts",
      Effect: "Allow",
      Action: ["iam:UpdateAssumeRolePolicy"],
      Resource: "arn:aws:iam::111122223333:role/zilliz-byoc*",
    });
  });

  it("lets keys of one region be used, and through S3 alone", () => {
    const policy = permissionBoundaryPolicy({ ...documented, encryptedBucketRegion: "eu-west-1" });
    expect(policy.document.Statement[5]).toEqual({
      Sid: "EncryptedBuckets",
      Effect: "Allow",
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "arn:aws:kms:eu-west-1:111122223333:key/*",
      Condition: { StringEquals: { "kms:ViaService": "s3.eu-west-1.amazonaws.com" } },
    });
  });

  it("leaves the other statements as they are", () => {
    const plain = permissionBoundaryPolicy(documented).document.Statement;
    const wider = permissionBoundaryPolicy({
      ...documented,
      projectRoles: true,
      encryptedBucketRegion: "eu-west-1",
    }).document.Statement;
    expect(
      wider.filter(({ Sid }) => Sid !== "ProjectRoleTrusts" && Sid !== "EncryptedBuckets"),
    ).toEqual(plain);
  });
});

describe("limits that the derived texts promise", () => {
  const actionsOf = (statement: { Action: string | readonly string[] }) =>
    [statement.Action].flat();

  it("no bootstrap or management statement creates or changes what a policy says", () => {
    const forbidden = /^iam:(\*|Put|CreatePolicyVersion|SetDefault|DeletePolicy|.*Boundary)/;
    for (const build of [bootstrapPolicy, managementPolicy]) {
      const actions = build(documented).document.Statement.flatMap(actionsOf);
      expect(actions.filter((action) => forbidden.test(action))).toEqual([]);
    }
  });

  it("the bootstrap role creates roles only with the boundary and the vendor tag", () => {
    const creating = bootstrapPolicy(documented).document.Statement.filter((statement) =>
      actionsOf(statement).includes("iam:CreateRole"),
    );
    expect(creating.map(({ Condition }) => Condition)).toEqual([
      {
        StringEquals: {
          "aws:RequestTag/Vendor": "zilliz-byoc",
          "iam:PermissionsBoundary":
            "arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy",
        },
      },
    ]);
  });

  it("the boundary denies changes to all seven policies and both roles", () => {
    const deny = permissionBoundaryPolicy(documented).document.Statement.find(
      ({ Sid }) => Sid === "DenyChangesToVendorAccess",
    );
    const protectedNames = [deny?.Resource ?? []].flat().map((arn) => arn.split("/").pop());
    expect([...protectedNames].sort()).toEqual(Object.values(bootstrapNames("zilliz-")).sort());
  });
});
