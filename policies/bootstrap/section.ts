import { policyArn, roleArn } from "../../aws/arn";
import type { Deployment, RoleSettings } from "../../config/deployment";
import { clusterAutoscalerPolicy } from "../addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../addons/ebs-csi";
import { loadBalancerPolicy } from "../addons/load-balancer";
import { sectionRow, type DocumentRule, type ManagedRow, type PolicyText } from "../catalogue-row";
import { crossAccountTrust } from "../project/cross-account-trust";
import { factsAt } from "../text-facts";
import { vendorTrust } from "../vendor-trust";
import { bootstrapPolicy } from "./bootstrap-policy";
import { businessPolicy } from "./business-policy";
import { managementPolicy } from "./management-policy";
import { bootstrapNames, type BootstrapId } from "./names";
import { permissionBoundaryPolicy } from "./permission-boundary";

const CONSOLE = "Zilliz Cloud console, Activate Your License";
const DOCUMENT = "byoc-prerequisites, IAM permissions";
const ENDS = bootstrapNames("");

function managed(id: BootstrapId, description: string, text: PolicyText): ManagedRow {
  return { id, use: "managed", suffix: ENDS[id], description, text };
}

const BOOTSTRAP_POLICY: ManagedRow = {
  ...managed("bootstrap_policy", "Setting up and tearing down the data plane", bootstrapPolicy),
  attachment: "bootstrap_attachment",
};
const MANAGEMENT_POLICY: ManagedRow = {
  ...managed("management_policy", "Regular operation of the data plane", managementPolicy),
  attachment: "management_attachment",
};

/** A role of the set; all of them carry its boundary. */
function settings(id: BootstrapId) {
  return ({ bootstrap, partition, accountId }: Deployment): RoleSettings | undefined => {
    if (!bootstrap) return undefined;
    const { path, prefix, maxSessionDuration } = bootstrap;
    const names = bootstrapNames(prefix);
    return {
      name: names[id],
      path,
      arn: roleArn(partition, accountId, path, names[id]),
      boundary: policyArn(partition, accountId, path, names.permission_boundary),
      maxSessionDuration,
    };
  };
}

const TRUST = {
  // Both texts fit the document, which has none; what is written is the vendor's newer one.
  trust: { documented: crossAccountTrust, current: vendorTrust },
  trustEdition: "current",
} as const;

const TRUST_RULE: DocumentRule = {
  id: "document-bootstrap-trusts",
  title: "The bootstrap and management roles trust Zilliz Cloud, with the external ID",
  why: "These roles set up and run the data plane: whoever else may assume them can do the same.",
  documents: [DOCUMENT],
  yaml: "zilliz:\n  externalId: cid-… # from the setup guide of the Zilliz Cloud console",
};

/** The eleven identifiers of byoc-prerequisites, "IAM permissions". */
export const BOOTSTRAP = sectionRow({
  document: "byoc-prerequisites",
  facts: (deployment) => {
    const { bootstrap, region } = deployment;
    return (
      bootstrap && {
        ...factsAt(deployment),
        zillizAccountId: bootstrap.zillizAccountId,
        externalId: bootstrap.externalId,
        path: bootstrap.path,
        prefix: bootstrap.prefix,
        projectRoles: bootstrap.boundsProject,
        encryptedBucketRegion: bootstrap.boundsEncryptedBuckets ? region : undefined,
      }
    );
  },
  companions: ["aws_iam_policy.permission_boundary", "aws_iam_policy.management_policy"],
  policies: [
    {
      ...managed(
        "permission_boundary",
        "Ceiling of the roles that Zilliz Cloud assumes and of the roles they make",
        permissionBoundaryPolicy,
      ),
      console: {
        place: 5,
        field: `${CONSOLE}: Permission boundary policy ARN`,
        output: "permission_boundary_policy_arn",
      },
    },
    {
      ...managed(
        "aws_lb_irsa_policy",
        "Load balancer controller of the data plane",
        loadBalancerPolicy,
      ),
      console: { place: 1, field: `${CONSOLE}: AWS LB IRSA policy ARN` },
    },
    {
      ...managed(
        "cluster_autoscaler_irsa_policy",
        "Cluster autoscaler of the data plane",
        clusterAutoscalerPolicy,
      ),
      console: { place: 2, field: `${CONSOLE}: Cluster Autoscaler IRSA policy ARN` },
    },
    {
      ...managed("ebs_csi_irsa_policy", "EBS CSI driver of the data plane", ebsCsiPolicy),
      console: { place: 3, field: `${CONSOLE}: EBS CSI IRSA policy ARN` },
    },
    {
      ...managed(
        "zilliz_business_irsa_policy",
        "S3 access of the data plane's workloads",
        businessPolicy,
      ),
      console: { place: 4, field: `${CONSOLE}: Zilliz business IRSA policy ARN` },
    },
    BOOTSTRAP_POLICY,
    MANAGEMENT_POLICY,
  ],
  roles: [
    {
      kind: "management",
      section: "bootstrap",
      words: "the management role",
      id: "management_role",
      name: /^zilliz-management-role$/,
      description: "Assumed by Zilliz Cloud for regular operation",
      settings: settings("management_role"),
      ...TRUST,
      policies: [MANAGEMENT_POLICY],
      trustRule: TRUST_RULE,
      asked: { rights: "management", boundary: "boundary" },
      waivers: {
        "read-objects": `${DOCUMENT}, zilliz-management-policy: "managing S3 buckets and objects", of buckets named zilliz-byoc… (derived text)`,
      },
      console: { place: 6, field: `${CONSOLE}: Management role ARN` },
    },
    {
      kind: "bootstrap",
      section: "bootstrap",
      words: "the bootstrap role",
      id: "bootstrap_role",
      name: /^zilliz-bootstrap-role$/,
      description: "Assumed by Zilliz Cloud for setup, teardown and urgent operations",
      settings: settings("bootstrap_role"),
      // It is there for the activation only.
      isMade: ({ bootstrap }) => bootstrap?.bootstrapRole === true,
      ...TRUST,
      policies: [BOOTSTRAP_POLICY],
      trustRule: TRUST_RULE,
      asked: { rights: "bootstrap" },
      waivers: {
        "pass-role-eks": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EKS, which needs roles; only those of its path or named zilliz-byoc… can be passed, and to EKS only (derived text)`,
        "pod-identity": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EKS, access of pods included; what is made is tagged, and roles must trust EKS Pod Identity (derived text)`,
        "new-identity-provider": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EKS, and each cluster needs its provider; it must be tagged Vendor = zilliz-byoc (derived text)`,
        "tag-cluster": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EKS and tags what it makes (derived text)`,
        "cluster-admin": `${DOCUMENT}, zilliz-bootstrap-policy: it runs the clusters that it sets up; only access entries tagged Vendor = zilliz-byoc (derived text)`,
        "run-in-any-subnet": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EC2 and tags what it makes (derived text)`,
        "launch-template-version": `${DOCUMENT}, zilliz-bootstrap-policy: it sets up EC2 and changes what it made; only launch templates tagged Vendor = zilliz-byoc (derived text)`,
        "role-trust": `${DOCUMENT}, zilliz-bootstrap-policy: it changes the trusts of roles of its path or named zilliz-byoc…; only those tagged Vendor = zilliz-byoc (derived text)`,
      },
      console: { place: 7, field: `${CONSOLE}: Bootstrap role ARN` },
    },
  ],
});
