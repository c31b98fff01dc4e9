import { Eip } from "@cdktf/provider-aws/lib/eip";
import { InternetGateway } from "@cdktf/provider-aws/lib/internet-gateway";
import { NatGateway } from "@cdktf/provider-aws/lib/nat-gateway";
import { Route } from "@cdktf/provider-aws/lib/route";
import { RouteTable } from "@cdktf/provider-aws/lib/route-table";
import { RouteTableAssociation } from "@cdktf/provider-aws/lib/route-table-association";
import { SecurityGroup } from "@cdktf/provider-aws/lib/security-group";
import { Subnet } from "@cdktf/provider-aws/lib/subnet";
import { Vpc } from "@cdktf/provider-aws/lib/vpc";
import { VpcEndpoint } from "@cdktf/provider-aws/lib/vpc-endpoint";
import { Construct } from "constructs";
import type { Deployment, NetworkSettings } from "../config/deployment";
import { address } from "./address";

export interface NetworkProps {
  readonly deployment: Deployment;
  readonly settings: NetworkSettings;
  /** Beginning of the names. */
  readonly stem: string;
}

/**
 * VPC of the data plane: three private subnets, one public subnet with a single NAT gateway, an S3
 * endpoint and a security group; with PrivateLink the endpoint to Zilliz Cloud.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_vpc.
 */
export class Network extends Construct {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly securityGroupId: string;
  readonly endpointId?: string;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: NetworkProps,
  ) {
    super(scope, id);
    const { settings, stem } = props;
    const vpc = new Vpc(this, "vpc", {
      cidrBlock: settings.cidr,
      enableDnsHostnames: true,
      enableDnsSupport: true,
      tags: this.name("vpc"),
    });
    this.vpcId = address(vpc, "vpc", `${stem}-vpc`).id;
    const natGatewayId = this.publicSubnet();
    this.subnetIds = this.privateSubnets(natGatewayId);
    this.securityGroupId = this.securityGroup();
    if (settings.privateLinkService !== undefined) {
      this.endpointId = this.privateLink(settings.privateLinkService);
    }
  }

  /** @returns id of the NAT gateway. */
  private publicSubnet(): string {
    const gateway = new InternetGateway(this, "internet_gateway", {
      vpcId: this.vpcId,
      tags: this.name("igw"),
    });
    address(gateway, "internet");
    const zone = this.props.settings.availabilityZones[0]!;
    const subnet = this.subnet("public", zone, this.block("254.0", 24));
    this.associate("public", subnet, this.routes("public", "internet", { gatewayId: gateway.id }));
    // An address that reaches the internet needs the gateway first.
    const eip = new Eip(this, "nat_address", {
      domain: "vpc",
      tags: this.name("nat"),
      dependsOn: [gateway],
    });
    const nat = new NatGateway(this, "nat", {
      allocationId: address(eip, "nat").allocationId,
      subnetId: subnet.id,
      tags: this.name("nat"),
      dependsOn: [gateway],
    });
    return address(nat, "nat", `${this.props.stem}-nat`).id;
  }

  /** @returns ids of the subnets. */
  private privateSubnets(natGatewayId: string): string[] {
    const { deployment, settings, stem } = this.props;
    const routes = this.routes("private", "nat", { natGatewayId });
    const storage = new VpcEndpoint(this, "s3", {
      vpcId: this.vpcId,
      serviceName: `com.amazonaws.${deployment.region}.s3`,
      vpcEndpointType: "Gateway",
      routeTableIds: [routes.id],
      tags: this.name("s3"),
    });
    address(storage, "s3", `${stem}-s3`);
    return ["0.0", "64.0", "128.0"].map((third, index) => {
      const id = `private_${index + 1}`;
      const subnet = this.subnet(id, settings.availabilityZones[index]!, this.block(third, 18), {
        // The load balancer controller looks for subnets of internal load balancers by this tag.
        "kubernetes.io/role/internal-elb": "1",
      });
      this.associate(id, subnet, routes);
      return subnet.id;
    });
  }

  private subnet(
    id: string,
    availabilityZone: string,
    cidrBlock: string,
    tags: Readonly<Record<string, string>> = {},
  ): Subnet {
    const name = id.replace("_", "-");
    const subnet = new Subnet(this, id, {
      vpcId: this.vpcId,
      cidrBlock,
      availabilityZone,
      tags: { ...this.name(name), ...tags },
    });
    return address(subnet, id, `${this.props.stem}-${name}`);
  }

  /** A route table with its way out. */
  private routes(
    id: string,
    way: string,
    target: { readonly gatewayId: string } | { readonly natGatewayId: string },
  ): RouteTable {
    const table = new RouteTable(this, `${id}_routes`, {
      vpcId: this.vpcId,
      tags: this.name(id),
    });
    address(table, id);
    const route = new Route(this, `${id}_${way}`, {
      routeTableId: table.id,
      destinationCidrBlock: "0.0.0.0/0",
      ...target,
    });
    address(route, `${id}_${way}`);
    return table;
  }

  private associate(id: string, { id: subnetId }: Subnet, { id: routeTableId }: RouteTable): void {
    address(new RouteTableAssociation(this, `${id}_association`, { subnetId, routeTableId }), id);
  }

  /** Everything within the VPC, and HTTPS to the outside. */
  private securityGroup(): string {
    const { settings, stem } = this.props;
    const inside = ["tcp", "udp"].map((protocol) => ({
      description: `${protocol} within the VPC`,
      protocol,
      fromPort: 0,
      toPort: 65535,
      cidrBlocks: [settings.cidr],
      selfAttribute: true,
    }));
    const https = {
      description: "HTTPS to Zilliz Cloud and AWS",
      protocol: "tcp",
      fromPort: 443,
      toPort: 443,
      cidrBlocks: ["0.0.0.0/0"],
    };
    const group = new SecurityGroup(this, "security_group", {
      name: `${stem}-sg`,
      description: "Data plane of Zilliz Cloud BYOC",
      vpcId: this.vpcId,
      ingress: inside,
      egress: [...inside, https],
      tags: this.name("sg"),
      // Zilliz opens the ports of its load balancers here; a description can never change, so that of
      // a group that was made by hand stays.
      lifecycle: { ignoreChanges: ["ingress", "description"] },
    });
    return address(group, "data_plane", `${stem}-sg`).id;
  }

  private privateLink(serviceName: string): string {
    const endpoint = new VpcEndpoint(this, "private_link", {
      vpcId: this.vpcId,
      serviceName,
      vpcEndpointType: "Interface",
      subnetIds: [...this.subnetIds],
      securityGroupIds: [this.securityGroupId],
      privateDnsEnabled: true,
      tags: this.name("private-link"),
    });
    return address(endpoint, "private_link", `${this.props.stem}-private-link`).id;
  }

  private name(suffix: string) {
    return { Name: `${this.props.stem}-${suffix}` };
  }

  /** A block of the VPC's /16: its first two octets, then the given ones. */
  private block(rest: string, size: number): string {
    return `${this.props.settings.cidr.split(".").slice(0, 2).join(".")}.${rest}/${size}`;
  }
}
