import type { BootstrapSection, Deployment } from "../../config/deployment";
import { clusterAutoscalerPolicy } from "../addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../addons/ebs-csi";
import { loadBalancerPolicy } from "../addons/load-balancer";
import { vendorTrust } from "../vendor-trust";
import { bootstrapPolicy } from "./bootstrap-policy";
import { businessPolicy } from "./business-policy";
import { managementPolicy } from "./management-policy";
import { permissionBoundaryPolicy } from "./permission-boundary";

/** Every policy text of the bootstrap stack, by what it is attached to. */
export function bootstrapPolicies(deployment: Deployment, section: BootstrapSection) {
  const scope = { accountId: deployment.accountId, path: section.path, prefix: section.prefix };
  return {
    trust: { bootstrapRole: vendorTrust(section), managementRole: vendorTrust(section) },
    managed: {
      awsLbIrsaPolicy: loadBalancerPolicy(),
      bootstrapPolicy: bootstrapPolicy(scope),
      clusterAutoscalerIrsaPolicy: clusterAutoscalerPolicy(),
      ebsCsiIrsaPolicy: ebsCsiPolicy(),
      managementPolicy: managementPolicy(scope),
      permissionBoundary: permissionBoundaryPolicy({
        ...scope,
        projectRoles: section.boundsProject,
        encryptedBucketRegion: section.boundsEncryptedBuckets ? deployment.region : undefined,
      }),
      zillizBusinessIrsaPolicy: businessPolicy(),
    },
  };
}
