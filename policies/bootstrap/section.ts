import { policyArn, roleArn } from "../../aws/arn";
import type { Deployment, RoleSettings } from "../../config/deployment";
import { CLUSTER_AUTOSCALER, EBS_CSI, LOAD_BALANCER } from "../addons";
import {
  sectionRow,
  type ConsoleField,
  type DocumentRule,
  type ManagedRow,
} from "../catalogue-row";
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

function shown(place: number, what: string, output?: string): ConsoleField {
  return { place, field: `${CONSOLE}: ${what} ARN`, output };
}

function managed(
  id: BootstrapId,
  { description, text }: Pick<ManagedRow, "description" | "text">,
  more: Pick<ManagedRow, "attachment" | "console">,
): ManagedRow {
  return { id, use: "managed", suffix: ENDS[id], description, text, ...more };
}

const BOOTSTRAP_POLICY = managed(
  "bootstrap_policy",
  { description: "Setting up and tearing down the data plane", text: bootstrapPolicy },
  { attachment: "bootstrap_attachment" },
);
const MANAGEMENT_POLICY = managed(
  "management_policy",
  { description: "Regular operation of the data plane", text: managementPolicy },
  { attachment: "management_attachment" },
);

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
export const BOOTSTRAP = sectionRow("bootstrap", {
  document: "byoc-prerequisites",
  facts: (deployment) => {
    const { bootstrap, region } = deployment;
    return (
      bootstrap && {
        ...factsAt(deployment),
        zillizAccountId: bootstrap.zillizAccountId,
        externalIds: bootstrap.externalIds,
        path: bootstrap.path,
        prefix: bootstrap.prefix,
        projectRoles: bootstrap.boundsProject,
        encryptedBucketRegion: bootstrap.boundsEncryptedBuckets ? region : undefined,
      }
    );
  },
  companions: ["aws_iam_policy.permission_boundary", "aws_iam_policy.management_policy"],
  policies: [
    managed(
      "permission_boundary",
      {
        description: "Ceiling of the roles that Zilliz Cloud assumes and of the roles they make",
        text: permissionBoundaryPolicy,
      },
      {
        console: shown(5, "Permission boundary policy", "permission_boundary_policy_arn"),
      },
    ),
    managed("aws_lb_irsa_policy", LOAD_BALANCER, { console: shown(1, "AWS LB IRSA policy") }),
    managed("cluster_autoscaler_irsa_policy", CLUSTER_AUTOSCALER, {
      console: shown(2, "Cluster Autoscaler IRSA policy"),
    }),
    managed("ebs_csi_irsa_policy", EBS_CSI, { console: shown(3, "EBS CSI IRSA policy") }),
    managed(
      "zilliz_business_irsa_policy",
      { description: "S3 access of the data plane's workloads", text: businessPolicy },
      { console: shown(4, "Zilliz business IRSA policy") },
    ),
    BOOTSTRAP_POLICY,
    MANAGEMENT_POLICY,
  ],
  roles: [
    {
      kind: "management",
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
      console: shown(6, "Management role"),
    },
    {
      kind: "bootstrap",
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
      console: shown(7, "Bootstrap role"),
    },
  ],
});
