import { oracle } from "../policies/oracle";
import { ACCOUNT, REGION } from "../support/moto";
import { documented, type Documented } from "../plan/documented";

/** Every section, with most of what can be chosen. */
export const CONFIG = {
  version: 1,
  name: "whole",
  accountId: ACCOUNT,
  region: REGION,
  tags: { CostCenter: "4711" },
  zilliz: { externalId: "cid-whole" },
  bootstrap: {},
  project: {
    bucket: bucketSettings("zilliz-byoc-whole", { versioning: true }),
    permissionsBoundary: "bootstrap",
    maxSessionDuration: 7200,
  },
  integration: {
    bucket: bucketSettings("whole-export"),
    createKmsKey: true,
    externalId: "zilliz-external-whole",
  },
  milvus: {
    cluster: {
      oidcIssuer: "https://oidc.eks.us-west-2.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF",
      createOidcProvider: true,
    },
    bucket: bucketSettings("whole-milvus"),
  },
};

/** No access log: the emulator wants a grant that S3 does not want any more. */
function bucketSettings(name: string, more: { versioning?: boolean } = {}) {
  return { name, preventDestroy: false, forceDestroy: true, ...more };
}

/** A change of a few settings, each of one stack; the stack `project` has none. */
export const CHANGE = {
  ...CONFIG,
  bootstrap: { bootstrapRole: false },
  integration: { ...CONFIG.integration, externalId: "zilliz-external-next" },
  milvus: { ...CONFIG.milvus, bucket: { ...CONFIG.milvus.bucket, versioning: true } },
};
/** A network of its own, with a key; the bucket is somebody else's, and nobody waits for it. */
export const NETWORK = {
  version: 1,
  name: "linked",
  accountId: ACCOUNT,
  region: REGION,
  zilliz: { externalId: "cid-linked" },
  project: {
    bucket: { name: "zilliz-byoc-linked", existing: true },
    network: { cidr: "10.9.0.0/16", privateLink: true },
  },
};
/** The same with another tag. */
export const WIDER = { ...NETWORK, tags: { CostCenter: "4711" } };
/** Of the integration role, after the change. */
export const NEXT_TRUST = oracle("integration-trust", { "my-external-id": "zilliz-external-next" });
/** Two stacks with every type of resource that carries tags. */
export const TAGGED = {
  ...{ version: 1, name: CONFIG.name, accountId: ACCOUNT, region: REGION, tags: CONFIG.tags },
  integration: CONFIG.integration,
  milvus: CONFIG.milvus,
};
/** The same with other tags, and nothing else. */
export const OTHER_TAGS = { ...TAGGED, tags: { CostCenter: "0815", Owner: "platform" } };

const BOUNDARY = `arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-permission-boundary-policy`;
const AWS_MANAGED = "arn:aws:iam::aws:policy";
const { bootstrap, project, integration, "milvus-access": milvus } = documented(CONFIG);
const role = (section: Documented | undefined, id: string) => section?.[`aws_iam_role.${id}`];

export interface ExpectedRole {
  readonly path: string;
  readonly maxSessionDuration: number;
  readonly boundary?: string;
  readonly trust: unknown;
  readonly inline: Readonly<Record<string, unknown>>;
  readonly attached: readonly string[];
}

/** What the documents ask for, by role name. */
export const ROLES: Readonly<Record<string, ExpectedRole>> = {
  "zilliz-bootstrap-role": {
    path: "/zilliz/",
    maxSessionDuration: 3600,
    boundary: BOUNDARY,
    trust: role(bootstrap, "management_role"),
    inline: {},
    attached: [`arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-bootstrap-policy`],
  },
  "zilliz-management-role": {
    path: "/zilliz/",
    maxSessionDuration: 3600,
    boundary: BOUNDARY,
    trust: role(bootstrap, "management_role"),
    inline: {},
    attached: [`arn:aws:iam::${ACCOUNT}:policy/zilliz/zilliz-management-policy`],
  },
  "zilliz-byoc-whole-storage-role": {
    path: "/",
    maxSessionDuration: 7200,
    boundary: BOUNDARY,
    trust: role(project, "storage_role"),
    inline: {
      "zilliz-byoc-whole-storage-policy": project?.["aws_iam_role_policy.storage_policy"],
    },
    attached: [],
  },
  "zilliz-byoc-whole-cross-account-role": {
    path: "/",
    maxSessionDuration: 7200,
    boundary: BOUNDARY,
    trust: role(project, "cross_account_role"),
    inline: {
      "zilliz-byoc-whole-cross-account-policy":
        project?.["aws_iam_role_policy.cross_account_policy"],
    },
    attached: [],
  },
  "zilliz-byoc-whole-eks-role": {
    path: "/",
    maxSessionDuration: 7200,
    // Nodes pull images, which the boundary does not allow.
    trust: role(project, "eks_role"),
    inline: {},
    attached: [
      `arn:aws:iam::${ACCOUNT}:policy/zilliz-byoc-whole-aws-lb-controller-policy`,
      `arn:aws:iam::${ACCOUNT}:policy/zilliz-byoc-whole-cluster-autoscaler-policy`,
      `arn:aws:iam::${ACCOUNT}:policy/zilliz-byoc-whole-ebs-csi-controller-policy`,
      `${AWS_MANAGED}/AmazonEC2ContainerRegistryReadOnly`,
      `${AWS_MANAGED}/AmazonEKSClusterPolicy`,
      `${AWS_MANAGED}/AmazonEKSVPCResourceController`,
      `${AWS_MANAGED}/AmazonEKSWorkerNodePolicy`,
      `${AWS_MANAGED}/AmazonEKS_CNI_Policy`,
    ],
  },
  "zilliz-integration-role-whole": {
    path: "/",
    maxSessionDuration: 3600,
    trust: role(integration, "integration_role"),
    inline: {},
    attached: [`arn:aws:iam::${ACCOUNT}:policy/zilliz-policy-for-integration-whole`],
  },
  "milvus-s3-access-sa": {
    path: "/",
    maxSessionDuration: 3600,
    trust: role(milvus, "milvus_role"),
    inline: {},
    attached: [`arn:aws:iam::${ACCOUNT}:policy/MilvusS3ReadWrite`],
  },
};

/** Path and text by policy name; of the boundary there is no text to compare with. */
export const POLICIES: Readonly<Record<string, { path: string; document?: unknown }>> = {
  "zilliz-aws-lb-irsa-policy": inZilliz("aws_lb_irsa_policy"),
  "zilliz-bootstrap-policy": inZilliz("bootstrap_policy"),
  "zilliz-business-irsa-policy": inZilliz("zilliz_business_irsa_policy"),
  "zilliz-ca-irsa-policy": inZilliz("cluster_autoscaler_irsa_policy"),
  "zilliz-ebs-csi-irsa-policy": inZilliz("ebs_csi_irsa_policy"),
  "zilliz-management-policy": inZilliz("management_policy"),
  "zilliz-permission-boundary-policy": { path: "/zilliz/" },
  "zilliz-byoc-whole-aws-lb-controller-policy": {
    path: "/",
    document: oracle("current/aws-lb-controller-policy"),
  },
  "zilliz-byoc-whole-cluster-autoscaler-policy": {
    path: "/",
    document: oracle("current/cluster-autoscaler-policy"),
  },
  "zilliz-byoc-whole-ebs-csi-controller-policy": {
    path: "/",
    document: oracle("current/ebs-csi-controller-policy"),
  },
  "zilliz-policy-for-integration-whole": {
    path: "/",
    document: integration?.["aws_iam_policy.integration_policy"],
  },
  MilvusS3ReadWrite: { path: "/", document: milvus?.["aws_iam_policy.milvus_policy"] },
};

function inZilliz(id: string) {
  return { path: "/zilliz/", document: bootstrap?.[`aws_iam_policy.${id}`] };
}

/** What each bucket is asked for besides what all have. */
export const BUCKETS: Readonly<Record<string, { versioned?: boolean; encrypted?: boolean }>> = {
  "zilliz-byoc-whole": { versioned: true },
  "whole-export": { encrypted: true },
  "whole-milvus": {},
};
