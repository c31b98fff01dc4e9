import { parse, stringify } from "yaml";
import { add, addStatement, edit, replaceIn, set, type Change } from "./edits";
import type { Json } from "./file";

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

/** Changes the values of a release where they stand, as text. */
export function helmValues(change: (values: Json) => void): Change {
  return edit(RELEASE, (own) => {
    const [text] = own["values"] as string[];
    const values = parse(text!) as Json;
    change(values);
    own["values"] = [stringify(values)];
  });
}

/** A release of the document with what keeps its load balancer from being an open door. */
export function withClosedService(file: Json): void {
  helmValues((values) => {
    values["metrics"] = { enabled: false };
    values["extraConfigFiles"] = {
      "user.yaml": stringify({ common: { security: { authorizationEnabled: true } } }),
    };
  })(file);
  edit(RELEASE, (own) => {
    const waivers = own["//"].waivers as Json[];
    own["//"].waivers = waivers.filter(({ finding }) =>
      /^(service|external)/.test(String(finding)),
    );
  })(file);
}

/** Cluster of the pods that get the role. */
const CLUSTER = "acme-eks";

/** The access of a release where EKS gives pods the role; its trust is written out by hand. */
export function withPodIdentity(file: Json): void {
  const equals = {
    "aws:RequestTag/eks-cluster-arn": `arn:aws:eks:us-west-2:111122223333:cluster/${CLUSTER}`,
    "aws:RequestTag/kubernetes-namespace": "milvus",
    "aws:RequestTag/kubernetes-service-account": "milvus-s3-access-sa",
  };
  const statement = {
    Effect: "Allow",
    Principal: { Service: "pods.eks.amazonaws.com" },
    Action: ["sts:AssumeRole", "sts:TagSession"],
    Condition: { StringEquals: equals },
  };
  const trust = { Version: "2012-10-17", Statement: [statement] };
  set("aws_iam_role.milvus_role", { assume_role_policy: JSON.stringify(trust) })(file);
  add("aws_eks_pod_identity_association.milvus", {
    cluster_name: CLUSTER,
    namespace: "milvus",
    service_account: "milvus-s3-access-sa",
    role_arn: "${aws_iam_role.milvus_role.arn}",
  })(file);
}

/** What fixtures/trust-denials.yaml denies in every trust, written out by hand. */
const DENIAL = {
  Sid: "OurOrganization",
  Effect: "Deny",
  Principal: "*",
  Action: "sts:AssumeRole",
  Condition: {
    StringNotEquals: {
      "aws:PrincipalOrgID": "o-a1b2c3d4e5",
      "aws:PrincipalAccount": "965570967084",
    },
    BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
  },
};

/** The trusts of a project in an account whose organization denies outsiders everywhere. */
export function withDenials(file: Json): void {
  for (const role of ["storage_role", "cross_account_role", "eks_role"]) {
    addStatement(`aws_iam_role.${role}`, structuredClone(DENIAL))(file);
  }
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
