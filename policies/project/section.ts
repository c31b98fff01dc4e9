import { CLUSTER_AUTOSCALER, EBS_CSI, LOAD_BALANCER } from "../addons";
import { sectionRow, type ManagedRow } from "../catalogue-row";
import { factsAt } from "../text-facts";
import { vendorTrust } from "../vendor-trust";
import { crossAccountPolicy } from "./cross-account-policy";
import { crossAccountPolicyCurrent } from "./cross-account-policy-current";
import { crossAccountTrust } from "./cross-account-trust";
import { eksTrust } from "./eks-trust";
import { OIDC_PLACEHOLDER } from "./oidc-placeholder";
import { storageKmsPolicy, storagePolicy } from "./storage-policy";
import { storageTrust } from "./storage-trust";

const BUCKET = "project:\n  bucket: { name: zilliz-byoc-acme-data }";
const ISSUER = `project:
  oidcIssuer: https://oidc.eks.us-west-2.amazonaws.com/id/… # once there is a cluster`;
/** The EKS role has no document of its own. */
const PASSED = ["create-cross-account-role, step 2 (the role that it passes)"];
const CROSS_ACCOUNT = "create-cross-account-role, step 2";
const CONSOLE = "Zilliz Cloud console";

function ofAddOn(id: string, words: Pick<ManagedRow, "description" | "text">): ManagedRow {
  return { id, use: "managed", suffix: `-${id.replaceAll("_", "-")}`, ...words };
}

/** Documents create-bucket-and-role and create-cross-account-role, and the EKS role they pass. */
export const PROJECT = sectionRow("project", {
  document: "create-bucket-and-role, create-cross-account-role",
  facts: (deployment) => {
    const { project } = deployment;
    return (
      project && {
        ...factsAt(deployment, project.bucket),
        zillizAccountId: project.zillizAccountId,
        externalIds: project.externalIds,
        issuer: project.issuer ?? OIDC_PLACEHOLDER,
        eksRole: `${project.eksRole.path}${project.eksRole.name}`.slice(1),
        path: project.path,
        prefix: project.stem,
      }
    );
  },
  bucketField: `${CONSOLE}, Storage settings: Bucket`,
  externalIdField: `${CONSOLE}, Cross-account settings`,
  companions: [
    "aws_iam_role.storage_role",
    "aws_iam_role.cross_account_role",
    "aws_iam_role.eks_role",
  ],
  policies: [],
  roles: [
    {
      kind: "storage",
      words: "the storage role",
      id: "storage_role",
      name: /^zilliz-byoc-.+-storage-role$/,
      description: "Assumed by the data plane to reach the project's bucket",
      settings: ({ project }) => project?.storageRole,
      trust: storageTrust,
      rewritten: true,
      policies: [
        { id: "storage_policy", use: "inline", suffix: "-storage-policy", text: storagePolicy },
        {
          id: "storage_kms_policy",
          use: "inline",
          suffix: "-storage-kms-policy",
          text: ({ key }) => key && storageKmsPolicy(key),
        },
      ],
      trustRule: {
        id: "document-storage-trust",
        title: "The storage role trusts the service accounts that create-bucket-and-role names",
        why: "Any other service account, cluster or account that may assume it reads and deletes the project's data.",
        documents: ["create-bucket-and-role, step 2"],
        yaml: ISSUER,
      },
      policyRule: {
        id: "document-storage-policy",
        title: "The storage role may do what create-bucket-and-role says, and nothing else",
        why: "With more, the data plane reaches data that is not Zilliz's; with less, Milvus cannot store its own.",
        documents: ["create-bucket-and-role, step 3"],
        yaml: BUCKET,
      },
      asked: { rights: "storage", trust: "storageTrust" },
      console: { place: 1, field: `${CONSOLE}, Storage settings: IAM Role ARN` },
    },
    {
      kind: "cross-account",
      words: "the cross-account role",
      id: "cross_account_role",
      name: /^zilliz-byoc-.+-cross-account-role$/,
      description: "Assumed by Zilliz Cloud to set up and run the data plane",
      settings: ({ project }) => project?.crossAccountRole,
      trust: { documented: crossAccountTrust, current: vendorTrust },
      policies: [
        {
          id: "cross_account_policy",
          use: "inline",
          suffix: "-cross-account-policy",
          text: {
            documented: crossAccountPolicy,
            current: ({ bucket, eksRole }) =>
              eksRole === undefined ? undefined : crossAccountPolicyCurrent({ bucket, eksRole }),
          },
        },
      ],
      trustRule: {
        id: "document-cross-account-trust",
        title:
          "The cross-account role trusts Zilliz Cloud, with the external ID, as create-cross-account-role says",
        why: "Whoever else may assume it can do in the account what Zilliz Cloud can.",
        documents: ["create-cross-account-role, step 1"],
        yaml: "zilliz:\n  externalId: cid-… # from the setup guide of the Zilliz Cloud console",
      },
      policyRule: {
        id: "document-cross-account-policy",
        title:
          "The cross-account role may do what create-cross-account-role says, and nothing else",
        why: "Zilliz Cloud acts in the account through this role: every action beyond the text is one that nobody agreed to.",
        documents: [CROSS_ACCOUNT],
        yaml: "policyEdition: documented # or current, the text of the vendor's own Terraform",
      },
      asked: { rights: "crossAccount", trust: "crossAccountTrust" },
      waivers: {
        "role-trust": `${CROSS_ACCOUNT}, statement IAMUpdateTrustPolicyForEKSRole: Zilliz puts the cluster's issuer into the trusts of roles named zilliz-byoc…`,
        "pass-role-eks": `${CROSS_ACCOUNT}, statements IAMPassRoleToEKS and EKSCreate: Zilliz makes node groups with the EKS role; only roles named zilliz-byoc… can be passed, and to EKS only`,
        "pod-identity": `${CROSS_ACCOUNT}, statement EKSCreate: Zilliz gives its pods their roles; only on clusters named zilliz-byoc-… and with roles that trust EKS Pod Identity`,
        "new-identity-provider": `${CROSS_ACCOUNT}, statement CreateOpenIDConnectProvider: each cluster needs its provider; it must be tagged Vendor = zilliz-byoc`,
        "delete-identity-provider": `${CROSS_ACCOUNT}, statement DeleteOpenIDConnectProvider: Zilliz removes the provider of its cluster; the text has no condition`,
        "tag-cluster": `${CROSS_ACCOUNT}, statement EKSTag: Zilliz tags clusters named zilliz-byoc-…; the text has no condition`,
        "delete-cluster": `${CROSS_ACCOUNT}, statement EkSDelete: Zilliz removes clusters named zilliz-byoc-…; the text asks for no tag`,
        "run-in-any-subnet": `${CROSS_ACCOUNT}, statements EC2TagWithRequestTag and EC2Update: Zilliz tags what it makes, and the text lets it tag what is there as well`,
        "cluster-admin": `${CROSS_ACCOUNT}, statement EKSUpdate: eks:AssociateAccessPolicy is meant, and matches in the current edition; Zilliz runs the clusters that it makes`,
      },
      console: {
        place: 3,
        field: `${CONSOLE}, Cross-account settings: IAM Role ARN (the document says EKS settings)`,
      },
    },
    {
      kind: "eks",
      words: "the EKS role",
      id: "eks_role",
      name: /^zilliz-byoc-.+-eks-role$/,
      description: "Cluster and node role of the data plane, and role of its controllers",
      settings: ({ project }) => project?.eksRole,
      trust: eksTrust,
      rewritten: true,
      policies: [
        ofAddOn("aws_lb_controller_policy", LOAD_BALANCER),
        ofAddOn("cluster_autoscaler_policy", CLUSTER_AUTOSCALER),
        ofAddOn("ebs_csi_controller_policy", EBS_CSI),
      ],
      // It is cluster and node role in one.
      // Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam.
      awsPolicies: {
        eks_cni_policy: "AmazonEKS_CNI_Policy",
        eks_container_registry_read_only: "AmazonEC2ContainerRegistryReadOnly",
        eks_worker_node_policy: "AmazonEKSWorkerNodePolicy",
        eks_cluster_policy: "AmazonEKSClusterPolicy",
        eks_vpc_resource_controller: "AmazonEKSVPCResourceController",
      },
      trustRule: {
        id: "document-eks-trust",
        title:
          "The EKS role trusts EKS, its nodes and three controllers, as the vendor's Terraform says",
        why: "Whoever else may assume it has the rights of every node of the cluster.",
        documents: PASSED,
        yaml: ISSUER,
      },
      policyRule: {
        id: "document-eks-policies",
        title: "The EKS role carries the policies of its controllers and of EKS, and nothing else",
        why: "Every node of the cluster has the rights of this role, and so has every pod that reaches a node.",
        documents: PASSED,
        yaml: `project: # makes the EKS role with its eight policies
  bucket: { name: zilliz-byoc-acme-data }`,
      },
      asked: { trust: "eks" },
      console: { place: 2, field: `${CONSOLE}, EKS settings: IAM Role ARN` },
    },
  ],
});
