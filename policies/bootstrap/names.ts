/** Names of the seven policies and two roles of byoc-prerequisites. */
export interface BootstrapNames {
  readonly awsLbIrsaPolicy: string;
  readonly bootstrapPolicy: string;
  readonly clusterAutoscalerIrsaPolicy: string;
  readonly ebsCsiIrsaPolicy: string;
  readonly managementPolicy: string;
  readonly permissionBoundary: string;
  readonly zillizBusinessIrsaPolicy: string;
  readonly bootstrapRole: string;
  readonly managementRole: string;
}

/**
 * The documented names; with the prefix `zilliz-` they are those of the document.
 * Source: byoc-prerequisites, "IAM permissions", column "IAM Policy / Role". The keys are the
 * column "Terraform Resource Identifier" in camel case.
 */
export function bootstrapNames(prefix: string): BootstrapNames {
  return {
    awsLbIrsaPolicy: `${prefix}aws-lb-irsa-policy`,
    bootstrapPolicy: `${prefix}bootstrap-policy`,
    clusterAutoscalerIrsaPolicy: `${prefix}ca-irsa-policy`,
    ebsCsiIrsaPolicy: `${prefix}ebs-csi-irsa-policy`,
    managementPolicy: `${prefix}management-policy`,
    permissionBoundary: `${prefix}permission-boundary-policy`,
    zillizBusinessIrsaPolicy: `${prefix}business-irsa-policy`,
    bootstrapRole: `${prefix}bootstrap-role`,
    managementRole: `${prefix}management-role`,
  };
}
