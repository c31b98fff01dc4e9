import {
  AuthorizeSecurityGroupEgressCommand,
  CreateRouteCommand,
  CreateTagsCommand,
  CreateVpcCommand,
  DeleteRouteCommand,
  DeleteTagsCommand,
  DeleteVpcCommand,
  DescribeAddressesCommand,
  DescribeNatGatewaysCommand,
  DescribeRouteTablesCommand,
  DescribeSecurityGroupsCommand,
  DescribeVpcsCommand,
  ModifyVpcAttributeCommand,
  RevokeSecurityGroupEgressCommand,
  type EC2Client,
} from "@aws-sdk/client-ec2";

/** Something that somebody does by hand, and how it is undone. */
export interface OutsideChange {
  readonly what: string;
  /** Of the stack that it is about. */
  readonly stack: string;
  readonly change: () => Promise<unknown>;
  readonly undo: () => Promise<unknown>;
  /** What verify must say; none where it must say that nothing differs. */
  readonly says: readonly RegExp[];
  /** Exit code of verify, where it is not 1, or 0 where it says nothing. */
  readonly code?: number;
}

export function networkChanges(ec2: EC2Client): OutsideChange[] {
  const byName = (name: string) => [{ Name: "tag:Name", Values: [`zilliz-byoc-network-${name}`] }];
  const vpc = async () => {
    const { Vpcs = [] } = await ec2.send(new DescribeVpcsCommand({ Filters: byName("vpc") }));
    return Vpcs[0]?.VpcId ?? "";
  };
  const group = async () => {
    const { SecurityGroups = [] } = await ec2.send(
      new DescribeSecurityGroupsCommand({ Filters: byName("sg") }),
    );
    return SecurityGroups[0]?.GroupId ?? "";
  };
  const everything = {
    IpPermissions: [{ IpProtocol: "-1", IpRanges: [{ CidrIp: "0.0.0.0/0" }] }],
  };
  const privateRoute = async () => {
    const { RouteTables = [] } = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: byName("private") }),
    );
    return {
      RouteTableId: RouteTables[0]?.RouteTableId ?? "",
      DestinationCidrBlock: "0.0.0.0/0",
    };
  };
  return [
    {
      what: "names of hosts switched off in the VPC",
      stack: "network-project",
      change: async () =>
        ec2.send(
          new ModifyVpcAttributeCommand({
            VpcId: await vpc(),
            EnableDnsHostnames: { Value: false },
          }),
        ),
      undo: async () =>
        ec2.send(
          new ModifyVpcAttributeCommand({
            VpcId: await vpc(),
            EnableDnsHostnames: { Value: true },
          }),
        ),
      says: [/enable_dns_hostnames: false in AWS, true is meant/],
    },
    {
      what: "a security group opened",
      stack: "network-project",
      change: async () =>
        ec2.send(
          new AuthorizeSecurityGroupEgressCommand({ GroupId: await group(), ...everything }),
        ),
      undo: async () =>
        ec2.send(new RevokeSecurityGroupEgressCommand({ GroupId: await group(), ...everything })),
      says: [/differs {2}aws_security_group.data_plane/, /egress: .*-1 0-0 0.0.0.0\/0.* in AWS/],
    },
    {
      what: "the way out of the private subnets gone",
      stack: "network-project",
      change: async () => ec2.send(new DeleteRouteCommand(await privateRoute())),
      undo: async () => {
        const { NatGateways = [] } = await ec2.send(new DescribeNatGatewaysCommand({}));
        await ec2.send(
          new CreateRouteCommand({
            ...(await privateRoute()),
            NatGatewayId: NatGateways[0]?.NatGatewayId,
          }),
        );
      },
      says: [/missing {2}aws_route.private_nat/],
    },
    unnamed(ec2, "aws_route_table.private", async () => (await privateRoute()).RouteTableId),
    unnamed(ec2, "aws_eip.nat", async () => {
      const { Addresses = [] } = await ec2.send(
        new DescribeAddressesCommand({ Filters: byName("nat") }),
      );
      return Addresses[0]?.AllocationId ?? "";
    }),
    secondVpc(ec2),
  ];
}

/** What somebody makes by hand has no name: it is known by what it belongs to. */
function unnamed(ec2: EC2Client, address: string, idOf: () => Promise<string>): OutsideChange {
  let id = "";
  const named = `zilliz-byoc-network-${address.replace(/^.*\./, "")}`;
  return {
    what: `no name any more for ${address}`,
    stack: "network-project",
    change: async () => {
      id = await idOf();
      await ec2.send(new DeleteTagsCommand({ Resources: [id], Tags: [{ Key: "Name" }] }));
    },
    undo: () =>
      ec2.send(new CreateTagsCommand({ Resources: [id], Tags: [{ Key: "Name", Value: named }] })),
    says: [
      new RegExp(`differs  ${address}\\n +tags.Name: nothing in AWS, ${named} is meant\\n`),
      /^(?![^]*missing)/,
      /1 different/,
    ],
  };
}

/** Of two VPCs, none is silently taken for the one that is meant. */
function secondVpc(ec2: EC2Client): OutsideChange {
  let VpcId: string | undefined;
  return {
    what: "another VPC of the same name",
    stack: "network-project",
    change: async () => {
      const made = await ec2.send(new CreateVpcCommand({ CidrBlock: "10.30.0.0/16" }));
      VpcId = made.Vpc?.VpcId ?? "";
      const Tags = [{ Key: "Name", Value: "zilliz-byoc-network-vpc" }];
      await ec2.send(new CreateTagsCommand({ Resources: [VpcId], Tags }));
    },
    undo: () => ec2.send(new DeleteVpcCommand({ VpcId })),
    says: [
      /unread {3}aws_vpc.vpc: several VPCs are called zilliz-byoc-network-vpc: vpc-\w+, vpc-\w+\n/,
      /fix: leave the tag Name to the one that is meant/,
      /aws_vpc.vpc could not be read/,
      /^(?![^]*missing)/,
    ],
    code: 3,
  };
}
