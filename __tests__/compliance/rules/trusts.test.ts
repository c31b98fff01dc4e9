import type { Finding, Report } from "../../../compliance/finding";
import { readDeployments } from "../../../stacks/deployments";
import { judge, linesOf } from "./judged";

// What is wrong with trusts of its own is in mutations/catalogue.
const PROJECT = judge(["acme-dev-project.plan"]);
const FOREIGN = judge(["foreign.plan"]);

function failing(report: Report, rule: string): string[] {
  return linesOf(report, rule).filter((line) => !line.startsWith("PASS"));
}

function find({ findings }: Report, rule: string, key: string): Finding | undefined {
  return findings.find((finding) => finding.rule === rule && finding.key === key);
}

describe("trust-external-id", () => {
  const rule = "trust-external-id";

  it("passes one literal ID", () =>
    expect(linesOf(PROJECT, rule)).toEqual(["PASS aws_iam_role.cross_account_role [#1]"]));

  it("passes everybody of this account, by a condition", () =>
    expect(linesOf(FOREIGN, rule)).toEqual(["PASS aws_iam_role.storage [Vendor]"]));

  it("fails an ID that is not the config's, without showing either", () => {
    const { deployments } = readDeployments(["examples/minimal/byoc.yaml"], {});
    const [own] = deployments;
    const other = {
      ...own!,
      project: { ...own!.project!, externalIds: ["cid-0other0other0other"] },
    };
    const report = judge(["acme-dev-project.plan"], [other]);
    expect(failing(report, rule)).toEqual(["FAIL error aws_iam_role.cross_account_role [#1]"]);
    expect(JSON.stringify(report)).not.toMatch(/cid-7h3k|cid-0other/);
    expect(failing(judge(["acme-dev-project.plan"], deployments), rule)).toEqual([]);
  });
});

describe("trust-account", () => {
  it("passes Zilliz Cloud's", () =>
    expect(linesOf(PROJECT, "trust-account")).toEqual([
      "PASS aws_iam_role.cross_account_role [#1:arn:aws:iam::965570967084:root]",
    ]));

  it("fails every other, and not everybody of this account", () =>
    expect(failing(FOREIGN, "trust-account")).toEqual([
      "FAIL error aws_iam_role.storage [Vendor:arn:aws:iam::306787409409:root]",
    ]));
});

it.each(["trust-oidc", "trust-wildcard"])("%s passes what is in the documents", (rule) =>
  expect(failing(PROJECT, rule)).toEqual([]),
);

describe("trust-shape", () => {
  const rule = "trust-shape";
  const changed = [
    "FAIL error aws_iam_role.eks_role [EXTRA_PRINCIPAL:EKSNodeAssumeRole]",
    "FAIL warning aws_iam_role.eks_role [MISSING_PRINCIPAL:EKSNodeAssumeRole]",
  ];

  it("passes the placeholder", () =>
    expect(linesOf(PROJECT, rule)).toEqual([
      "PASS aws_iam_role.eks_role",
      "PASS aws_iam_role.storage_role",
    ]));

  it.each(["trust-rewritten.plan", "trust-refreshed.plan", "trust-rewritten.tfstate"])(
    "passes what Zilliz rewrites and fails what somebody else does, in %s",
    (fixture) => {
      const report = judge([fixture]);
      expect(failing(report, rule)).toEqual(changed);
      expect(linesOf(report, rule)).toContain("PASS aws_iam_role.storage_role");
    },
  );

  it("only warns of what the plan puts right", () => {
    const report = judge(["trust-mended.plan"]);
    expect(failing(report, rule)).toEqual([
      "FAIL warning aws_iam_role.eks_role [now:EXTRA_PRINCIPAL:EKSNodeAssumeRole]",
      "FAIL warning aws_iam_role.eks_role [now:MISSING_PRINCIPAL:EKSNodeAssumeRole]",
    ]);
    const found = find(report, rule, "now:EXTRA_PRINCIPAL:EKSNodeAssumeRole");
    expect(found?.message).toContain("lambda.amazonaws.com");
  });
});

it("calls undecided what cannot be read, once", () => {
  const report = judge(["trust-unreadable.plan"]);
  for (const rule of ["trust-account", "trust-external-id", "trust-oidc", "trust-wildcard"]) {
    expect(linesOf(report, rule)).not.toContain("PASS aws_iam_role.storage_role");
    expect(failing(report, rule)).toEqual([]);
  }
  expect(failing(report, "policy-json")).toContain("UNKNOWN error aws_iam_role.storage_role");
  expect(failing(report, "trust-shape")).toEqual([]);
  expect(failing(report, "escalation-path").join()).not.toContain("UNKNOWN");
});
