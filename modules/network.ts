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
    address(vpc, "vpc", `${stem}-vpc`);
    this.vpcId = vpc.id;
    const natGatewayId = this.publicSubnet();
    this.subnetIds = this.privateSubnets(natGatewayId);
    this.securityGroupId = this.securityGroup();
    if (settings.privateLinkService !== undefined) {
      this.endpointId = this.privateLink(settings.privateLinkService);
    }
  }

  /** @returns id of the NAT gateway. */
  private publicSubnet(): string {
    const { availabilityZones } = this.props.settings;
    const gateway = new InternetGateway(this, "internet_gateway", {
      vpcId: this.vpcId,
      tags: this.name("igw"),
    });
    address(gateway, "internet");
    const subnet = new Subnet(this, "public", {
      vpcId: this.vpcId,
      cidrBlock: this.block("254.0", 24),
      availabilityZone: availabilityZones[0]!,
      tags: this.name("public"),
    });
    address(subnet, "public", `${this.props.stem}-public`);
    const routes = new RouteTable(this, "public_routes", {
      vpcId: this.vpcId,
      tags: this.name("public"),
    });
    address(routes, "public");
    const route = new Route(this, "public_internet", {
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      gatewayId: gateway.id,
    });
    address(route, "public_internet");
    const association = new RouteTableAssociation(this, "public_association", {
      subnetId: subnet.id,
      routeTableId: routes.id,
    });
    address(association, "public");
    // An address that reaches the internet needs the gateway first.
    const eip = new Eip(this, "nat_address", {
      domain: "vpc",
      tags: this.name("nat"),
      dependsOn: [gateway],
    });
    address(eip, "nat");
    const nat = new NatGateway(this, "nat", {
      allocationId: eip.allocationId,
      subnetId: subnet.id,
      tags: this.name("nat"),
      dependsOn: [gateway],
    });
    address(nat, "nat", `${this.props.stem}-nat`);
    return nat.id;
  }

  /** @returns ids of the subnets. */
  private privateSubnets(natGatewayId: string): string[] {
    const { deployment, settings, stem } = this.props;
    const routes = new RouteTable(this, "private_routes", {
      vpcId: this.vpcId,
      tags: this.name("private"),
    });
    address(routes, "private");
    const route = new Route(this, "private_nat", {
      routeTableId: routes.id,
      destinationCidrBlock: "0.0.0.0/0",
      natGatewayId,
    });
    address(route, "private_nat");
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
      const subnet = new Subnet(this, id, {
        vpcId: this.vpcId,
        cidrBlock: this.block(third, 18),
        availabilityZone: settings.availabilityZones[index]!,
        // The load balancer controller looks for subnets of internal load balancers by this tag.
        tags: { ...this.name(`private-${index + 1}`), "kubernetes.io/role/internal-elb": "1" },
      });
      address(subnet, id, `${stem}-private-${index + 1}`);
      const association = new RouteTableAssociation(this, `${id}_association`, {
        subnetId: subnet.id,
        routeTableId: routes.id,
      });
      address(association, id);
      return subnet.id;
    });
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
      // Zilliz opens the ports of its load balancers here.
      lifecycle: { ignoreChanges: ["ingress"] },
    });
    address(group, "data_plane", `${stem}-sg`);
    return group.id;
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
    address(endpoint, "private_link", `${this.props.stem}-private-link`);
    return endpoint.id;
  }

  private name(suffix: string) {
    return { Name: `${this.props.stem}-${suffix}` };
  }

  /** A block of the VPC's /16: its first two octets, then the given ones. */
  private block(rest: string, size: number): string {
    return `${this.props.settings.cidr.split(".").slice(0, 2).join(".")}.${rest}/${size}`;
  }
}
