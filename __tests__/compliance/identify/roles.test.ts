import { join } from "node:path";
import { parametersFrom, unboundParameters } from "../../../compliance/parameters";
import { identifiedRoles, localAddress } from "../../../compliance/identify/roles";
import { roleRow } from "../../../policies/catalogue";
import { readDeployments } from "../../../stacks/deployments";
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

it("knows roles by what their policies say", () =>
  expect(identified(["trust-renamed.plan"])).toEqual([
    "aws_iam_role.cross_account cross-account shape",
    "aws_iam_role.eks eks shape",
    "aws_iam_role.storage storage shape",
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
