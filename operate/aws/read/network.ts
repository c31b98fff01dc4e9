import type { IpPermission, NatGateway, Tag } from "@aws-sdk/client-ec2";
import { valueAt, type PlainRecord } from "../../../text/record";
import { SeveralError } from "../asking";
import type { NetworkQuestions } from "./ec2";
import { defined, tagsOf, textIn, type Readers } from "./reader";

/** Networks: the VPC by its name, its parts by what they belong to. */
export function networkReaders(network: NetworkQuestions): Readers {
  /** The gateway in the subnet that the stack puts one in. */
  const natIn = async (body: PlainRecord | undefined): Promise<NatGateway | undefined> => {
    const all = await network.natGateways("subnet-id", textIn(body, "subnet_id"));
    return all.find(({ State }) => State === "pending" || State === "available");
  };

  return {
    async aws_vpc({ body, place: { vpc: named } }) {
      const found =
        named === undefined
          ? await network.vpcs("tag:Name", nameIn(body))
          : await network.vpcs("vpc-id", named);
      const vpc = only(`VPCs are called ${nameIn(body)}`, found, ({ VpcId }) => VpcId);
      const id = vpc?.VpcId;
      if (id === undefined) return undefined;
      return defined({
        id,
        cidr_block: vpc?.CidrBlock,
        enable_dns_hostnames: await network.vpcAttribute(id, "enableDnsHostnames"),
        enable_dns_support: await network.vpcAttribute(id, "enableDnsSupport"),
        tags: tagsOf(vpc?.Tags),
      });
    },
    async aws_internet_gateway({ body }) {
      // A VPC has one at most.
      const vpc = textIn(body, "vpc_id");
      const [gateway] = await network.internetGateways("attachment.vpc-id", vpc);
      return (
        gateway &&
        defined({
          id: gateway.InternetGatewayId,
          vpc_id: gateway.Attachments?.[0]?.VpcId,
          tags: tagsOf(gateway.Tags),
        })
      );
    },
    async aws_subnet({ body }) {
      // In a VPC no two have the same addresses.
      const block = textIn(body, "cidr_block");
      const subnet = (await network.subnets("vpc-id", textIn(body, "vpc_id"))).find(
        ({ CidrBlock }) => CidrBlock === block,
      );
      return (
        subnet &&
        defined({
          id: subnet.SubnetId,
          vpc_id: subnet.VpcId,
          cidr_block: subnet.CidrBlock,
          availability_zone: subnet.AvailabilityZone,
          tags: tagsOf(subnet.Tags),
        })
      );
    },
    /** By its name; without one, or where several have it, by the subnets that the stack gives it. */
    async aws_route_table({ body, referring }) {
      const all = await network.routeTables("vpc-id", textIn(body, "vpc_id"));
      const called = all.filter((one) => one.Tags?.some(isName(nameIn(body))));
      const subnets = (await referring("aws_route_table_association")).map((one) =>
        textIn(one, "subnet_id"),
      );
      const used = (called.length > 1 ? called : all).filter(({ Associations = [] }) =>
        Associations.some(({ SubnetId = "none" }) => subnets.includes(SubnetId)),
      );
      const [first] = used;
      const table =
        called.length === 1 || !first
          ? only(
              `route tables are called ${nameIn(body)}`,
              called,
              ({ RouteTableId }) => RouteTableId,
            )
          : first;
      return (
        table && defined({ id: table.RouteTableId, vpc_id: table.VpcId, tags: tagsOf(table.Tags) })
      );
    },
    async aws_route({ body }) {
      const [id, to] = [textIn(body, "route_table_id"), textIn(body, "destination_cidr_block")];
      const [table] = await network.routeTables("route-table-id", id);
      const route = table?.Routes?.find(({ DestinationCidrBlock }) => DestinationCidrBlock === to);
      return (
        route &&
        defined({
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
      // None where the VPC's main one counts.
      const [table] = await network.routeTables("association.subnet-id", subnet);
      return table && defined({ subnet_id: subnet, route_table_id: table.RouteTableId });
    },
    /** The address of the gateway that takes it, else by its name. */
    async aws_eip({ body, referring }) {
      const [gateway] = await referring("aws_nat_gateway");
      const taken = (await natIn(gateway))?.NatGatewayAddresses?.[0]?.AllocationId;
      const found =
        taken === undefined
          ? await network.addresses("tag:Name", nameIn(body))
          : await network.addresses("allocation-id", taken);
      const address = only(
        `addresses are called ${nameIn(body)}`,
        found,
        ({ AllocationId }) => AllocationId,
      );
      return (
        address &&
        defined({
          id: address.AllocationId,
          allocation_id: address.AllocationId,
          domain: address.Domain,
          tags: tagsOf(address.Tags),
        })
      );
    },
    async aws_nat_gateway({ body }) {
      const gateway = await natIn(body);
      return (
        gateway &&
        defined({
          id: gateway.NatGatewayId,
          subnet_id: gateway.SubnetId,
          allocation_id: gateway.NatGatewayAddresses?.[0]?.AllocationId,
          tags: tagsOf(gateway.Tags),
        })
      );
    },
    async aws_security_group({ body }) {
      const name = textIn(body, "name");
      const group = (await network.securityGroups("vpc-id", textIn(body, "vpc_id"))).find(
        ({ GroupName }) => GroupName === name,
      );
      const id = group?.GroupId;
      return (
        group &&
        defined({
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
      const [service, type] = [textIn(body, "service_name"), textIn(body, "vpc_endpoint_type")];
      const endpoint = (await network.endpoints("vpc-id", textIn(body, "vpc_id"))).find(
        ({ ServiceName, VpcEndpointType, State = "" }) =>
          ServiceName === service && VpcEndpointType === type && !/^delet/i.test(State),
      );
      return (
        endpoint &&
        defined({
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
}

function nameIn(body: PlainRecord): string {
  const name = valueAt(body, ["tags", "Name"]);
  return typeof name === "string" ? name : "";
}

function isName(name: string) {
  return ({ Key, Value }: Tag): boolean => Key === "Name" && Value === name;
}

/** The only one of a name. @throws SeveralError where there are more. */
function only<Item>(
  what: string,
  found: readonly Item[],
  idOf: (item: Item) => string | undefined,
): Item | undefined {
  if (found.length <= 1) return found[0];
  const ids = found.map((one) => idOf(one) ?? "").sort();
  throw new SeveralError(`several ${what}`, ids);
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
