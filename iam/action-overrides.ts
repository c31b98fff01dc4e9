/**
 * Where AWS's service reference is known to be wrong, or narrower than IAM. Each line says why.
 */

/** Everything that the newer load balancers consist of. */
const LOAD_BALANCING = [
  "listener-rule/app",
  "listener-rule/net",
  "listener/app",
  "listener/gwy",
  "listener/net",
  "loadbalancer",
  "targetgroup",
  "truststore",
];

/** Resource types of actions. */
export const RESOURCE_TYPE_OVERRIDES: Readonly<Record<string, readonly string[]>> = {
  // The reference lists none, though the EKS user guide shows policies with the cluster's ARN
  // ("Amazon EKS identity-based policy examples"), as does the vendor's.
  "eks:CreateCluster": ["cluster"],
  // Classic and newer load balancers share the service's name and these actions; the data has the
  // classic ones. The controller's own policy (upstream) tags the newer kinds.
  "elasticloadbalancing:AddTags": LOAD_BALANCING,
  "elasticloadbalancing:RemoveTags": LOAD_BALANCING,
};

/** ARNs that a resource type has besides the one that the reference gives. */
export const FURTHER_ARNS: Readonly<Record<string, readonly string[]>> = {
  // Policies that AWS maintains belong to the account "aws".
  "iam:policy": ["arn:${Partition}:iam::aws:policy/${PolicyNameWithPath}"],
};
