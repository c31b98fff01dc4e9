// What of the AWS SDK is used here. Imported on demand alone: scripts/bundle.ts packs it, so that
// a command that asks AWS nothing does not pay for it.
export { AccountClient, paginateListRegions } from "@aws-sdk/client-account";
export { DescribeTableCommand, DynamoDBClient, GetItemCommand } from "@aws-sdk/client-dynamodb";
export {
  DescribeAddressesCommand,
  DescribeAvailabilityZonesCommand,
  DescribeVpcAttributeCommand,
  DescribeVpcEndpointServicesCommand,
  EC2Client,
  paginateDescribeInternetGateways,
  paginateDescribeNatGateways,
  paginateDescribeRouteTables,
  paginateDescribeSecurityGroups,
  paginateDescribeSubnets,
  paginateDescribeVpcEndpoints,
  paginateDescribeVpcs,
  paginateDescribeInstances,
  paginateDescribeInstanceTypeOfferings,
  paginateDescribeInstanceTypes,
  paginateDescribeVolumes,
} from "@aws-sdk/client-ec2";
export {
  DescribeClusterCommand,
  DescribePodIdentityAssociationCommand,
  EKSClient,
  ListPodIdentityAssociationsCommand,
} from "@aws-sdk/client-eks";
export {
  ElasticLoadBalancingV2Client,
  paginateDescribeLoadBalancers,
} from "@aws-sdk/client-elastic-load-balancing-v2";
export {
  GetOpenIDConnectProviderCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  GetRoleCommand,
  GetRolePolicyCommand,
  IAMClient,
  paginateListAttachedRolePolicies,
  paginateListPolicies,
  paginateListRolePolicies,
  paginateListRoles,
  paginateSimulatePrincipalPolicy,
} from "@aws-sdk/client-iam";
export {
  DescribeKeyCommand,
  GetKeyPolicyCommand,
  GetKeyRotationStatusCommand,
  KMSClient,
  paginateListResourceTags,
} from "@aws-sdk/client-kms";
export { GetHostedZoneCountCommand, Route53Client } from "@aws-sdk/client-route-53";
export {
  GetBucketAclCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLocationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetObjectCommand,
  GetPublicAccessBlockCommand,
  HeadBucketCommand,
  paginateListBuckets,
  S3Client,
} from "@aws-sdk/client-s3";
export {
  GetAWSDefaultServiceQuotaCommand,
  GetServiceQuotaCommand,
  ServiceQuotasClient,
} from "@aws-sdk/client-service-quotas";
export { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
export { fromNodeProviderChain, fromTemporaryCredentials } from "@aws-sdk/credential-providers";
export { NodeHttpHandler } from "@smithy/node-http-handler";
export { HttpsProxyAgent } from "hpagent";
export { getProxyForUrl } from "proxy-from-env";
