import { integrationPolicy } from "../../policies/integration/integration-policy";
import { integrationTrust } from "../../policies/integration/integration-trust";
import { irsaTrust } from "../../policies/milvus/milvus-trusts";
import { milvusPolicy } from "../../policies/milvus/milvus-policy";
import { crossAccountPolicy } from "../../policies/project/cross-account-policy";
import { crossAccountTrust } from "../../policies/project/cross-account-trust";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import { storagePolicy } from "../../policies/project/storage-policy";
import { storageTrust } from "../../policies/project/storage-trust";
import { expectText, oracle, sids } from "./oracle";

const accountId = "111122223333";
const issuer = "oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF";
const bucket = "zilliz-byoc-acme";

describe("create-bucket-and-role", () => {
  it("gives the storage role the documented policy", () => {
    expectText(storagePolicy({ bucket }), oracle("storage-policy", { "{bucketName}": bucket }));
  });

  it("is what the vendor's Terraform ships too", () => {
    expectText(
      storagePolicy({ bucket }),
      oracle("current/storage-policy", { "${var.bucketName}": bucket }),
    );
  });

  it("trusts the placeholder while there is no cluster", () => {
    expectText(
      storageTrust({ accountId, issuer: OIDC_PLACEHOLDER }),
      oracle("storage-role-trust", { "{accountId}": accountId }),
    );
  });

  it("trusts the cluster's issuer in principal and condition keys once it is known", () => {
    expectText(
      storageTrust({ accountId, issuer }),
      oracle("storage-role-trust", { "{accountId}": accountId, eks_oidc_url: issuer }),
    );
  });
});

describe("create-cross-account-role", () => {
  const policy = crossAccountPolicy({ bucket });

  it("gives the cross-account role the documented policy", () => {
    expectText(policy, oracle("cross-account-policy", { "{bucketName}": bucket }));
  });

  it("has the 17 documented statements, in order, with the document's own spelling", () => {
    expect(sids(policy)).toEqual([
      "CreateOpenIDConnectProvider",
      "DeleteOpenIDConnectProvider",
      "IAMReadEKSRole",
      "IAMPassRoleToEKS",
      "IAMUpdateTrustPolicyForEKSRole",
      "EC2Create",
      "EC2Update",
      "EC2RunInstanceOnImage",
      "EC2Tag",
      "EC2TagWithRequestTag",
      "EC2Read",
      "EKSCreate",
      "EKSUpdate",
      "EKSTag",
      "EKSRead",
      "EkSDelete",
      "S3CheckBucketLocation",
    ]);
  });

  it("trusts the root of the vendor's account with the external ID, as the console does", () => {
    const trust = crossAccountTrust({ zillizAccountId: "965570967084", externalIds: ["cid-1"] });
    expect(JSON.stringify(trust.document)).toBe(
      '{"Version":"2012-10-17","Statement":[{"Effect":"Allow",' +
        '"Principal":{"AWS":"arn:aws:iam::965570967084:root"},"Action":"sts:AssumeRole",' +
        '"Condition":{"StringEquals":{"sts:ExternalId":"cid-1"}}}]}',
    );
  });
});

describe("integrate-with-aws-s3", () => {
  const kms = {
    "<bucket>": bucket,
    "<region>": "us-west-2",
    "<account_id>": accountId,
    "<key_id>": "1234abcd-12ab-34cd-56ef-1234567890ab",
  };
  const arn = "arn:aws:kms:us-west-2:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

  it.each(["documented", "current"] as const)(
    "gives the documented policy without a key, in the edition %s",
    (edition) => {
      const policy = integrationPolicy({ bucket, edition });
      expectText(policy, oracle("integration-policy", { "<bucket>": bucket }));
      expect(policy.provenance).toBe("documented");
    },
  );

  it("gives the documented policy with an existing key", () => {
    const policy = integrationPolicy({ bucket, key: { arn }, edition: "documented" });
    expectText(policy, oracle("integration-policy-kms", kms));
    expect(policy.provenance).toBe("documented");
  });

  it("adds kms:Decrypt in the current edition, and says that this text is derived", () => {
    const policy = integrationPolicy({ bucket, key: { arn }, edition: "current" });
    expectText(
      policy,
      oracle("integration-policy-kms", {
        ...kms,
        AllowKMSGenerateDataKey: "AllowKMSDecryptAndGenerateDataKey",
        '"kms:GenerateDataKey"': '"kms:Decrypt","kms:GenerateDataKey*"',
      }),
    );
    expect(policy.provenance).toBe("derived");
  });

  it("binds a key that does not exist yet by its alias", () => {
    const policy = integrationPolicy({
      bucket,
      key: { alias: "alias/acme-export", keys: "arn:aws:kms:us-west-2:111122223333:key/*" },
      edition: "documented",
    });
    expect(policy.provenance).toBe("derived");
    expect(policy.document.Statement[1]).toEqual({
      Sid: "AllowKMSGenerateDataKey",
      Effect: "Allow",
      Action: ["kms:GenerateDataKey"],
      Resource: "arn:aws:kms:us-west-2:111122223333:key/*",
      Condition: { "ForAnyValue:StringEquals": { "kms:ResourceAliases": "alias/acme-export" } },
    });
  });

  it("trusts the bare account number of the document", () => {
    expectText(
      integrationTrust({ zillizAccountId: "965570967084", externalIds: ["zilliz-external-1"] }),
      oracle("integration-trust", { "my-external-id": "zilliz-external-1" }),
    );
  });
});

describe("configure-s3-access-by-iam-role", () => {
  it("gives Milvus the documented policy", () => {
    expectText(
      milvusPolicy({ partition: "aws", bucket }),
      oracle("milvus-s3-policy", { "<bucket-name>": bucket }),
    );
  });

  it.each(["aws-cn", "aws-us-gov"] as const)("writes the same policy for %s", (partition) => {
    expectText(
      milvusPolicy({ partition, bucket }),
      oracle("milvus-s3-policy", { "<bucket-name>": bucket, "arn:aws:": `arn:${partition}:` }),
    );
  });

  it("trusts one service account as in the document's example", () => {
    expectText(
      irsaTrust({
        partition: "aws",
        accountId: "111122223333",
        issuer: "oidc.eks.region-code.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE",
        namespace: "default",
        serviceAccount: "my-service-account",
      }),
      oracle("irsa-trust-example"),
    );
  });

  it("keeps the audience in China, where issuers end in amazonaws.com.cn", () => {
    const chinese = "oidc.eks.cn-north-1.amazonaws.com.cn/id/0123456789ABCDEF0123456789ABCDEF";
    expectText(
      irsaTrust({
        partition: "aws-cn",
        accountId: "444455556666",
        issuer: chinese,
        namespace: "milvus",
        serviceAccount: "milvus-s3-access-sa",
      }),
      oracle("irsa-trust-example", {
        "arn:aws:": "arn:aws-cn:",
        "111122223333": "444455556666",
        "oidc.eks.region-code.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE": chinese,
        "default:my-service-account": "milvus:milvus-s3-access-sa",
      }),
    );
  });
});
