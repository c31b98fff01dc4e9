import { expectText, oracle } from "../policies/oracle";
import { synthText, synthTexts, type Synthesized } from "./synth";

const ISSUER = "oidc.eks.us-east-2.amazonaws.com/id/9F8E7D6C5B4A39281706F5E4D3C2B1A0";
const config = (cluster: string, rest = "") => `version: 1
name: acme
accountId: "111122223333"
region: us-east-2
milvus:
  cluster: ${cluster}
  bucket: { name: acme-milvus }
${rest}`;
const stack = synthText(config(`{ oidcIssuer: "https://${ISSUER}" }`));
const role = ({ resource }: Synthesized) => resource["aws_iam_role"]!["milvus_role"]!;
const document = (json: unknown) => ({ document: json }) as never;

describe("milvus-access", () => {
  it("carries the document's names and policy", () => {
    const policy = stack.resource["aws_iam_policy"]!["milvus_policy"]!;
    expect(policy["name"]).toBe("MilvusS3ReadWrite");
    expectText(
      document(JSON.parse(policy["policy"] as string)),
      oracle("milvus-s3-policy", { "<bucket-name>": "acme-milvus" }),
    );
    expect(role(stack)["name"]).toBe("milvus-s3-access-sa");
  });

  it("binds the role to exactly one service account", () => {
    expectText(
      document(JSON.parse(role(stack)["assume_role_policy"] as string)),
      oracle("irsa-trust-example", {
        "oidc.eks.region-code.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE": ISSUER,
        "system:serviceaccount:default:my-service-account":
          "system:serviceaccount:milvus:milvus-s3-access-sa",
      }),
    );
  });

  it("finds the issuer in the provider's ARN", () => {
    const arn = `arn:aws:iam::111122223333:oidc-provider/${ISSUER}`;
    const same = synthText(config(`{ oidcProviderArn: "${arn}" }`));
    expect(same.resource).toEqual(stack.resource);
  });

  it("creates the OIDC provider only when asked to", () => {
    expect(stack.resource["aws_iam_openid_connect_provider"]).toBeUndefined();
    const created = synthText(
      config(`{ oidcIssuer: "https://${ISSUER}", createOidcProvider: true }`),
    );
    expect(created.resource["aws_iam_openid_connect_provider"]!["cluster"]).toMatchObject({
      url: `https://${ISSUER}`,
      client_id_list: ["sts.amazonaws.com"],
    });
  });

  it("gives the role by EKS Pod Identity when asked to, to one service account of one cluster", () => {
    const { resource, output } = synthText(config("{ name: acme-eks, podIdentity: true }"));
    const trust = JSON.parse(
      resource["aws_iam_role"]!["milvus_role"]!["assume_role_policy"] as string,
    ) as { Statement: unknown };
    expect(trust.Statement).toEqual([
      {
        Effect: "Allow",
        Principal: { Service: "pods.eks.amazonaws.com" },
        Action: ["sts:AssumeRole", "sts:TagSession"],
        Condition: {
          StringEquals: {
            "aws:RequestTag/eks-cluster-arn": "arn:aws:eks:us-east-2:111122223333:cluster/acme-eks",
            "aws:RequestTag/kubernetes-namespace": "milvus",
            "aws:RequestTag/kubernetes-service-account": "milvus-s3-access-sa",
          },
        },
      },
    ]);
    expect(resource["aws_eks_pod_identity_association"]!["milvus"]).toMatchObject({
      cluster_name: "acme-eks",
      namespace: "milvus",
      service_account: "milvus-s3-access-sa",
      role_arn: "${aws_iam_role.milvus_role.arn}",
    });
    expect(output["milvus_role_arn"]!["description"]).not.toContain("annotation");
    expect(stack.resource["aws_eks_pod_identity_association"]).toBeUndefined();
  });

  it("leaves the service account of Pod Identity without an annotation", () => {
    const { resource } = synthTexts(
      config(
        "{ name: acme-eks, podIdentity: true, access: { kubeconfig: ~/.kube/config } }",
        "  release: { chartVersion: 5.0.19 }\n",
      ),
    )["acme-milvus"]!;
    expect(resource["kubernetes_service_account_v1"]!["milvus"]!["metadata"]).toEqual({
      name: "milvus-s3-access-sa",
      namespace: "milvus",
    });
  });

  it("lets the role use the bucket's key", () => {
    expect(stack.resource["aws_iam_role_policy"]).toBeUndefined();
    const encrypted = synthText(
      config(`{ oidcIssuer: "https://${ISSUER}" }`, "  createKmsKey: true\n"),
    );
    const policy = encrypted.resource["aws_iam_role_policy"]!["milvus_kms_policy"]!;
    expect(policy["name"]).toBe("MilvusS3ReadWriteKms");
    expect(JSON.parse(policy["policy"] as string).Statement[0].Action).toEqual([
      "kms:Decrypt",
      "kms:GenerateDataKey*",
    ]);
  });

  it.each([
    ["us-gov-west-1", "aws-us-gov", "oidc.eks.us-gov-west-1.amazonaws.com/id/A1"],
    ["cn-north-1", "aws-cn", "oidc.eks.cn-north-1.amazonaws.com.cn/id/A1"],
  ])("writes every ARN of %s in the partition %s", (region, partition, issuer) => {
    const text = config(`{ oidcIssuer: "https://${issuer}" }`, "  createKmsKey: true\n");
    const { resource } = synthText(text.replace("us-east-2", region));
    const arns = JSON.stringify(resource).match(/arn:[a-z-]+:/g) ?? [];
    expect(arns.length).toBeGreaterThan(5);
    expect(new Set(arns)).toEqual(new Set([`arn:${partition}:`]));
  });
});
