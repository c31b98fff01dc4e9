import type { Report } from "../../../compliance/finding";
import { judge, linesOf } from "./judged";

const reports = new Map<string, Report>();

function report(...names: readonly string[]): Report {
  const key = names.join();
  if (!reports.has(key)) reports.set(key, judge(names));
  return reports.get(key)!;
}

/** What a rule says of a fixture, passes left aside. */
function wrong(rule: string, fixture: string): string[] {
  return linesOf(report(fixture), rule).filter((line) => !line.startsWith("PASS"));
}

const PROJECT = "acme-dev-project.plan";
const BOOTSTRAP = "acme-production-bootstrap.plan";

/** Rule, fixture in which it passes, fixture in which it fails, what it finds there. */
const CASES: readonly (readonly [string, string, string, readonly string[]])[] = [
  [
    "document-storage-policy",
    PROJECT,
    "trust-bad-project.plan",
    [
      "FAIL error aws_iam_role_policy.storage_policy [EXTRA_ACTION:AllowS3ReadWrite]",
      "FAIL warning aws_iam_role_policy.storage_policy [MISSING_ACTION:AllowS3ReadWrite]",
    ],
  ],
  [
    "document-storage-trust",
    PROJECT,
    "trust-bad-project.plan",
    ["FAIL error aws_iam_role.storage_role [WEAKER_CONDITION:#1]"],
  ],
  [
    "document-cross-account-policy",
    PROJECT,
    "trust-bad-project.plan",
    [
      "FAIL error aws_iam_role_policy.cross_account_policy [EXTRA_ACTION:Extra]",
      "FAIL error aws_iam_role_policy.cross_account_policy [WEAKER_CONDITION:EKSCreate]",
      "FAIL error aws_iam_role_policy.cross_account_policy [WIDER_RESOURCE:IAMPassRoleToEKS]",
    ],
  ],
  [
    "document-cross-account-trust",
    PROJECT,
    "trust-bad-project.plan",
    ["FAIL error aws_iam_role.cross_account_role [WEAKER_CONDITION:#1]"],
  ],
  [
    "document-eks-policies",
    PROJECT,
    "trust-bad-project.plan",
    ["FAIL error aws_iam_policy.cluster_autoscaler_policy [EXTRA_ACTION:#1]"],
  ],
  [
    "document-eks-trust",
    PROJECT,
    "trust-bad-project.plan",
    [
      "FAIL error aws_iam_role.eks_role [EXTRA_PRINCIPAL:#4]",
      "FAIL error aws_iam_role.eks_role [EXTRA_PRINCIPAL:Stranger]",
      "FAIL warning aws_iam_role.eks_role [STRICTER_CONDITION:#4]",
    ],
  ],
  [
    "document-integration-policy",
    "acme-production-integration.plan",
    "trust-bad-integration.plan",
    ["FAIL error aws_iam_policy.integration_policy [EXTRA_ACTION:Statement1]"],
  ],
  [
    "document-integration-trust",
    "acme-production-integration.plan",
    "trust-bad-integration.plan",
    ["FAIL error aws_iam_role.integration_role [EXTRA_PRINCIPAL:#1]"],
  ],
  [
    "document-milvus-policy",
    "acme-production-milvus-access.plan",
    "trust-bad-milvus.plan",
    ["FAIL error aws_iam_policy.milvus_policy [WIDER_RESOURCE:#2]"],
  ],
  [
    "document-milvus-trust",
    "acme-production-milvus-access.plan",
    "trust-bad-milvus.plan",
    ["FAIL error aws_iam_role.milvus_role [WEAKER_CONDITION:#1]"],
  ],
  [
    "document-bootstrap-policies",
    BOOTSTRAP,
    "trust-bad-bootstrap.plan",
    ["FAIL error aws_iam_policy.permission_boundary [MISSING_DENY:DenyBoundaryRemoval]"],
  ],
  [
    "document-bootstrap-trusts",
    BOOTSTRAP,
    "trust-bad-bootstrap.plan",
    ["FAIL error aws_iam_role.bootstrap_role [EXTRA_PRINCIPAL:#1]"],
  ],
  [
    "identifiers-bootstrap",
    BOOTSTRAP,
    "trust-bad-bootstrap.plan",
    [
      "FAIL warning aws_iam_policy.aws_lb_irsa_policy [missing:aws_iam_policy.zilliz_business_irsa_policy]",
      "FAIL warning aws_iam_policy.ebs_csi_irsa_policy [name]",
      "FAIL error aws_iam_role.bootstrap_role [path]",
      "FAIL error aws_iam_role.management_role [attachment]",
      "FAIL error aws_iam_role.management_role [boundary]",
    ],
  ],
  ["names-coverage", PROJECT, "trust-bad-project.plan", ["FAIL error aws_iam_role.eks_role"]],
  [
    "tags-vendor",
    "acme-production-project.plan",
    "trust-bad-project.plan",
    [
      "FAIL warning aws_iam_policy.aws_lb_controller_policy",
      "FAIL warning aws_iam_policy.cluster_autoscaler_policy",
      "FAIL warning aws_iam_policy.ebs_csi_controller_policy",
      "FAIL error aws_iam_role.cross_account_role",
      "FAIL error aws_iam_role.eks_role",
      "FAIL error aws_iam_role.storage_role",
      "FAIL warning aws_s3_bucket.bucket",
    ],
  ],
];

describe.each(CASES)("%s", (rule, good, bad, findings) => {
  it("passes what follows the document", () => {
    expect(linesOf(report(good), rule).some((line) => line.startsWith("PASS"))).toBe(true);
    expect(wrong(rule, good)).toEqual([]);
  });

  it("finds what does not", () => expect(wrong(rule, bad)).toEqual(findings));
});

describe("messages", () => {
  it("name the statement, the deed and the document", () => {
    const { findings } = report("trust-bad-project.plan");
    const message = (rule: string, key: string) =>
      findings.find((finding) => finding.rule === rule && finding.key === key)?.message;
    expect(message("document-storage-policy", "EXTRA_ACTION:AllowS3ReadWrite")).toMatch(
      /^statement AllowS3ReadWrite: the storage role may now also .* \(compared with create-bucket-and-role, step 3 \(documented\)\)$/,
    );
    expect(message("document-storage-policy", "MISSING_ACTION:AllowS3ReadWrite")).toMatch(
      /^statement AllowS3ReadWrite of the document: the storage role may no longer delete objects/,
    );
  });

  it("say which edition a text is", () => {
    const said = (fixture: string, rule: string) =>
      report(fixture).findings.find((finding) => finding.rule === rule)?.message;
    const rule = "document-cross-account-policy";
    expect(said(PROJECT, rule)).toContain("create-cross-account-role, step 2 (documented)");
    expect(said("acme-production-project.plan", rule)).toMatch(
      /terraform-zilliz-examples.*\(current\)/,
    );
  });
});

it("leaves what cannot be read to policy-json, which says it once", () => {
  const rules = [
    "document-storage-policy",
    "document-storage-trust",
    "document-cross-account-policy",
  ];
  const found = rules.flatMap((rule) => linesOf(report("trust-unreadable.plan"), rule));
  expect(found).toEqual([]);
  expect(linesOf(report("trust-unreadable.plan"), "policy-json")).toEqual(
    expect.arrayContaining([
      "UNKNOWN error aws_iam_role_policy.storage_policy",
      "UNKNOWN error aws_iam_role.storage_role",
      "UNKNOWN error aws_iam_role_policy.cross_account_policy",
    ]),
  );
});
