import type { Construct } from "constructs";
import type { Deployment, ProjectSection } from "../config/deployment";
import { Network } from "../modules/network";
import { output } from "../modules/output";
import { DocumentedStack } from "./documented-stack";

/** Documents create-bucket-and-role and create-cross-account-role, and the EKS role they pass. */
export class ProjectStack extends DocumentedStack {
  constructor(scope: Construct, deployment: Deployment, project: ProjectSection) {
    super(scope, deployment, "project");
    this.make(project.bucket);
    if (!project.network) return;
    const settings = project.network;
    const network = new Network(this, "network", { deployment, settings, stem: project.stem });
    const fields = "Zilliz Cloud console, Network settings";
    output(this, "vpc_id", network.vpcId, `${fields}: VPC ID`);
    output(this, "subnet_ids", network.subnetIds, `${fields}: Subnet IDs, separated by commas`);
    output(this, "security_group_id", network.securityGroupId, `${fields}: Security Group ID`);
    if (network.endpointId !== undefined) {
      output(this, "endpoint_id", network.endpointId, `${fields}: VPC endpoint ID`);
    }
  }
}
