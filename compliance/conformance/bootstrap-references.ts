import { clusterAutoscalerPolicy } from "../../policies/addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../../policies/addons/ebs-csi";
import { loadBalancerPolicy } from "../../policies/addons/load-balancer";
import { bootstrapPolicy } from "../../policies/bootstrap/bootstrap-policy";
import { businessPolicy } from "../../policies/bootstrap/business-policy";
import { managementPolicy } from "../../policies/bootstrap/management-policy";
import {
  permissionBoundaryPolicy,
  type BoundaryScope,
} from "../../policies/bootstrap/permission-boundary";
import type { RuleContext } from "../rule";
import type { BootstrapPolicyKey, BootstrapSet } from "../identify/bootstrap-sets";
import { reference, type Reference } from "./reference";

/** The texts of one policy of the set; none when nothing tells the account that most of them name. */
export function bootstrapReferences(
  context: RuleContext,
  set: BootstrapSet,
  key: BootstrapPolicyKey,
): readonly Reference[] {
  switch (key) {
    case "awsLbIrsaPolicy":
      return [reference(loadBalancerPolicy())];
    case "clusterAutoscalerIrsaPolicy":
      return [reference(clusterAutoscalerPolicy())];
    case "ebsCsiIrsaPolicy":
      return [reference(ebsCsiPolicy())];
    case "zillizBusinessIrsaPolicy":
      return [reference(businessPolicy())];
  }
  const { account: accountId, path, prefix } = set;
  // At the root path without a prefix the scope would be every role of the account.
  if (accountId === undefined || (path === "/" && prefix === "")) return [];
  const scope = { accountId, path, prefix };
  if (key === "bootstrapPolicy") return [reference(bootstrapPolicy(scope))];
  if (key === "managementPolicy") return [reference(managementPolicy(scope))];
  return boundaryScopes(context, set, scope).map((one) => reference(permissionBoundaryPolicy(one)));
}

/** The boundary grows with what other sections ask of it; without a config, any size is right. */
function boundaryScopes(
  { model, parameters }: RuleContext,
  { deployment, anchor }: BootstrapSet,
  scope: BoundaryScope,
): readonly BoundaryScope[] {
  if (deployment) {
    const { boundsProject, boundsEncryptedBuckets } = deployment.bootstrap;
    const region = boundsEncryptedBuckets ? deployment.region : undefined;
    return [{ ...scope, projectRoles: boundsProject, encryptedBucketRegion: region }];
  }
  const { region } = model.placeOf(anchor);
  const regions = [undefined, ...(region.known ? [region.value] : parameters.regions)];
  return [false, true].flatMap((projectRoles) =>
    regions.map((encryptedBucketRegion) => ({ ...scope, projectRoles, encryptedBucketRegion })),
  );
}
