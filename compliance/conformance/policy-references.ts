import type { Partition } from "../../aws/partition";
import { clusterAutoscalerPolicy } from "../../policies/addons/cluster-autoscaler";
import { ebsCsiPolicy } from "../../policies/addons/ebs-csi";
import { loadBalancerPolicy } from "../../policies/addons/load-balancer";
import { integrationPolicy } from "../../policies/integration/integration-policy";
import { milvusKmsPolicy } from "../../policies/milvus/milvus-kms-policy";
import { milvusPolicy } from "../../policies/milvus/milvus-policy";
import { crossAccountPolicy } from "../../policies/project/cross-account-policy";
import { crossAccountPolicyCurrent } from "../../policies/project/cross-account-policy-current";
import { storageKmsPolicy } from "../../policies/project/storage-kms-policy";
import { storagePolicy } from "../../policies/project/storage-policy";
import type { RuleContext } from "../rule";
import { allowed, bucketOf, keyOf } from "../rules/shared/bindings";
import { pathAndName, rolesBeside, type IdentifiedRole } from "../identify/roles";
import { reference, type Reference } from "./reference";

/** The texts that the policies of a role may come to; the documented one first. */
export type References = (context: RuleContext, role: IdentifiedRole) => readonly Reference[];

export const storageReferences: References = (context, role) => {
  const own = storagePolicy({ bucket: bucketOf(context, role) });
  const key = keyOf(role);
  const encrypted = key && reference(own, storageKmsPolicy(key));
  return variants(role, reference(own), encrypted);
};

export const crossAccountReferences: References = (context, role) => {
  const bucket = bucketOf(context, role);
  const documented = reference(crossAccountPolicy({ bucket }));
  const current = eksRoleNames(context, role).map((eksRole) => ({
    ...reference(crossAccountPolicyCurrent({ bucket, eksRole })),
    edition: "current" as const,
  }));
  return [documented, ...current];
};

export const integrationReferences: References = (context, role) => {
  const bucket = bucketOf(context, role);
  const key = keyOf(role);
  const plain = reference(integrationPolicy({ bucket, edition: "documented" }));
  if (!key) return [plain];
  const encrypted = (["documented", "current"] as const).map((edition) => ({
    ...reference(integrationPolicy({ bucket, key, edition })),
    edition,
  }));
  return role.deployment ? encrypted : [plain, ...encrypted];
};

export const milvusReferences: References = (context, role) => {
  const { partition } = context.model.placeOf(role.view.resource);
  const told = role.deployment?.partition ?? (partition.known ? partition.value : "aws");
  const own = milvusPolicy({ partition: told as Partition, bucket: bucketOf(context, role) });
  const key = keyOf(role);
  const encrypted = key && reference(own, milvusKmsPolicy(key));
  return variants(role, reference(own), encrypted);
};

/** Controllers share the EKS role, so their policies stand on it together. */
export const eksReferences: References = () =>
  (controllers ??= [reference(loadBalancerPolicy(), clusterAutoscalerPolicy(), ebsCsiPolicy())]);

/** Nothing of a deployment is in them, so they are made once. */
let controllers: readonly Reference[] | undefined;

/** AWS's own policies on the EKS role. Source: as policies/project/eks-trust.ts. */
export const EKS_MANAGED_POLICIES = [
  "AmazonEC2ContainerRegistryReadOnly",
  "AmazonEKSClusterPolicy",
  "AmazonEKSVPCResourceController",
  "AmazonEKSWorkerNodePolicy",
  "AmazonEKS_CNI_Policy",
] as const;

/** A config says whether there is a key; without one, both are right. */
function variants(
  { deployment }: IdentifiedRole,
  plain: Reference,
  encrypted: Reference | undefined,
): readonly Reference[] {
  if (!encrypted) return [plain];
  return deployment ? [encrypted] : [plain, encrypted];
}

/**
 * The EKS role that the current text names: of the config, of the same Terraform, or else the one
 * that the policy itself names.
 */
function eksRoleNames(context: RuleContext, role: IdentifiedRole): readonly string[] {
  const configured = role.deployment?.project?.eksRole;
  if (configured) return [`${configured.path}${configured.name}`.slice(1)];
  const beside = rolesBeside(context, role, "eks").map(({ view }) => pathAndName(view));
  const names = beside.flatMap((name) => (name.known ? [name.value] : []));
  if (names.length > 0) return names;
  const read = allowed(role)
    .filter(({ actions }) => actions.elements.includes("iam:getrole"))
    .flatMap(({ resources }) => resources?.elements ?? [])
    .flatMap(
      (resource) => /^arn:aws:iam::\*:role\/([^*?]*zilliz-byoc[^*?]*)$/.exec(resource)?.[1] ?? [],
    );
  return [...new Set(read)];
}
