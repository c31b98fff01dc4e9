import type { Filter } from "@aws-sdk/client-ec2";
import { cached } from "../../../text/cache";
import type { Asking } from "../asking";

/** Questions about networks: all of a kind by one filter of EC2, each asked once. */
export function networkOf(asking: Asking) {
  const { sdk } = asking.session;
  const client = asking.session.client("ec2");
  const of = { client };
  const list = <Page, Item>(
    action: string,
    pages: (filters: Filter[]) => AsyncIterable<Page>,
    itemsOf: (page: Page) => readonly Item[] | undefined,
  ) => {
    const ask = cached((by: string) => {
      const [Name = "", value = ""] = by.split("\0");
      return asking.all(action, pages([{ Name, Values: [value] }]), itemsOf);
    });
    // Nothing belongs to what is not there.
    return async (name: string, value: string) => (value === "" ? [] : ask(`${name}\0${value}`));
  };
  return {
    vpcs: list(
      "ec2:DescribeVpcs",
      (Filters) => sdk.paginateDescribeVpcs(of, { Filters }),
      ({ Vpcs }) => Vpcs,
    ),
    async vpcAttribute(VpcId: string, Attribute: "enableDnsHostnames" | "enableDnsSupport") {
      const found = await asking.ask("ec2:DescribeVpcAttribute", () =>
        client.send(new sdk.DescribeVpcAttributeCommand({ VpcId, Attribute })),
      );
      return (found?.EnableDnsHostnames ?? found?.EnableDnsSupport)?.Value;
    },
    subnets: list(
      "ec2:DescribeSubnets",
      (Filters) => sdk.paginateDescribeSubnets(of, { Filters }),
      ({ Subnets }) => Subnets,
    ),
    internetGateways: list(
      "ec2:DescribeInternetGateways",
      (Filters) => sdk.paginateDescribeInternetGateways(of, { Filters }),
      ({ InternetGateways }) => InternetGateways,
    ),
    routeTables: list(
      "ec2:DescribeRouteTables",
      (Filters) => sdk.paginateDescribeRouteTables(of, { Filters }),
      ({ RouteTables }) => RouteTables,
    ),
    natGateways: list(
      "ec2:DescribeNatGateways",
      (Filter) => sdk.paginateDescribeNatGateways(of, { Filter }),
      ({ NatGateways }) => NatGateways,
    ),
    addresses: list(
      "ec2:DescribeAddresses",
      async function* (Filters) {
        yield await client.send(new sdk.DescribeAddressesCommand({ Filters }));
      },
      ({ Addresses }) => Addresses,
    ),
    securityGroups: list(
      "ec2:DescribeSecurityGroups",
      (Filters) => sdk.paginateDescribeSecurityGroups(of, { Filters }),
      ({ SecurityGroups }) => SecurityGroups,
    ),
    endpoints: list(
      "ec2:DescribeVpcEndpoints",
      (Filters) => sdk.paginateDescribeVpcEndpoints(of, { Filters }),
      ({ VpcEndpoints }) => VpcEndpoints,
    ),
  };
}

export type NetworkQuestions = ReturnType<typeof networkOf>;
