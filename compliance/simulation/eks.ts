import { rows, type SimulationRow } from "./row";

const PROVIDER = "arn:aws:iam::{account}:oidc-provider/{issuer}";

function service(name: string, expected: SimulationRow["expected"], why: string) {
  return {
    id: `eks-trust-${name}`,
    principal: `${name}.amazonaws.com`,
    action: "sts:AssumeRole",
    expected,
    why,
  };
}

function addOn(name: string, account: string, expected: SimulationRow["expected"], why: string) {
  return {
    id: `eks-trust-${name}`,
    principal: PROVIDER,
    action: "sts:AssumeRoleWithWebIdentity",
    context: {
      "{issuer}:sub": `system:serviceaccount:${account}`,
      "{issuer}:aud": "sts.amazonaws.com",
    },
    expected,
    why,
  };
}

/** Who may assume the EKS role. Source: the vendor's Terraform (policies/project/eks-trust.ts). */
export const EKS = rows({ role: "eks", resource: "{eksRole}" }, [
  service("eks", "allowed", "it is the role of the cluster"),
  service("eks-nodegroup", "allowed", "it is the role of node groups"),
  service("ec2", "allowed", "it is the role of the nodes"),
  service("lambda", "denied", "no other service needs it"),
  addOn(
    "load-balancer",
    "kube-system:aws-load-balancer-controller",
    "allowed",
    "the load balancer controller runs with it",
  ),
  addOn(
    "ebs-csi",
    "kube-system:ebs-csi-controller-sa",
    "allowed",
    "the driver of EBS volumes runs with it",
  ),
  addOn(
    "cluster-autoscaler",
    "kube-system:cluster-autoscaler",
    "allowed",
    "the cluster autoscaler runs with it",
  ),
  addOn("default", "kube-system:default", "denied", "only the three add-ons are named"),
  addOn(
    "other-namespace",
    "default:cluster-autoscaler",
    "denied",
    "the namespace is part of the name",
  ),
  {
    id: "eks-trust-zilliz",
    principal: "arn:aws:iam::{zillizAccount}:role/zilliz-byoc",
    action: "sts:AssumeRole",
    expected: "denied",
    why: "Zilliz passes the role to EKS and does not use it itself",
  },
]);
