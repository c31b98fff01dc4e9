import { stringify } from "yaml";
import { add, replaceIn, type Json } from "./edits";

export const RELEASE = "helm_release.milvus";

/** Values of configure-s3-access-by-iam-role, Deploy Milvus, for the bucket of the example. */
export const VALUES: Json = {
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
    host: "s3.us-east-2.amazonaws.com",
    port: "443",
    useSSL: true,
    useIAM: true,
    cloudProvider: "aws",
    iamEndpoint: "",
    bucketName: "milvus-bucket-039dd013c0712f085d60e21f",
    rootPath: "milvus",
    region: "us-east-2",
  },
};

/** The release that the document deploys, with its service account; no golden file has one. */
export function withRelease(file: Json): void {
  const metadata = {
    name: "milvus-s3-access-sa",
    namespace: "milvus",
    annotations: {
      "eks.amazonaws.com/role-arn": "${aws_iam_role.milvus_role.arn}",
    },
  };
  add("kubernetes_service_account_v1.milvus", { metadata })(file);
  add(RELEASE, {
    name: "milvus",
    namespace: "milvus",
    repository: "https://zilliztech.github.io/milvus-helm/",
    chart: "milvus",
    version: "5.0.19",
    values: [stringify(VALUES)],
  })(file);
}

const EKS_ROLE = "aws_iam_role.eks_role";

/** Puts right what the fixture has for another test: somebody's change of the EKS role's trust. */
export function withGoodTrusts(file: Json): void {
  const drift = file["resource_drift"] as Json[];
  file["resource_drift"] = drift.filter((one) => one["address"] !== EKS_ROLE);
  const entry = (file["resource_changes"] as Json[]).find((one) => one["address"] === EKS_ROLE)!;
  replaceIn(EKS_ROLE, "lambda.amazonaws.com", "ec2.amazonaws.com")(file);
  const { change } = entry as { change: Json };
  change["actions"] = ["no-op"];
  change["before"] = structuredClone(change["after"]);
}
