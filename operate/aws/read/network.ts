import { cached } from "../../../text/cache";
import type { Filter, IpPermission } from "@aws-sdk/client-ec2";
import { child, isRecord, type PlainRecord } from "../../../text/record";
import { given, tagsOf, textIn, type Readers, type Wanted } from "./reader";

/** Networks, whose parts are known by their tags and by what they belong to. */
export const networkReaders: Readers = (asking) => {
  const { sdk } = asking.session;
  const ec2 = asking.session.client("ec2");

  const vpcAttribute = async (
    VpcId: string,
    Attribute: "enableDnsHostnames" | "enableDnsSupport",
  ) => {
    const found = await asking.ask("ec2:DescribeVpcAttribute", () =>
      ec2.send(new sdk.DescribeVpcAttributeCommand({ VpcId, Attribute })),
    );
    return (found?.EnableDnsHostnames ?? found?.EnableDnsSupport)?.Value;
  };
  const routeTables = async (...filters: Filter[]) => {
    const found = await asking.ask("ec2:DescribeRouteTables", () =>
      ec2.send(new sdk.DescribeRouteTablesCommand({ Filters: filters })),
    );
    return found?.RouteTables ?? [];
  };
  const routeTable = cached(
    async (id: string) => (await routeTables(filter("route-table-id", id)))[0],
  );

  return {
    async aws_vpc({ body }) {
      const found = await asking.ask("ec2:DescribeVpcs", () =>
        ec2.send(new sdk.DescribeVpcsCommand({ Filters: [byName(body)] })),
      );
      const [vpc] = found?.Vpcs ?? [];
      const id = vpc?.VpcId;
      if (id === undefined) return undefined;
      return given({
        id,
        cidr_block: vpc?.CidrBlock,
        enable_dns_hostnames: await vpcAttribute(id, "enableDnsHostnames"),
        enable_dns_support: await vpcAttribute(id, "enableDnsSupport"),
        tags: tagsOf(vpc?.Tags),
      });
    },
    async aws_internet_gateway({ body }) {
      const found = await asking.ask("ec2:DescribeInternetGateways", () =>
        ec2.send(
          new sdk.DescribeInternetGatewaysCommand({
            Filters: [filter("attachment.vpc-id", textIn(body, "vpc_id"))],
          }),
        ),
      );
      const [gateway] = found?.InternetGateways ?? [];
      return (
        gateway &&
        given({
          id: gateway.InternetGatewayId,
          vpc_id: gateway.Attachments?.[0]?.VpcId,
          tags: tagsOf(gateway.Tags),
        })
      );
    },
    async aws_subnet({ body }) {
      const found = await asking.ask("ec2:DescribeSubnets", () =>
        ec2.send(
          new sdk.DescribeSubnetsCommand({
            Filters: [ofVpc(body), filter("cidr-block", textIn(body, "cidr_block"))],
          }),
        ),
      );
      const [subnet] = found?.Subnets ?? [];
      return (
        subnet &&
        given({
          id: subnet.SubnetId,
          vpc_id: subnet.VpcId,
          cidr_block: subnet.CidrBlock,
          availability_zone: subnet.AvailabilityZone,
          tags: tagsOf(subnet.Tags),
        })
      );
    },
    async aws_route_table({ body }) {
      const [table] = await routeTables(ofVpc(body), byName(body));
      return (
        table && given({ id: table.RouteTableId, vpc_id: table.VpcId, tags: tagsOf(table.Tags) })
      );
    },
    async aws_route({ body }) {
      const [id, to] = [textIn(body, "route_table_id"), textIn(body, "destination_cidr_block")];
      const table = await routeTable(id);
      const route = table?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === to);
      return (
        route &&
        given({
          route_table_id: id,
          destination_cidr_block: to,
          gateway_id: route.GatewayId,
          nat_gateway_id: route.NatGatewayId,
          // What it leads to is gone.
          state: route.State,
        })
      );
    },
    async aws_route_table_association({ body }) {
      const subnet = textIn(body, "subnet_id");
      const [table] = await routeTables(filter("association.subnet-id", subnet));
      return table && given({ subnet_id: subnet, route_table_id: table.RouteTableId });
    },
    async aws_eip({ body }) {
      const found = await asking.ask("ec2:DescribeAddresses", () =>
        ec2.send(new sdk.DescribeAddressesCommand({ Filters: [byName(body)] })),
      );
      const [address] = found?.Addresses ?? [];
      return (
        address &&
        given({
          id: address.AllocationId,
          allocation_id: address.AllocationId,
          domain: address.Domain,
          tags: tagsOf(address.Tags),
        })
      );
    },
    async aws_nat_gateway({ body }) {
      const found = await asking.ask("ec2:DescribeNatGateways", () =>
        ec2.send(
          new sdk.DescribeNatGatewaysCommand({
            Filter: [
              filter("subnet-id", textIn(body, "subnet_id")),
              filter("state", "pending", "available"),
            ],
          }),
        ),
      );
      const [gateway] = found?.NatGateways ?? [];
      return (
        gateway &&
        given({
          id: gateway.NatGatewayId,
          subnet_id: gateway.SubnetId,
          allocation_id: gateway.NatGatewayAddresses?.[0]?.AllocationId,
          tags: tagsOf(gateway.Tags),
        })
      );
    },
    async aws_security_group({ body }) {
      const found = await asking.ask("ec2:DescribeSecurityGroups", () =>
        ec2.send(
          new sdk.DescribeSecurityGroupsCommand({
            Filters: [ofVpc(body), filter("group-name", textIn(body, "name"))],
          }),
        ),
      );
      const [group] = found?.SecurityGroups ?? [];
      const id = group?.GroupId;
      return (
        group &&
        given({
          id,
          name: group.GroupName,
          description: group.Description,
          vpc_id: group.VpcId,
          ingress: group.IpPermissions?.map((rule) => ruleOf(rule, id)),
          egress: group.IpPermissionsEgress?.map((rule) => ruleOf(rule, id)),
          tags: tagsOf(group.Tags),
        })
      );
    },
    async aws_vpc_endpoint({ body }) {
      const found = await asking.ask("ec2:DescribeVpcEndpoints", () =>
        ec2.send(
          new sdk.DescribeVpcEndpointsCommand({
            Filters: [ofVpc(body), filter("service-name", textIn(body, "service_name"))],
          }),
        ),
      );
      const endpoint = found?.VpcEndpoints?.find(
        ({ State }) => !["deleted", "deleting"].includes(State?.toLowerCase() ?? ""),
      );
      return (
        endpoint &&
        given({
          id: endpoint.VpcEndpointId,
          vpc_id: endpoint.VpcId,
          service_name: endpoint.ServiceName,
          vpc_endpoint_type: endpoint.VpcEndpointType,
          private_dns_enabled: endpoint.PrivateDnsEnabled,
          route_table_ids: endpoint.RouteTableIds,
          subnet_ids: endpoint.SubnetIds,
          security_group_ids: endpoint.Groups?.map(({ GroupId }) => GroupId),
          tags: tagsOf(endpoint.Tags),
        })
      );
    },
  };
};

function filter(Name: string, ...Values: string[]): Filter {
  return { Name, Values };
}

function byName(body: Wanted["body"]): Filter {
  const tags = body["tags"];
  const name = isRecord(tags) ? child(tags, "Name") : undefined;
  return filter("tag:Name", typeof name === "string" ? name : "");
}

function ofVpc(body: Wanted["body"]): Filter {
  return filter("vpc-id", textIn(body, "vpc_id"));
}

function ruleOf(rule: IpPermission, own: string | undefined): PlainRecord {
  const groups = (rule.UserIdGroupPairs ?? []).map(({ GroupId }) => GroupId);
  const all = rule.IpProtocol === "-1";
  return {
    protocol: rule.IpProtocol,
    from_port: all ? 0 : rule.FromPort,
    to_port: all ? 0 : rule.ToPort,
    cidr_blocks: (rule.IpRanges ?? []).map(({ CidrIp }) => CidrIp),
    ipv6_cidr_blocks: (rule.Ipv6Ranges ?? []).map(({ CidrIpv6 }) => CidrIpv6),
    prefix_list_ids: (rule.PrefixListIds ?? []).map(({ PrefixListId }) => PrefixListId),
    security_groups: groups.filter((id) => id !== own),
    self: groups.includes(own),
  };
}
