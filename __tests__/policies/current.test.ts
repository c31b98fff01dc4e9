import { clusterAutoscalerPolicy } from "../../policies/addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../../policies/addons/ebs-csi";
import { loadBalancerPolicy } from "../../policies/addons/load-balancer";
import { crossAccountPolicy } from "../../policies/project/cross-account-policy";
import { crossAccountPolicyCurrent } from "../../policies/project/cross-account-policy-current";
import { eksTrust } from "../../policies/project/eks-trust";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { storageKmsPolicy } from "../../policies/project/storage-policy";
import { vendorTrust } from "../../policies/vendor-trust";
import { expectText, oracle, sids } from "./oracle";

const accountId = "111122223333";
const bucket = "zilliz-byoc-acme";

describe("cross-account policy of the vendor's Terraform", () => {
  const current = crossAccountPolicyCurrent({ bucket, eksRole: "zilliz-byoc-acme-eks-role" });

  it("is the vendor's text", () => {
    expectText(
      current,
      oracle("current/cross-account-policy", {
        "${var.name}": "acme",
        "${var.bucketName}": bucket,
      }),
    );
  });

  it("writes an EKS role with its path", () => {
    expectText(
      crossAccountPolicyCurrent({ bucket, eksRole: "team/data/zilliz-byoc-acme-eks-role" }),
      oracle("current/cross-account-policy", {
        "role/zilliz-byoc-${var.name}-eks-role": "role/team/data/zilliz-byoc-acme-eks-role",
        "${var.bucketName}": bucket,
      }),
    );
  });

  it("puts one statement before the documented 17", () => {
    expect(sids(current)).toEqual([
      "AllowCreateServiceLinkedRoleForEKS",
      ...sids(crossAccountPolicy({ bucket })),
    ]);
  });

  it("matches access entries, which the documented text cannot", () => {
    const accessEntries = "arn:aws:eks:*:*:access-entry/";
    const deadAccessEntries = "arn:aws:eks::aws:access-entry/";
    const occurrences = (text: string, part: string) => text.split(part).length - 1;
    const newer = JSON.stringify(current.document);
    const documented = JSON.stringify(crossAccountPolicy({ bucket }).document);
    expect(occurrences(newer, accessEntries)).toBe(5);
    expect(occurrences(newer, deadAccessEntries)).toBe(0);
    expect(occurrences(documented, accessEntries)).toBe(0);
    expect(occurrences(documented, deadAccessEntries)).toBe(5);
  });
});

describe("trusts of the vendor's Terraform", () => {
  it("lets one named role of the vendor in, with the external ID", () => {
    expectText(
      vendorTrust({ zillizAccountId: "965570967084", externalIds: ["cid-1"] }),
      oracle("current/cross-account-trust", {
        "${local.config.zillizAccount}": "965570967084",
        "${var.ExternalId}": "cid-1",
      }),
    );
  });

  it("trusts EKS, its nodes and three add-ons; the issuer is the placeholder at first", () => {
    expectText(
      eksTrust({ accountId, issuer: OIDC_PLACEHOLDER }),
      oracle("current/eks-role-trust", {
        "${var.federated_principal}": "arn:aws:iam::111122223333:oidc-provider/eks_oidc_url",
      }),
    );
  });

  it("takes the cluster's issuer in principals and condition keys", () => {
    const issuer = "oidc.eks.eu-central-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
    expectText(
      eksTrust({ accountId, issuer }),
      oracle("current/eks-role-trust", {
        "${var.federated_principal}": `arn:aws:iam::111122223333:oidc-provider/${issuer}`,
        eks_oidc_url: issuer,
      }),
    );
  });
});

describe("key of the storage bucket", () => {
  const arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it("is named by ARN in the vendor's text", () => {
    const policy = storageKmsPolicy({ arn });
    expectText(policy, oracle("current/storage-kms-policy", { "${var.s3_kms_key_arn}": arn }));
    expect(policy.provenance).toBe("current");
  });

  it("is named by alias, in a derived text, when it does not exist yet", () => {
    const keys = "arn:aws:kms:us-west-2:111122223333:key/*";
    const policy = storageKmsPolicy({ alias: "alias/zilliz-byoc-acme", keys });
    expectText(
      policy,
      oracle("current/storage-kms-policy", {
        '"${var.s3_kms_key_arn}"\n      ]': `"${keys}"\n      ],
          "Condition": {
            "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/zilliz-byoc-acme" }
          }`,
      }),
    );
    expect(policy.provenance).toBe("derived");
  });
});

describe("policies of the add-ons", () => {
  it("gives the load balancer controller upstream's text", () => {
    expectText(loadBalancerPolicy(), oracle("current/aws-lb-controller-policy"));
  });

  it("gives the cluster autoscaler upstream's full features policy", () => {
    expectText(clusterAutoscalerPolicy(), oracle("current/cluster-autoscaler-policy"));
  });

  it("gives the EBS CSI driver upstream's text", () => {
    expectText(ebsCsiPolicy(), oracle("current/ebs-csi-controller-policy"));
  });
});
