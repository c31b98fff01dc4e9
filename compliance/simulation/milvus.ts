import { rows, throughS3, type SimulationRow } from "./row";

const BUCKET = "arn:{partition}:s3:::{milvusBucket}";

/** What a self-managed Milvus may do. Source: configure-s3-access-by-iam-role. */
export const MILVUS = rows({ role: "milvus" }, [
  {
    id: "milvus-read",
    action: "s3:GetObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus reads its data",
  },
  {
    id: "milvus-write",
    action: "s3:PutObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus writes its data",
  },
  {
    id: "milvus-delete",
    action: "s3:DeleteObject",
    resource: `${BUCKET}/files/a`,
    expected: "allowed",
    why: "Milvus removes what it has compacted",
  },
  {
    id: "milvus-list",
    action: "s3:ListBucket",
    resource: BUCKET,
    expected: "allowed",
    why: "Milvus looks for its data",
  },
  {
    id: "milvus-other-bucket",
    action: "s3:GetObject",
    resource: "arn:{partition}:s3:::{milvusBucket}-other/a",
    expected: "denied",
    why: "only the bucket of Milvus is named",
  },
  {
    id: "milvus-delete-bucket",
    action: "s3:DeleteBucket",
    resource: BUCKET,
    expected: "denied",
    why: "the bucket is kept",
  },
  {
    id: "milvus-decrypt",
    action: "kms:Decrypt",
    resource: "{milvusKey}",
    context: throughS3("{milvusKeyAlias}"),
    expected: "allowed",
    why: "an encrypted bucket cannot be read without its key",
  },
]);

const PROVIDER = "arn:{partition}:iam::{account}:oidc-provider/{milvusIssuer}";

function subject(
  id: string,
  sub: string,
  expected: SimulationRow["expected"],
  why: string,
  aud = "sts.amazonaws.com",
): Omit<SimulationRow, "role"> {
  return {
    id: `milvus-trust${id}`,
    principal: PROVIDER,
    action: "sts:AssumeRoleWithWebIdentity",
    context: { "{milvusIssuer}:sub": `system:serviceaccount:${sub}`, "{milvusIssuer}:aud": aud },
    expected,
    why,
  };
}

/** Who may assume the role of a self-managed Milvus. Source: configure-s3-access-by-iam-role. */
export const MILVUS_TRUST = rows({ role: "milvusTrust", resource: "{milvusRole}" }, [
  subject("", "{namespace}:{serviceAccount}", "allowed", "Milvus reads and writes its data"),
  subject("-other", "{namespace}:default", "denied", "only one service account is named"),
  subject("-suffix", "{namespace}:{serviceAccount}-x", "denied", "names are no patterns here"),
  subject("-namespace", "default:{serviceAccount}", "denied", "only one namespace is named"),
  subject("-audience", "{namespace}:{serviceAccount}", "denied", "tokens are for AWS", "other"),
  {
    ...subject("-cluster", "{namespace}:{serviceAccount}", "denied", "only the own cluster"),
    principal: "arn:{partition}:iam::{account}:oidc-provider/issuer.example.com",
  },
]);

const POD_TAG = "aws:RequestTag/";

function pod(
  id: string,
  names: string,
  expected: SimulationRow["expected"],
  why: string,
  cluster = "{milvusCluster}",
): Omit<SimulationRow, "role"> {
  const [namespace = "", serviceAccount = ""] = names.split(":");
  return {
    id: `milvus-pod${id}`,
    principal: "pods.eks.amazonaws.com",
    action: "sts:AssumeRole",
    context: {
      [`${POD_TAG}eks-cluster-arn`]: cluster,
      [`${POD_TAG}kubernetes-namespace`]: namespace,
      [`${POD_TAG}kubernetes-service-account`]: serviceAccount,
    },
    expected,
    why,
  };
}

const NAMES = "{namespace}:{serviceAccount}";

/** The same where EKS Pod Identity gives the role. Source: policies/milvus/pod-identity-trust.ts. */
export const MILVUS_POD_TRUST = rows({ role: "milvusTrust", resource: "{milvusRole}" }, [
  pod("", NAMES, "allowed", "Milvus reads and writes its data"),
  {
    ...pod("-tags", NAMES, "allowed", "EKS tags every session, and gives up where it may not"),
    action: "sts:TagSession",
  },
  pod("-other", "{namespace}:default", "denied", "only one service account is named"),
  pod("-suffix", "{namespace}:{serviceAccount}-x", "denied", "names are no patterns here"),
  pod("-namespace", "default:{serviceAccount}", "denied", "only one namespace is named"),
  pod("-cluster", NAMES, "denied", "only the own cluster", "{milvusCluster}-other"),
  {
    ...pod("-untagged", NAMES, "denied", "a session without tags is nobody's"),
    context: { [`${POD_TAG}eks-cluster-arn`]: "{milvusCluster}" },
  },
  {
    ...pod("-service", NAMES, "denied", "no other service needs it"),
    principal: "ec2.amazonaws.com",
  },
]);
