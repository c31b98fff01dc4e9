import { cachedOf } from "../../text/cache";
import { valueAt } from "../../text/record";
import { every, idOf, type Finder, type Search } from "./find";
import { referred, referring, textOf, type WantedResource } from "./wanted";

function by(Name: string, ...Values: string[]) {
  return { Name, Values };
}

/** By the id that the user named, else by the name that the stack gives it. */
const vpc: Finder = async (wanted, search) => {
  const { session, vpc: named, note } = search;
  const ids = async (filter: ReturnType<typeof by>) => {
    const { paginateDescribeVpcs } = session.sdk;
    const pages = paginateDescribeVpcs({ client: session.client("ec2") }, { Filters: [filter] });
    return (await every(pages, ({ Vpcs }) => Vpcs)).map(({ VpcId = "" }) => VpcId);
  };
  if (named !== undefined) {
    const [id] = await ids(by("vpc-id", named));
    if (id !== undefined) return { id };
    const message = `there is no VPC ${named} in ${session.region}`;
    return { message, fix: "name one that is there in --vpc" };
  }
  const name = String(valueAt(wanted.values, ["tags", "Name"]));
  const [id, ...more] = await ids(by("tag:Name", name));
  if (id !== undefined && more.length > 0) {
    const message = `several VPCs are called ${name}: ${[id, ...more].join(", ")}`;
    return { message, fix: `name the one that is meant: --vpc ${id}` };
  }
  if (id !== undefined) return { id };
  const cidr = textOf(search.wanted, wanted, "cidr_block");
  for (const same of await ids(by("cidr", cidr))) {
    note(`${same} has the addresses of ${name}, ${cidr}; if it is the one, add --vpc ${same}`);
  }
  return undefined;
};

/** Id of the stack's VPC, where that is there. */
const vpcOf = cachedOf((search: Search) => {
  const vpc = [...search.wanted.values()].find(({ type }) => type === "aws_vpc");
  return idOf(search, vpc?.address);
});

/** What belongs to the stack's VPC: all of a kind, asked for once. */
function inVpc<Item>(ask: (search: Search, vpc: string) => Promise<readonly Item[]>) {
  return cachedOf(async (search: Search): Promise<readonly Item[]> => {
    const vpc = await vpcOf(search);
    return vpc === undefined ? [] : ask(search, vpc);
  });
}

/** Finds by an id; undefined where there is none. */
function byId(
  find: (wanted: WantedResource, search: Search) => Promise<string | undefined>,
): Finder {
  return async (wanted, search) => {
    const id = await find(wanted, search);
    return id === undefined ? undefined : { id };
  };
}

const subnets = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeSubnets(
      { client: session.client("ec2") },
      { Filters: [by("vpc-id", vpc)] },
    ),
    ({ Subnets }) => Subnets,
  ),
);

/** In a VPC no two have the same addresses. */
const subnet = byId(async (wanted, search) => {
  const block = textOf(search.wanted, wanted, "cidr_block");
  return (await subnets(search)).find(({ CidrBlock }) => CidrBlock === block)?.SubnetId;
});

const gateways = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeInternetGateways(
      { client: session.client("ec2") },
      { Filters: [by("attachment.vpc-id", vpc)] },
    ),
    ({ InternetGateways }) => InternetGateways,
  ),
);

/** A VPC has one at most. */
const gateway = byId(async (_, search) => (await gateways(search))[0]?.InternetGatewayId);

const tables = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeRouteTables(
      { client: session.client("ec2") },
      { Filters: [by("vpc-id", vpc)] },
    ),
    ({ RouteTables }) => RouteTables,
  ),
);

/** The table of a subnet that the stack associates with it. */
const routeTable = byId(async (wanted, search) => {
  const type = "aws_route_table_association";
  for (const association of referring(search.wanted, type, "route_table_id", wanted)) {
    const table = await tableOf(association, search);
    if (table) return table.RouteTableId;
  }
  return undefined;
});

/** The table that an association's subnet has; none where the VPC's main one counts. */
async function tableOf(association: WantedResource, search: Search) {
  const subnet = await idOf(search, referred(association, "subnet_id"));
  return (await tables(search)).find(({ Associations = [] }) =>
    Associations.some(({ SubnetId }) => SubnetId !== undefined && SubnetId === subnet),
  );
}

const association = byId(async (wanted, search) => {
  const subnet = await idOf(search, referred(wanted, "subnet_id"));
  const table = await tableOf(wanted, search);
  return table && `${subnet}/${table.RouteTableId}`;
});

const route = byId(async (wanted, search) => {
  const table = await idOf(search, referred(wanted, "route_table_id"));
  const block = textOf(search.wanted, wanted, "destination_cidr_block");
  const found = (await tables(search)).find(({ RouteTableId }) => RouteTableId === table);
  const isThere = found?.Routes?.some(({ DestinationCidrBlock }) => DestinationCidrBlock === block);
  return isThere === true ? `${table}_${block}` : undefined;
});

const natGateways = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeNatGateways(
      { client: session.client("ec2") },
      { Filter: [by("vpc-id", vpc), by("state", "pending", "available")] },
    ),
    ({ NatGateways }) => NatGateways,
  ),
);

/** The gateway in the subnet that the stack puts one in. */
async function natOf(wanted: WantedResource, search: Search) {
  const subnet = await idOf(search, referred(wanted, "subnet_id"));
  return (await natGateways(search)).find(
    ({ SubnetId }) => SubnetId !== undefined && SubnetId === subnet,
  );
}

const natGateway = byId(async (wanted, search) => (await natOf(wanted, search))?.NatGatewayId);

/** The address of the gateway that takes it. */
const natAddress = byId(async (wanted, search) => {
  const [gateway] = referring(search.wanted, "aws_nat_gateway", "allocation_id", wanted);
  const found = gateway && (await natOf(gateway, search));
  return found?.NatGatewayAddresses?.[0]?.AllocationId;
});

const endpoints = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeVpcEndpoints(
      { client: session.client("ec2") },
      { Filters: [by("vpc-id", vpc)] },
    ),
    ({ VpcEndpoints }) => VpcEndpoints,
  ),
);

const endpoint = byId(async (wanted, search) => {
  const service = textOf(search.wanted, wanted, "service_name");
  const type = textOf(search.wanted, wanted, "vpc_endpoint_type");
  return (await endpoints(search)).find(
    ({ ServiceName, VpcEndpointType, State = "" }) =>
      ServiceName === service && VpcEndpointType === type && !/^delet/i.test(State),
  )?.VpcEndpointId;
});

const groups = inVpc(({ session }, vpc) =>
  every(
    session.sdk.paginateDescribeSecurityGroups(
      { client: session.client("ec2") },
      { Filters: [by("vpc-id", vpc)] },
    ),
    ({ SecurityGroups }) => SecurityGroups,
  ),
);

const securityGroup = byId(async (wanted, search) => {
  const name = textOf(search.wanted, wanted, "name");
  return (await groups(search)).find(({ GroupName }) => GroupName === name)?.GroupId;
});

export const NETWORK: Readonly<Record<string, Finder>> = {
  aws_vpc: vpc,
  aws_subnet: subnet,
  aws_internet_gateway: gateway,
  aws_route_table: routeTable,
  aws_route_table_association: association,
  aws_route: route,
  aws_nat_gateway: natGateway,
  aws_eip: natAddress,
  aws_vpc_endpoint: endpoint,
  aws_security_group: securityGroup,
};
