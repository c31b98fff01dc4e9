import { clusterAutoscalerPolicy } from "./cluster-autoscaler";
import { ebsCsiPolicy } from "./ebs-csi";
import { loadBalancerPolicy } from "./load-balancer";

// Controllers of the data plane: the bootstrap has a policy for each, the EKS role carries them.

export const LOAD_BALANCER = {
  description: "Load balancer controller of the data plane",
  text: loadBalancerPolicy,
};
export const CLUSTER_AUTOSCALER = {
  description: "Cluster autoscaler of the data plane",
  text: clusterAutoscalerPolicy,
};
export const EBS_CSI = { description: "EBS CSI driver of the data plane", text: ebsCsiPolicy };
