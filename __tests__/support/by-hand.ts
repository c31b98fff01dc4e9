import * as ec2 from "@aws-sdk/client-ec2";
import * as iam from "@aws-sdk/client-iam";
import * as kms from "@aws-sdk/client-kms";
import * as s3 from "@aws-sdk/client-s3";
import { ACCOUNT, REGION } from "./moto";

const OWN = `arn:aws:iam::${ACCOUNT}:policy`;

/** Makes what the documents describe as somebody does who follows them by hand, without Terraform. */
export class ByHand {
  private readonly settings;
  private readonly iam: iam.IAMClient;
  private readonly s3: s3.S3Client;
  private readonly ec2: ec2.EC2Client;
  private readonly kms: kms.KMSClient;

  constructor(endpoint: string) {
    this.settings = {
      endpoint,
      region: REGION,
      credentials: { accessKeyId: "testing", secretAccessKey: "testing" },
    };
    this.iam = new iam.IAMClient(this.settings);
    this.s3 = new s3.S3Client({ ...this.settings, forcePathStyle: true });
    this.ec2 = new ec2.EC2Client(this.settings);
    this.kms = new kms.KMSClient(this.settings);
  }

  /** create-bucket-and-role, step 1: every other setting keeps its default. */
  async bucket(Bucket: string, region: "us-west-2" | "eu-west-1" = REGION): Promise<void> {
    const CreateBucketConfiguration = { LocationConstraint: region };
    const there = new s3.S3Client({ ...this.settings, region, forcePathStyle: true });
    await there.send(new s3.CreateBucketCommand({ Bucket, CreateBucketConfiguration }));
    there.destroy();
  }

  /** A role with its trust; nobody writes a description or tags. */
  async role(RoleName: string, trust: unknown, Path = "/"): Promise<void> {
    const AssumeRolePolicyDocument = JSON.stringify(trust);
    await this.iam.send(new iam.CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Path }));
  }

  async inline(RoleName: string, PolicyName: string, policy: unknown): Promise<void> {
    const PolicyDocument = JSON.stringify(policy);
    await this.iam.send(new iam.PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  }

  /** A policy of its own, on a role. */
  async policy(RoleName: string, PolicyName: string, policy: unknown, Path = "/"): Promise<void> {
    const PolicyDocument = JSON.stringify(policy);
    await this.iam.send(new iam.CreatePolicyCommand({ PolicyName, PolicyDocument, Path }));
    await this.attach(RoleName, `${OWN}${Path}${PolicyName}`);
  }

  /** Policies of others. */
  async policies(number: number, policy: object): Promise<void> {
    const PolicyDocument = JSON.stringify(policy);
    for (let index = 0; index < number; index += 1) {
      const PolicyName = `others-${index}`;
      await this.iam.send(new iam.CreatePolicyCommand({ PolicyName, PolicyDocument }));
    }
  }

  async attach(RoleName: string, PolicyArn: string): Promise<void> {
    await this.iam.send(new iam.AttachRolePolicyCommand({ RoleName, PolicyArn }));
  }

  async oidcProvider(Url: string): Promise<void> {
    const ClientIDList = ["sts.amazonaws.com"];
    const ThumbprintList = ["9e99a48a9960b14926bb7f3b02e22da2b0ab7280"];
    await this.iam.send(
      new iam.CreateOpenIDConnectProviderCommand({ Url, ClientIDList, ThumbprintList }),
    );
  }

  /** A key that encrypts a bucket. */
  async key(AliasName: string, Bucket: string): Promise<void> {
    const made = await this.kms.send(new kms.CreateKeyCommand({ KeyUsage: "ENCRYPT_DECRYPT" }));
    const { KeyId, Arn } = made.KeyMetadata!;
    await this.kms.send(new kms.CreateAliasCommand({ AliasName, TargetKeyId: KeyId }));
    const ApplyServerSideEncryptionByDefault = {
      SSEAlgorithm: "aws:kms",
      KMSMasterKeyID: Arn,
    } as const;
    const ServerSideEncryptionConfiguration = { Rules: [{ ApplyServerSideEncryptionByDefault }] };
    await this.s3.send(
      new s3.PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration }),
    );
  }

  /** @returns the VPC's id. */
  async vpc(CidrBlock: string, name?: string): Promise<string> {
    const { Vpc } = await this.ec2.send(new ec2.CreateVpcCommand({ CidrBlock }));
    const { VpcId = "" } = Vpc ?? {};
    if (name !== undefined) {
      const Tags = [{ Key: "Name", Value: name }];
      await this.ec2.send(new ec2.CreateTagsCommand({ Resources: [VpcId], Tags }));
    }
    return VpcId;
  }

  async subnet(VpcId: string, CidrBlock: string, zone: string): Promise<string> {
    const AvailabilityZone = `${REGION}${zone}`;
    const asked = { VpcId, CidrBlock, AvailabilityZone };
    return (await this.ec2.send(new ec2.CreateSubnetCommand(asked))).Subnet!.SubnetId!;
  }

  /** The network of the vendor's Terraform in a VPC of 10.0.0.0/16. */
  async network(VpcId: string, group: string, zones: readonly string[]): Promise<void> {
    const { ec2: client } = this;
    const [publicZone = ""] = zones;
    const open = await this.subnet(VpcId, "10.0.254.0/24", publicZone);
    const closed = await Promise.all(
      zones.map((zone, index) => this.subnet(VpcId, `10.0.${64 * index}.0/18`, zone)),
    );
    const internet = await client.send(new ec2.CreateInternetGatewayCommand({}));
    const { InternetGatewayId } = internet.InternetGateway!;
    await client.send(new ec2.AttachInternetGatewayCommand({ InternetGatewayId, VpcId }));
    const { AllocationId } = await client.send(new ec2.AllocateAddressCommand({ Domain: "vpc" }));
    const nat = await client.send(
      new ec2.CreateNatGatewayCommand({
        SubnetId: open,
        AllocationId,
        // The emulator tells no default.
        ConnectivityType: "public",
      }),
    );
    const { NatGatewayId } = nat.NatGateway!;
    await this.routes(VpcId, { GatewayId: InternetGatewayId }, [open]);
    const table = await this.routes(VpcId, { NatGatewayId }, closed);
    await client.send(
      new ec2.CreateVpcEndpointCommand({
        VpcId,
        ServiceName: `com.amazonaws.${REGION}.s3`,
        VpcEndpointType: "Gateway",
        RouteTableIds: [table],
      }),
    );
    const Description = "made by hand";
    await client.send(new ec2.CreateSecurityGroupCommand({ VpcId, GroupName: group, Description }));
  }

  /** A route table with its way out, for subnets. */
  private async routes(
    VpcId: string,
    way: { readonly GatewayId?: string; readonly NatGatewayId?: string },
    subnets: readonly string[],
  ): Promise<string> {
    const { RouteTable } = await this.ec2.send(new ec2.CreateRouteTableCommand({ VpcId }));
    const { RouteTableId = "" } = RouteTable ?? {};
    const DestinationCidrBlock = "0.0.0.0/0";
    await this.ec2.send(new ec2.CreateRouteCommand({ RouteTableId, DestinationCidrBlock, ...way }));
    for (const SubnetId of subnets) {
      await this.ec2.send(new ec2.AssociateRouteTableCommand({ RouteTableId, SubnetId }));
    }
    return RouteTableId;
  }
}
