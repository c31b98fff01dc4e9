import { stringify } from "yaml";

const ISSUER = "oidc.eks.us-west-2.amazonaws.com/id/A1B2C3D4E5F60718293A4B5C6D7E8F90";
export const ROLE_ARN = "arn:aws:iam::111122223333:role/milvus-s3-access-sa";

export const VALUES = {
  cluster: { enabled: true },
  service: {
    type: "LoadBalancer",
    annotations: {
      "service.beta.kubernetes.io/aws-load-balancer-type": "external",
      "service.beta.kubernetes.io/aws-load-balancer-scheme": "internal",
    },
  },
  serviceAccount: { create: false, name: "milvus-s3-access-sa" },
  minio: { enabled: false },
  externalS3: {
    enabled: true,
    host: "s3.us-west-2.amazonaws.com",
    port: "443",
    useSSL: true,
    useIAM: true,
    cloudProvider: "aws",
    iamEndpoint: "",
    bucketName: "acme-milvus",
    rootPath: "milvus",
    region: "us-west-2",
  },
};

export type Json = Record<string, unknown>;

const RELEASE = {
  name: "milvus",
  namespace: "milvus",
  repository: "https://zilliztech.github.io/milvus-helm/",
  chart: "milvus",
  version: "5.0.19",
};

/** Values with some of them changed, a block at a time. */
export function values(changes: Json = {}): string {
  const all: Json = { ...VALUES };
  for (const [key, value] of Object.entries(changes)) {
    const before = all[key];
    const both = typeof before === "object" && typeof value === "object";
    all[key] = both ? { ...before, ...value } : value;
  }
  return stringify(all);
}

/** A stack as it is synthesized: namespace, service account, role, release. */
export function stack(release: Json = {}, account = "milvus-s3-access-sa"): Json {
  const trustPolicy = {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Federated: `arn:aws:iam::111122223333:oidc-provider/${ISSUER}` },
        Action: "sts:AssumeRoleWithWebIdentity",
        Condition: {
          StringEquals: {
            [`${ISSUER}:sub`]: "system:serviceaccount:milvus:milvus-s3-access-sa",
            [`${ISSUER}:aud`]: "sts.amazonaws.com",
          },
        },
      },
    ],
  };
  return {
    provider: { aws: [{ region: "us-west-2", allowed_account_ids: ["111122223333"] }] },
    resource: {
      aws_iam_role: {
        milvus_role: {
          name: "milvus-s3-access-sa",
          path: "/",
          assume_role_policy: JSON.stringify(trustPolicy),
        },
      },
      kubernetes_service_account_v1: {
        milvus: {
          metadata: {
            name: account,
            namespace: "milvus",
            annotations: { "eks.amazonaws.com/role-arn": ROLE_ARN },
          },
        },
      },
      helm_release: { milvus: { ...RELEASE, values: [values()], ...release } },
    },
  };
}
