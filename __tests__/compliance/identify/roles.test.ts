import { join } from "node:path";
import { parametersFrom, unboundParameters } from "../../../compliance/parameters";
import { identifiedRoles, localAddress } from "../../../compliance/identify/roles";
import { rolesKnown } from "../../../compliance/rules/identity";
import type { RuleContext } from "../../../compliance/rule";
import type { Deployment } from "../../../config/deployment";
import { roleRow } from "../../../policies/catalogue";
import { readDeployments } from "../../../stacks/deployments";
import { scratchFolder } from "../../support/scratch";
import { contextOf, FIXTURES } from "../rules/judged";

function identified(fixtures: readonly string[], config?: string): string[] {
  const files = fixtures.map((name) => join(FIXTURES, `${name}.json`));
  const { deployments } = config ? readDeployments([config], {}) : { deployments: [] };
  return identifiedRoles(contextOf(files, deployments)).map(
    ({ view, kind, by }) => `${view.resource.address} ${kind} ${by}`,
  );
}

const PRODUCTION = ["bootstrap", "integration", "milvus-access", "project"].map(
  (section) => `acme-production-${section}.plan`,
);

it("knows roles by documented names", () =>
  expect(identified(PRODUCTION)).toEqual([
    "aws_iam_role.management_role management name",
    "aws_iam_role.integration_role integration name",
    "aws_iam_role.milvus_role milvus name",
    "aws_iam_role.cross_account_role cross-account name",
    "aws_iam_role.eks_role eks name",
    "aws_iam_role.storage_role storage name",
  ]));

it("knows roles by the config", () =>
  expect(
    new Set(
      identified(PRODUCTION, "examples/full-production/byoc.yaml").map(
        (line) => line.split(" ")[2],
      ),
    ),
  ).toEqual(new Set(["config"])));

it("knows roles by whom they trust: the vendor, or the nodes beside it", () =>
  expect(identified(["trust-renamed.plan"])).toEqual([
    "aws_iam_role.cross_account cross-account vendor",
    "aws_iam_role.eks eks vendor",
    "aws_iam_role.storage storage vendor",
  ]));

it("knows no role that says something else", () => {
  expect(identified(["drifted.plan"])).toEqual([]);
  expect(
    identified(["foreign.plan"]).filter((line) => !line.includes("aws_iam_role.storage ")),
  ).toEqual([]);
});

it("reads names as the vendor's Terraform has them", () => {
  expect(roleRow("storage").name.test("zilliz-byoc-acme-storage-role")).toBe(true);
  expect(roleRow("cross-account").name.test("zilliz-byoc-acme-cross-account-role")).toBe(true);
  expect(roleRow("eks").name.test("zilliz-byoc-acme-eks-role")).toBe(true);
  expect(roleRow("storage").name.test("acme-storage-role")).toBe(false);
  expect(localAddress('module.iam["x"].aws_iam_role.storage_role[0]')).toBe(
    "aws_iam_role.storage_role",
  );
});

describe("a role with the rights of Milvus", () => {
  const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/3C5E7A9B1D2F4A6C8E0B1D3F5A7C9E1B";
  const RIGHTS = ["s3:GetObject", "s3:PutObject", "s3:DeleteObject", "s3:ListBucket"];
  const statement = (Action: readonly string[]) => ({ Effect: "Allow", Action, Resource: "*" });

  /** Of a role that pods of one service account have. */
  function contextOfRole(
    name: string | undefined,
    account: string,
    more: readonly string[] = [],
    deployments: readonly Deployment[] = [],
  ) {
    const trust = {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
          Action: "sts:AssumeRoleWithWebIdentity",
          Condition: {
            StringEquals: {
              [`${ISSUER}:aud`]: "sts.amazonaws.com",
              [`${ISSUER}:sub`]: `system:serviceaccount:${account}`,
            },
          },
        },
      ],
    };
    const rights = [statement(RIGHTS), ...(more.length > 0 ? [statement(more)] : [])];
    const role = {
      ...(name !== undefined && { name }),
      assume_role_policy: JSON.stringify(trust),
      inline_policy: [
        { name: "p", policy: JSON.stringify({ Version: "2012-10-17", Statement: rights }) },
      ],
    };
    const json = JSON.stringify({ resource: { aws_iam_role: { r: role } } });
    return contextOf([join(scratchFolder({ "cdk.tf.json": json }), "cdk.tf.json")], deployments);
  }
  const told = (context: RuleContext) =>
    identifiedRoles(context).map(({ kind, by }) => `${kind} ${by}`);
  const notes = (context: RuleContext) =>
    [...rolesKnown.check(context)].flatMap(({ verdict, key }) => (verdict === "FAIL" ? [key] : []));

  it.each([
    ["velero", "velero:velero"],
    ["loki", "monitoring:loki"],
    ["thanos", "monitoring:thanos-storegateway"],
    ["s3-csi", "kube-system:s3-csi-driver-sa"],
  ])("is not taken for Milvus's when it is that of %s: a note says what it is like", (...role) => {
    const context = contextOfRole(...role);
    expect(told(context)).toEqual([]);
    expect(notes(context)).toEqual(["milvus"]);
  });

  it("stays known by its name with a statement more", () => {
    const context = contextOfRole("milvus-s3-access-sa", "milvus:other", ["iam:PutRolePolicy"]);
    expect(told(context)).toEqual(["milvus name"]);
    expect(notes(context)).toEqual([]);
  });

  describe("and a config", () => {
    const { deployments } = readDeployments(["examples/full-production/byoc.yaml"], {});
    const { serviceAccount } = deployments[0]!.milvus!;
    const pods = `${serviceAccount.namespace}:${serviceAccount.name}`;

    it("is known by the config's service account while it has no name", () => {
      expect(told(contextOfRole(undefined, pods, [], deployments))).toEqual(["milvus config"]);
      expect(told(contextOfRole(undefined, "velero:velero", [], deployments))).toEqual([]);
    });

    it("of which the others are told to be absent", () => {
      const { arn } = deployments[0]!.milvus!.role;
      expect(notes(contextOfRole(undefined, "velero:velero", [], deployments))).toContain(arn);
      const others = notes(contextOfRole(undefined, pods, [], deployments));
      expect(others).not.toContain(arn);
      expect(others.length).toBeGreaterThan(3);
    });
  });
});

describe("parameters", () => {
  const model = { accountIds: ["111122223333"], regions: ["us-west-2"] };

  it("of a config leave nothing open", () => {
    const { deployments } = readDeployments(["examples/full-production/byoc.yaml"], {});
    const parameters = parametersFrom(model, deployments);
    expect(parameters).toMatchObject({
      source: "config",
      accountIds: ["111122223333"],
      zillizAccountIds: ["965570967084"],
      regions: ["us-west-2"],
    });
    expect(parameters.externalIds).toHaveLength(2);
    expect(unboundParameters(parameters)).toEqual([]);
  });

  it("of an input leave open what it cannot tell", () => {
    const told = parametersFrom(model, []);
    expect(told).toMatchObject({ source: "input", externalIds: [], accountIds: model.accountIds });
    expect(unboundParameters(told)).toHaveLength(3);
    const silent = parametersFrom({ accountIds: [], regions: [] }, []);
    expect(unboundParameters(silent)[0]).toMatch(/^account: /);
    expect(unboundParameters(silent)).toHaveLength(5);
  });
});
