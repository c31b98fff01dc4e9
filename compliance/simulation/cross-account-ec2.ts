import { REQUEST_TAG, RESOURCE_TAG, rows, type Target } from "./row";

const arn = (resource: string) => `arn:aws:ec2:{region}:{account}:${resource}`;

/** Everything that RunInstances asks for; the subnet and the security group are there before. */
function launch(subnet: Target["context"]): readonly Target[] {
  return [
    { resource: arn("instance/*"), context: REQUEST_TAG },
    { resource: arn("volume/*"), context: REQUEST_TAG },
    { resource: arn("network-interface/*"), context: REQUEST_TAG },
    { resource: "arn:aws:ec2:{region}::image/ami-0" },
    { resource: arn("subnet/subnet-0"), context: subnet },
    { resource: arn("security-group/sg-0"), context: RESOURCE_TAG },
  ];
}

/** What the cross-account role may do with EC2 and S3. Source: create-cross-account-role, step 2. */
export const CROSS_ACCOUNT_EC2 = rows({ role: "crossAccount" }, [
  {
    id: "ec2-run-instances",
    action: "ec2:RunInstances",
    together: launch(RESOURCE_TAG),
    expected: "allowed",
    why: "nodes start in the subnet and security group that were made for them",
  },
  {
    id: "ec2-run-instances-other-subnet",
    action: "ec2:RunInstances",
    together: launch({}),
    expected: "denied",
    why: "the subnet must have the tag Vendor",
  },
  {
    id: "ec2-create-launch-template",
    action: "ec2:CreateLaunchTemplate",
    resource: arn("launch-template/*"),
    context: REQUEST_TAG,
    expected: "allowed",
    why: "node groups start from launch templates",
  },
  {
    id: "ec2-create-untagged-launch-template",
    action: "ec2:CreateLaunchTemplate",
    resource: arn("launch-template/*"),
    expected: "denied",
    why: "the request must set the tag Vendor",
  },
  {
    id: "ec2-delete-launch-template",
    action: "ec2:DeleteLaunchTemplate",
    resource: arn("launch-template/lt-0"),
    context: RESOURCE_TAG,
    expected: "allowed",
    why: "Zilliz removes what it made",
  },
  {
    id: "ec2-delete-other-launch-template",
    action: "ec2:DeleteLaunchTemplate",
    resource: arn("launch-template/lt-0"),
    expected: "denied",
    why: "the launch template must have the tag Vendor",
  },
  {
    id: "ec2-tag-instance",
    action: "ec2:CreateTags",
    resource: arn("instance/i-0"),
    context: REQUEST_TAG,
    expected: "allowed",
    why: "the tag of the request is enough; a known weakness (docs/deviations.md)",
  },
  {
    id: "ec2-tag-instance-without-vendor",
    action: "ec2:CreateTags",
    resource: arn("instance/i-0"),
    expected: "denied",
    why: "either the request or the instance must have the tag Vendor",
  },
  {
    id: "ec2-tag-vpc",
    action: "ec2:CreateTags",
    resource: arn("vpc/vpc-0"),
    context: REQUEST_TAG,
    expected: "denied",
    why: "networks are the customer's",
  },
  {
    id: "ec2-describe-subnets",
    action: "ec2:DescribeSubnets",
    resource: "*",
    expected: "allowed",
    why: "Zilliz looks for the subnets of the project",
  },
  {
    id: "ec2-terminate-instances",
    action: "ec2:TerminateInstances",
    resource: arn("instance/i-0"),
    context: RESOURCE_TAG,
    expected: "denied",
    why: "instances go with their node group",
  },
  {
    id: "ec2-create-vpc",
    action: "ec2:CreateVpc",
    resource: arn("vpc/*"),
    context: REQUEST_TAG,
    expected: "denied",
    why: "networks are the customer's",
  },
  {
    id: "s3-bucket-location",
    action: "s3:GetBucketLocation",
    resource: "arn:aws:s3:::{bucket}",
    expected: "allowed",
    why: "Zilliz checks where the bucket is",
  },
  {
    id: "s3-other-bucket-location",
    action: "s3:GetBucketLocation",
    resource: "arn:aws:s3:::{bucket}-other",
    expected: "denied",
    why: "only the bucket of the project is named",
  },
  {
    id: "s3-read-data",
    action: "s3:GetObject",
    resource: "arn:aws:s3:::{bucket}/file",
    expected: "denied",
    why: "the data are read by the cluster, not by Zilliz's own account",
  },
  {
    id: "s3-delete-bucket",
    action: "s3:DeleteBucket",
    resource: "arn:aws:s3:::{bucket}",
    expected: "denied",
    why: "the bucket is the customer's",
  },
]);
