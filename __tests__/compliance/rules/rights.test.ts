import { join } from "node:path";
import { rule as simulation } from "../../../compliance/rules/simulation";
import type { SimulationRow } from "../../../compliance/simulation/row";
import { contextOf, FIXTURES, judge, linesOf } from "./judged";

function failing(fixture: string, rule: string): string[] {
  return linesOf(judge([fixture]), rule).filter((line) => !/^(PASS|WAIVED)/.test(line));
}

describe("simulation", () => {
  it("passes the documented roles", () => {
    const lines = linesOf(judge(["acme-dev-project.plan"]), "simulation");
    expect(lines).toEqual([
      "PASS aws_iam_role.cross_account_role [crossAccount]",
      "PASS aws_iam_role.cross_account_role [crossAccountTrust]",
      "PASS aws_iam_role.eks_role [eks]",
      "PASS aws_iam_role.storage_role [storage]",
      "PASS aws_iam_role.storage_role [storageTrust]",
    ]);
  });

  it("finds rights that are lost and rights that are too much", () => {
    const found = failing("trust-bad-project.plan", "simulation");
    expect(found).toEqual(
      expect.arrayContaining([
        "FAIL error aws_iam_role.cross_account_role [eks-create-cluster-untagged]",
        "FAIL error aws_iam_role.cross_account_role [iam-pass-other-role]",
        "FAIL error aws_iam_role.cross_account_role [iam-update-eks-trust]",
        "FAIL error aws_iam_role.storage_role [storage-delete]",
        "FAIL error aws_iam_role.storage_role [storage-trust-kube-system]",
      ]),
    );
    const { findings } = judge(["trust-bad-project.plan"]);
    const passed = findings.find(({ key }) => key === "iam-pass-other-role");
    expect(passed?.message).toContain("statement IAMPassRoleToEKS");
  });

  it("does not decide without the policies, of which policy-json tells", () => {
    const report = judge(["trust-unreadable.plan"]);
    expect(linesOf(report, "simulation").filter((line) => !line.includes("eks_role"))).toEqual([
      "PASS aws_iam_role.cross_account_role [crossAccountTrust]",
    ]);
    expect(linesOf(report, "policy-json").filter((line) => line.startsWith("UNKNOWN"))).toEqual([
      "UNKNOWN error aws_iam_role.storage_role",
      "UNKNOWN error aws_iam_role_policy.cross_account_policy",
      "UNKNOWN error aws_iam_role_policy.storage_policy",
    ]);
  });

  it("asks at most 20,000 questions to a file, and says that there are more", () => {
    const context = contextOf([join(FIXTURES, "acme-dev-project.plan.json")]);
    const rows = Array.from({ length: 20_001 }, (_, at): SimulationRow => ({
      id: `own-${at}`,
      role: "storage",
      action: "s3:GetObject",
      resource: "arn:aws:s3:::elsewhere/a",
      expected: "denied",
      why: "w",
    }));
    const told = (count: number) =>
      [...simulation.check({ ...context, rows: rows.slice(0, count) })].filter(
        ({ verdict }) => verdict !== "PASS",
      );
    expect(told(1_000)).toEqual([]);
    expect(told(20_001)).toMatchObject([
      {
        verdict: "UNKNOWN",
        key: "(rest)",
        message: "there are more than 20000 questions to a file: the rest was not asked",
      },
    ]);
  });

  it("says where a boundary is in no file", () =>
    expect(failing("acme-production-project.plan", "simulation")).toEqual([
      "UNKNOWN info  [arn:aws:iam::111122223333:policy/zilliz/zilliz-permission-boundary-policy]",
    ]));
});

describe("escalation-path", () => {
  it("waives what the document opens, and nothing that was added", () => {
    const lines = linesOf(judge(["trust-bad-project.plan"]), "escalation-path");
    expect(lines.filter((line) => line.startsWith("FAIL"))).toEqual([
      "FAIL error aws_iam_role.cross_account_role [pass-role-eks]",
      "FAIL error aws_iam_role.cross_account_role [role-inline-policy]",
    ]);
    expect(lines).toContain(
      "WAIVED error aws_iam_role.cross_account_role [cross-account:role-trust]",
    );
  });

  it("finds a role that reads other buckets", () =>
    expect(failing("trust-bad-milvus.plan", "escalation-path")).toEqual([
      "FAIL error aws_iam_role.milvus_role [read-objects]",
    ]));

  it("passes roles that open nothing", () =>
    expect(linesOf(judge(["acme-production-milvus-access.plan"]), "escalation-path")).toEqual([
      "PASS aws_iam_role.milvus_role",
    ]));

  it("passes nobody whose policies cannot be read", () => {
    expect(failing("trust-unreadable.plan", "escalation-path")).toEqual([]);
    const lines = linesOf(judge(["trust-unreadable.plan"]), "escalation-path");
    expect(lines.filter((line) => line.startsWith("PASS"))).toEqual(["PASS aws_iam_role.eks_role"]);
    // What is known of the other opens what the document does.
    expect(lines).toContain(
      "WAIVED error aws_iam_role.cross_account_role [cross-account:role-trust]",
    );
  });
});

describe("dead-grant", () => {
  it("passes policies that match something", () =>
    expect(linesOf(judge(["acme-production-milvus-access.plan"]), "dead-grant")).toEqual([
      "PASS aws_iam_policy.milvus_policy",
    ]));

  it("tells those of the document as hints", () => {
    const found = failing("acme-dev-project.plan", "dead-grant");
    const policy = "aws_iam_role_policy.cross_account_policy";
    expect(found).toContain(`FAIL info ${policy} [EKSUpdate:eks:AssociateAccessPolicy]`);
    expect(found).toContain(`FAIL info ${policy} [EkSDelete:eks:DeleteFargateProfile]`);
  });
});
