import {
  CreateAccessKeyCommand,
  CreateOpenIDConnectProviderCommand,
  CreatePolicyCommand,
  CreateRoleCommand,
  CreateUserCommand,
  IAMClient,
  ListAccessKeysCommand,
} from "@aws-sdk/client-iam";
import {
  AllocateAddressCommand,
  CreateSubnetCommand,
  CreateVolumeCommand,
  CreateVpcCommand,
  EC2Client,
  RunInstancesCommand,
} from "@aws-sdk/client-ec2";
import { CreateClusterCommand, EKSClient } from "@aws-sdk/client-eks";
import {
  CreateLoadBalancerCommand,
  ElasticLoadBalancingV2Client,
} from "@aws-sdk/client-elastic-load-balancing-v2";
import { CreateKeyCommand, DisableKeyCommand, KMSClient } from "@aws-sdk/client-kms";
import { CreateHostedZoneCommand, Route53Client } from "@aws-sdk/client-route-53";
import { PutBucketPolicyCommand, PutObjectCommand, S3Client } from "@aws-sdk/client-s3";
import { ACCOUNT, REGION } from "../support/moto";

const settings = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
});

/** An account in which others have made some of what a deployment presumes. */
export interface Account {
  readonly keyArn: string;
  readonly keyId: string;
  /** Of the cluster, with `https://`. */
  readonly issuer: string;
  /** Of the user `deployer`. */
  readonly accessKey: string;
  readonly keyStatus: () => Promise<string | undefined>;
  readonly makeRole: (name: string, path: string, isTagged?: boolean) => Promise<void>;
  readonly makePolicy: (name: string, path: string) => Promise<void>;
  /** Lets another account into a bucket. */
  readonly share: (bucket: string, account: string) => Promise<void>;
  /** Leaves the lock that Terraform leaves beside a state. */
  readonly lock: (bucket: string, key: string) => Promise<void>;
}

/** Makes a disabled key, a cluster with its OIDC provider, a user with a key. */
export async function furnish(endpoint: string): Promise<Account> {
  const iam = new IAMClient(settings(endpoint));
  const kms = new KMSClient(settings(endpoint));
  const s3 = new S3Client({ ...settings(endpoint), forcePathStyle: true });
  const { KeyMetadata: key } = await kms.send(new CreateKeyCommand({}));
  await kms.send(new DisableKeyCommand({ KeyId: key?.KeyId }));
  const { cluster } = await new EKSClient(settings(endpoint)).send(
    new CreateClusterCommand({
      name: "acme-eks",
      roleArn: `arn:aws:iam::${ACCOUNT}:role/cluster`,
      resourcesVpcConfig: {},
    }),
  );
  const issuer = cluster?.identity?.oidc?.issuer ?? "";
  await iam.send(
    new CreateOpenIDConnectProviderCommand({
      Url: issuer,
      ClientIDList: ["sts.amazonaws.com"],
      ThumbprintList: ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"],
    }),
  );
  await iam.send(new CreateUserCommand({ UserName: "deployer", Path: "/ops/" }));
  const { AccessKey: made } = await iam.send(new CreateAccessKeyCommand({ UserName: "deployer" }));
  return {
    keyArn: key?.Arn ?? "",
    keyId: key?.KeyId ?? "",
    issuer,
    accessKey: made?.AccessKeyId ?? "",
    keyStatus: async () => {
      const keys = await iam.send(new ListAccessKeysCommand({ UserName: "deployer" }));
      return keys.AccessKeyMetadata?.[0]?.Status;
    },
    makeRole: async (RoleName, Path, isTagged = false) => {
      const Tags = isTagged ? [{ Key: "Vendor", Value: "zilliz-byoc" }] : [];
      const AssumeRolePolicyDocument = '{"Version":"2012-10-17","Statement":[]}';
      await iam.send(new CreateRoleCommand({ RoleName, Path, Tags, AssumeRolePolicyDocument }));
    },
    makePolicy: async (PolicyName, Path) => {
      const Statement = { Effect: "Allow", Action: "s3:ListBucket", Resource: "*" };
      const PolicyDocument = JSON.stringify({ Version: "2012-10-17", Statement });
      await iam.send(new CreatePolicyCommand({ PolicyName, Path, PolicyDocument }));
    },
    share: async (Bucket, account) => {
      const Policy = JSON.stringify({
        Version: "2012-10-17",
        Statement: [
          {
            Effect: "Allow",
            Principal: { AWS: `arn:aws:iam::${account}:root` },
            Action: "s3:GetObject",
            Resource: `arn:aws:s3:::${Bucket}/*`,
          },
        ],
      });
      await s3.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    },
    lock: async (Bucket, key) => {
      const Body = JSON.stringify({
        ID: "0815",
        Who: "me@laptop",
        Created: "2026-11-30T00:00:00Z",
      });
      await s3.send(new PutObjectCommand({ Bucket, Key: `${key}.tflock`, Body }));
    },
  };
}

/** Uses some of what has quotas. @returns quotas by code that leave too little. */
export async function occupy(endpoint: string) {
  const ec2 = new EC2Client(settings(endpoint));
  await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-12345678",
      InstanceType: "m6i.2xlarge",
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  // Of another family, with a quota of its own.
  await ec2.send(
    new RunInstancesCommand({
      ImageId: "ami-12345678",
      InstanceType: "p3.2xlarge",
      MinCount: 1,
      MaxCount: 1,
    }),
  );
  await ec2.send(
    new CreateVolumeCommand({ AvailabilityZone: "us-west-2a", Size: 512, VolumeType: "gp3" }),
  );
  await ec2.send(new AllocateAddressCommand({ Domain: "vpc" }));
  const { Vpc: vpc } = await ec2.send(
    new CreateVpcCommand({
      CidrBlock: "10.8.0.0/16",
      TagSpecifications: [{ ResourceType: "vpc", Tags: [{ Key: "Vendor", Value: "zilliz-byoc" }] }],
    }),
  );
  const subnets = ["a", "b"].map((zone, index) =>
    ec2.send(
      new CreateSubnetCommand({
        VpcId: vpc?.VpcId,
        CidrBlock: `10.8.${index}.0/24`,
        AvailabilityZone: `us-west-2${zone}`,
      }),
    ),
  );
  const Subnets = (await Promise.all(subnets)).map(({ Subnet: subnet }) => subnet?.SubnetId ?? "");
  await new ElasticLoadBalancingV2Client(settings(endpoint)).send(
    new CreateLoadBalancerCommand({ Name: "busy", Type: "network", Subnets }),
  );
  await new Route53Client(settings(endpoint)).send(
    new CreateHostedZoneCommand({ Name: "acme.example", CallerReference: "1" }),
  );
  const limits: Readonly<Record<string, number>> = {
    "L-1216C47A": 87,
    "L-DC2B2D3D": 4,
    "L-7A658B76": 1,
    "L-0263D0A3": 2,
    "L-F678F1CE": 3,
    "L-69A177A2": 1,
    "L-4EA4796A": 2,
  };
  return { limits };
}
