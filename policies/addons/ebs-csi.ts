import { policy, type Policy } from "../document";

/**
 * Rights of the EBS CSI driver (byoc-prerequisites: `zilliz-ebs-csi-irsa-policy`).
 * Source: kubernetes-sigs/aws-ebs-csi-driver v1.37.0, docs/example-iam-policy.json. The vendor's
 * Terraform ships the same text.
 *
 * The partition is `*`, as upstream writes it.
 */
export function ebsCsiPolicy(): Policy {
  return policy("upstream", "aws-ebs-csi-driver v1.37.0, docs/example-iam-policy.json", [
    {
      Effect: "Allow",
      Action: [
        "ec2:CreateSnapshot",
        "ec2:AttachVolume",
        "ec2:DetachVolume",
        "ec2:ModifyVolume",
        "ec2:DescribeAvailabilityZones",
        "ec2:DescribeInstances",
        "ec2:DescribeSnapshots",
        "ec2:DescribeTags",
        "ec2:DescribeVolumes",
        "ec2:DescribeVolumesModifications",
        "ec2:EnableFastSnapshotRestores",
      ],
      Resource: "*",
    },
    // Without a condition: every volume and snapshot of the account can be given the tags that the
    // Delete statements below look for.
    {
      Effect: "Allow",
      Action: ["ec2:CreateTags"],
      Resource: ["arn:*:ec2:*:*:volume/*", "arn:*:ec2:*:*:snapshot/*"],
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteTags"],
      Resource: ["arn:*:ec2:*:*:volume/*", "arn:*:ec2:*:*:snapshot/*"],
    },
    // Volumes are made with one of the tags that the driver sets, and deleted by them.
    {
      Effect: "Allow",
      Action: ["ec2:CreateVolume"],
      Resource: "arn:*:ec2:*:*:volume/*",
      Condition: { StringLike: { "aws:RequestTag/ebs.csi.aws.com/cluster": "true" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:CreateVolume"],
      Resource: "arn:*:ec2:*:*:volume/*",
      Condition: { StringLike: { "aws:RequestTag/CSIVolumeName": "*" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:CreateVolume"],
      Resource: "arn:*:ec2:*:*:snapshot/*",
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteVolume"],
      Resource: "*",
      Condition: { StringLike: { "ec2:ResourceTag/ebs.csi.aws.com/cluster": "true" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteVolume"],
      Resource: "*",
      Condition: { StringLike: { "ec2:ResourceTag/CSIVolumeName": "*" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteVolume"],
      Resource: "*",
      Condition: { StringLike: { "ec2:ResourceTag/kubernetes.io/created-for/pvc/name": "*" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteSnapshot"],
      Resource: "*",
      Condition: { StringLike: { "ec2:ResourceTag/CSIVolumeSnapshotName": "*" } },
    },
    {
      Effect: "Allow",
      Action: ["ec2:DeleteSnapshot"],
      Resource: "*",
      Condition: { StringLike: { "ec2:ResourceTag/ebs.csi.aws.com/cluster": "true" } },
    },
  ]);
}
