import { cached } from "../../text/cache";

/**
 * How the names of the seven policies and two roles end.
 * Source: byoc-prerequisites, "IAM permissions", column "IAM Policy / Role"; the keys are the column
 * "Terraform Resource Identifier".
 */
const ENDS = {
  aws_lb_irsa_policy: "aws-lb-irsa-policy",
  bootstrap_policy: "bootstrap-policy",
  cluster_autoscaler_irsa_policy: "ca-irsa-policy",
  ebs_csi_irsa_policy: "ebs-csi-irsa-policy",
  management_policy: "management-policy",
  permission_boundary: "permission-boundary-policy",
  zilliz_business_irsa_policy: "business-irsa-policy",
  bootstrap_role: "bootstrap-role",
  management_role: "management-role",
} as const;

export type BootstrapId = keyof typeof ENDS;

export const BOOTSTRAP_IDS = Object.keys(ENDS) as readonly BootstrapId[];

/** The names of the set; with the prefix `zilliz-` they are those of the document. */
export const bootstrapNames = cached((prefix: string): Readonly<Record<BootstrapId, string>> => {
  const names = BOOTSTRAP_IDS.map((id) => [id, `${prefix}${ENDS[id]}`] as const);
  return Object.fromEntries(names) as Record<BootstrapId, string>;
});
