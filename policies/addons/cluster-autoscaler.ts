import { policy, type Policy } from "../document";
import { VENDOR_TERRAFORM } from "../sources";

/**
 * Rights of the Cluster Autoscaler (byoc-prerequisites: `zilliz-ca-irsa-policy`).
 * Source: the "full features" policy of kubernetes/autoscaler, cloudprovider/aws/README.md, as
 * zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam ships it.
 *
 * Neither statement has a condition: it can scale every Auto Scaling group of the account.
 */
export function clusterAutoscalerPolicy(): Policy {
  return policy("current", `cluster-autoscaler full features policy, as in ${VENDOR_TERRAFORM}`, [
    {
      Effect: "Allow",
      Action: [
        "autoscaling:DescribeAutoScalingGroups",
        "autoscaling:DescribeAutoScalingInstances",
        "autoscaling:DescribeLaunchConfigurations",
        "autoscaling:DescribeScalingActivities",
        "ec2:DescribeImages",
        "ec2:DescribeInstanceTypes",
        "ec2:DescribeLaunchTemplateVersions",
        "ec2:GetInstanceTypesFromInstanceRequirements",
        "eks:DescribeNodegroup",
      ],
      Resource: ["*"],
    },
    {
      Effect: "Allow",
      Action: ["autoscaling:SetDesiredCapacity", "autoscaling:TerminateInstanceInAutoScalingGroup"],
      Resource: ["*"],
    },
  ]);
}
