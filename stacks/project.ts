import type { Construct } from "constructs";
import { awsManagedPolicyArn } from "../aws/arn";
import type { Deployment, ProjectSection } from "../config/deployment";
import { Bucket } from "../modules/bucket";
import { ManagedPolicy } from "../modules/managed-policy";
import { Network } from "../modules/network";
import { output } from "../modules/output";
import { Role } from "../modules/role";
import { projectPolicies } from "../policies/project";
import { ByocStack } from "./byoc-stack";

/**
 * AWS managed policies of the EKS role, which is cluster and node role in one.
 * Source: zilliztech/terraform-zilliz-examples 8e87dd2, modules/aws_byoc/aws_iam.
 */
const EKS_MANAGED_POLICIES = {
  eks_cni_policy: "AmazonEKS_CNI_Policy",
  eks_container_registry_read_only: "AmazonEC2ContainerRegistryReadOnly",
  eks_worker_node_policy: "AmazonEKSWorkerNodePolicy",
  eks_cluster_policy: "AmazonEKSClusterPolicy",
  eks_vpc_resource_controller: "AmazonEKSVPCResourceController",
} as const;

type Policies = ReturnType<typeof projectPolicies>;

/** Documents create-bucket-and-role and create-cross-account-role, and the EKS role they pass. */
export class ProjectStack extends ByocStack {
  constructor(
    scope: Construct,
    deployment: Deployment,
    private readonly project: ProjectSection,
  ) {
    super(scope, deployment, "project", "create-bucket-and-role, create-cross-account-role");
    const policies = projectPolicies(deployment, project);
    if (!project.bucket.existing) {
      new Bucket(this, "bucket", { deployment, settings: project.bucket });
    }
    const storage = this.storageRole(policies);
    const crossAccount = this.crossAccountRole(policies);
    const eks = this.eksRole(policies);

    output(
      this,
      "bucket_name",
      project.bucket.name,
      "Zilliz Cloud console, Storage settings: Bucket",
    );
    output(
      this,
      "storage_role_arn",
      storage.arn,
      "Zilliz Cloud console, Storage settings: IAM Role ARN",
    );
    output(this, "eks_role_arn", eks.arn, "Zilliz Cloud console, EKS settings: IAM Role ARN");
    output(
      this,
      "cross_account_role_arn",
      crossAccount.arn,
      "Zilliz Cloud console, Cross-account settings: IAM Role ARN (the document says EKS settings)",
    );
    output(
      this,
      "external_id",
      project.externalId,
      "Zilliz Cloud console, Cross-account settings: External ID, which must be the one shown there",
    );
    this.network();
  }

  private network(): void {
    const { deployment, project } = this;
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

  private storageRole({ trust, inline }: Policies): Role {
    const { project } = this;
    const role = new Role(this, "storage_role", {
      settings: project.storageRole,
      description: "Assumed by the data plane to reach the project's bucket",
      trust: trust.storageRole,
      ignoreTrustChanges: project.issuer === undefined,
    });
    role.addInlinePolicy("storage_policy", `${project.stem}-storage-policy`, inline.storagePolicy);
    if (inline.storageKmsPolicy) {
      const name = `${project.stem}-storage-kms-policy`;
      role.addInlinePolicy("storage_kms_policy", name, inline.storageKmsPolicy);
    }
    return role;
  }

  private crossAccountRole({ trust, inline }: Policies): Role {
    const { project } = this;
    const role = new Role(this, "cross_account_role", {
      settings: project.crossAccountRole,
      description: "Assumed by Zilliz Cloud to set up and run the data plane",
      trust: trust.crossAccountRole,
    });
    const name = `${project.stem}-cross-account-policy`;
    role.addInlinePolicy("cross_account_policy", name, inline.crossAccountPolicy);
    return role;
  }

  private eksRole({ trust, managed }: Policies): Role {
    const { project, deployment } = this;
    const role = new Role(this, "eks_role", {
      settings: project.eksRole,
      description: "Cluster and node role of the data plane, and role of its controllers",
      trust: trust.eksRole,
      ignoreTrustChanges: project.issuer === undefined,
    });
    for (const [id, name] of Object.entries(EKS_MANAGED_POLICIES)) {
      role.attachByArn(id, awsManagedPolicyArn(deployment.partition, name));
    }
    const attach = (id: string, suffix: string, key: keyof typeof managed, description: string) => {
      const policy = new ManagedPolicy(this, id, {
        deployment,
        name: `${project.stem}-${suffix}`,
        path: project.path,
        description,
        policy: managed[key],
      });
      role.attach(id, policy);
    };
    attach(
      "aws_lb_controller_policy",
      "aws-lb-controller-policy",
      "awsLbControllerPolicy",
      "Load balancer controller of the data plane",
    );
    attach(
      "cluster_autoscaler_policy",
      "cluster-autoscaler-policy",
      "clusterAutoscalerPolicy",
      "Cluster autoscaler of the data plane",
    );
    attach(
      "ebs_csi_controller_policy",
      "ebs-csi-controller-policy",
      "ebsCsiControllerPolicy",
      "EBS CSI driver of the data plane",
    );
    return role;
  }
}
