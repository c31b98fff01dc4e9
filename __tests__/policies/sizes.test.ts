import { IAM_PATH_LENGTH } from "../../aws/limits";
import { clusterAutoscalerPolicy } from "../../policies/addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../../policies/addons/ebs-csi";
import { loadBalancerPolicy } from "../../policies/addons/load-balancer";
import { bootstrapPolicy } from "../../policies/bootstrap/bootstrap-policy";
import { businessPolicy } from "../../policies/bootstrap/business-policy";
import { managementPolicy } from "../../policies/bootstrap/management-policy";
import { permissionBoundaryPolicy } from "../../policies/bootstrap/permission-boundary";
import type { BootstrapScope } from "../../policies/bootstrap/scope";
import type { Policy } from "../../policies/document";
import { crossAccountPolicy } from "../../policies/project/cross-account-policy";
import { crossAccountPolicyCurrent } from "../../policies/project/cross-account-policy-current";
import { storagePolicy } from "../../policies/project/storage-policy";
import { policySize, renderPolicy } from "../../policies/render";
import { vendorTrust } from "../../policies/vendor-trust";

/** The sources' own placeholders, so that sizes can be held against the sources. */
const placeholders = { accountId: "${account_id}", path: "/zilliz/", prefix: "zilliz-" };

describe("statements and characters without white space", () => {
  it.each<[string, Policy, number, number]>([
    ["cross-account, documented", crossAccountPolicy({ bucket: "{bucketName}" }), 17, 5628],
    ["cross-account, 1-letter bucket", crossAccountPolicy({ bucket: "b" }), 17, 5617],
    [
      "cross-account, current",
      crossAccountPolicyCurrent({
        bucket: "${var.bucketName}",
        eksRole: "zilliz-byoc-${var.name}-eks-role",
      }),
      18,
      6049,
    ],
    [
      "cross-account, current, 1-letter names",
      crossAccountPolicyCurrent({ bucket: "b", eksRole: "zilliz-byoc-n-eks-role" }),
      18,
      6023,
    ],
    [
      "vendor trust",
      vendorTrust({
        zillizAccountId: "${local.config.zillizAccount}",
        externalIds: ["${var.ExternalId}"],
      }),
      1,
      276,
    ],
    ["storage", storagePolicy({ bucket: "${var.bucketName}" }), 2, 279],
    ["load balancer", loadBalancerPolicy(), 16, 4968],
    ["cluster autoscaler", clusterAutoscalerPolicy(), 2, 538],
    ["EBS CSI", ebsCsiPolicy(), 11, 1676],
    ["bootstrap", bootstrapPolicy(placeholders), 14, 4098],
    ["management", managementPolicy(placeholders), 8, 2120],
    // 7 statements and 2,886 characters of the proposal, and the two denies that go beyond it.
    ["permission boundary", permissionBoundaryPolicy(placeholders), 9, 3377],
    ["business", businessPolicy(), 2, 307],
  ])("%s", (_name, { document }, statements, size) => {
    expect(document.Statement).toHaveLength(statements);
    expect(policySize(document)).toBe(size);
  });
});

describe("longest bootstrap path that a managed policy takes", () => {
  const fits = (build: (scope: BootstrapScope) => Policy, length: number) => {
    const path = `/${"p".repeat(length - 2)}/`;
    try {
      renderPolicy(build({ accountId: "111122223333", path, prefix: "zilliz-" }), "managed");
      return true;
    } catch {
      return false;
    }
  };

  it.each([
    ["bootstrap", bootstrapPolicy, 301],
    [
      "boundary with all it may add",
      (scope: BootstrapScope) =>
        permissionBoundaryPolicy({
          ...scope,
          projectRoles: true,
          encryptedBucketRegion: "ap-southeast-7",
        }),
      135,
    ],
    ["boundary", permissionBoundaryPolicy, 154],
  ])("%s", (_name, build, longest) => {
    expect(fits(build, longest)).toBe(true);
    expect(fits(build, longest + 1)).toBe(false);
  });

  it("management: any that IAM accepts", () => {
    expect(fits(managementPolicy, IAM_PATH_LENGTH)).toBe(true);
  });
});
