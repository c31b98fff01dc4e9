import type { Construct } from "constructs";
import { roleArn } from "../aws/arn";
import type { BootstrapSection, Deployment, RoleSettings } from "../config/deployment";
import { ManagedPolicy } from "../modules/managed-policy";
import { output } from "../modules/output";
import { Role } from "../modules/role";
import { bootstrapPolicies } from "../policies/bootstrap";
import { bootstrapNames } from "../policies/bootstrap/names";
import { ByocStack } from "./byoc-stack";

/** The eleven identifiers of byoc-prerequisites, "IAM permissions". */
export class BootstrapStack extends ByocStack {
  constructor(scope: Construct, deployment: Deployment, section: BootstrapSection) {
    super(scope, deployment, "bootstrap", "byoc-prerequisites");
    const names = bootstrapNames(section.prefix);
    const { trust, managed } = bootstrapPolicies(deployment, section);
    const policy = (id: string, key: keyof typeof managed, description: string) =>
      new ManagedPolicy(this, id, {
        deployment,
        name: names[key],
        path: section.path,
        description,
        policy: managed[key],
      });

    const boundary = policy(
      "permission_boundary",
      "permissionBoundary",
      "Ceiling of the roles that Zilliz Cloud assumes and of the roles they make",
    );
    const loadBalancer = policy(
      "aws_lb_irsa_policy",
      "awsLbIrsaPolicy",
      "Load balancer controller of the data plane",
    );
    const autoscaler = policy(
      "cluster_autoscaler_irsa_policy",
      "clusterAutoscalerIrsaPolicy",
      "Cluster autoscaler of the data plane",
    );
    const ebsCsi = policy(
      "ebs_csi_irsa_policy",
      "ebsCsiIrsaPolicy",
      "EBS CSI driver of the data plane",
    );
    const business = policy(
      "zilliz_business_irsa_policy",
      "zillizBusinessIrsaPolicy",
      "S3 access of the data plane's workloads",
    );
    const bootstrap = policy(
      "bootstrap_policy",
      "bootstrapPolicy",
      "Setting up and tearing down the data plane",
    );
    const management = policy(
      "management_policy",
      "managementPolicy",
      "Regular operation of the data plane",
    );

    const settings = (name: string): RoleSettings => ({
      name,
      path: section.path,
      arn: roleArn(deployment.partition, deployment.accountId, section.path, name),
      boundary: boundary.literalArn,
      maxSessionDuration: section.maxSessionDuration,
    });
    const managementRole = new Role(this, "management_role", {
      settings: settings(names.managementRole),
      description: "Assumed by Zilliz Cloud for regular operation",
      trust: trust.managementRole,
      boundary,
    });
    managementRole.attach("management_attachment", management);

    const console = "Zilliz Cloud console, Activate Your License";
    output(this, "aws_lb_irsa_policy_arn", loadBalancer.arn, `${console}: AWS LB IRSA policy ARN`);
    output(
      this,
      "cluster_autoscaler_irsa_policy_arn",
      autoscaler.arn,
      `${console}: Cluster Autoscaler IRSA policy ARN`,
    );
    output(this, "ebs_csi_irsa_policy_arn", ebsCsi.arn, `${console}: EBS CSI IRSA policy ARN`);
    output(
      this,
      "zilliz_business_irsa_policy_arn",
      business.arn,
      `${console}: Zilliz business IRSA policy ARN`,
    );
    output(
      this,
      "permission_boundary_policy_arn",
      boundary.arn,
      `${console}: Permission boundary policy ARN`,
    );
    output(this, "management_role_arn", managementRole.arn, `${console}: Management role ARN`);

    if (section.bootstrapRole) {
      const role = new Role(this, "bootstrap_role", {
        settings: settings(names.bootstrapRole),
        description: "Assumed by Zilliz Cloud for setup, teardown and urgent operations",
        trust: trust.bootstrapRole,
        boundary,
      });
      role.attach("bootstrap_attachment", bootstrap);
      output(this, "bootstrap_role_arn", role.arn, `${console}: Bootstrap role ARN`);
    }
  }
}
