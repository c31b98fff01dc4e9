import { tlsOnlyBucketPolicy } from "../../policies/protection/bucket-policy";
import { bucketKeyPolicy, keyPolicyStatementFor } from "../../policies/protection/key-policy";

describe("tlsOnlyBucketPolicy", () => {
  it.each(["aws", "aws-cn", "aws-us-gov"] as const)("refuses plain HTTP in %s", (partition) => {
    const policy = tlsOnlyBucketPolicy({ partition, bucket: "acme-milvus" });
    expect(policy.provenance).toBe("derived");
    expect(policy.document).toEqual({
      Version: "2012-10-17",
      Statement: [
        {
          Sid: "DenyInsecureTransport",
          Effect: "Deny",
          Principal: "*",
          Action: "s3:*",
          Resource: [`arn:${partition}:s3:::acme-milvus`, `arn:${partition}:s3:::acme-milvus/*`],
          Condition: { Bool: { "aws:SecureTransport": "false" } },
        },
      ],
    });
  });
});

describe("bucketKeyPolicy", () => {
  it("leaves access to the IAM policies of the key's own account", () => {
    const { Statement } = bucketKeyPolicy({
      partition: "aws-cn",
      accountId: "444455556666",
    }).document;
    expect(Statement).toHaveLength(1);
    expect(Statement[0]).toMatchObject({
      Effect: "Allow",
      Principal: { AWS: "arn:aws-cn:iam::444455556666:root" },
      Action: "kms:*",
      Resource: "*",
    });
  });
});

describe("keyPolicyStatementFor", () => {
  const roleArn = "arn:aws:iam::111122223333:role/milvus-s3-access-sa";

  it("lets one role read and write", () => {
    expect(keyPolicyStatementFor(roleArn, ["kms:Decrypt", "kms:GenerateDataKey*"])).toEqual({
      Effect: "Allow",
      Principal: { AWS: roleArn },
      Action: ["kms:Decrypt", "kms:GenerateDataKey*"],
      Resource: "*",
    });
  });

  it("takes the actions that the role's own policy has", () => {
    const actions = ["kms:GenerateDataKey"];
    expect(keyPolicyStatementFor(roleArn, actions).Action).toEqual(["kms:GenerateDataKey"]);
  });
});
