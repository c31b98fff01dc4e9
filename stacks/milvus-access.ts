import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { Construct } from "constructs";
import type { Deployment, MilvusSection } from "../config/deployment";
import { address } from "../modules/address";
import { Bucket } from "../modules/bucket";
import { ManagedPolicy } from "../modules/managed-policy";
import { output } from "../modules/output";
import { Role } from "../modules/role";
import { milvusPolicies } from "../policies/milvus";
import { ByocStack } from "./byoc-stack";

/** Document configure-s3-access-by-iam-role. */
export class MilvusAccessStack extends ByocStack {
  constructor(scope: Construct, deployment: Deployment, section: MilvusSection) {
    super(scope, deployment, "milvus", "configure-s3-access-by-iam-role");
    const { trust, managed, inline } = milvusPolicies(deployment, section);
    const { bucket, serviceAccount } = section;
    if (!bucket.existing) new Bucket(this, "bucket", { deployment, settings: bucket });
    if (section.createOidcProvider) {
      const provider = new IamOpenidConnectProvider(this, "oidc_provider", {
        url: `https://${section.issuer}`,
        clientIdList: ["sts.amazonaws.com"],
      });
      address(provider, "cluster", section.issuer);
    }
    const policy = new ManagedPolicy(this, "milvus_policy", {
      deployment,
      name: section.policyName,
      path: section.role.path,
      description: "Reading and writing the objects of the Milvus bucket",
      policy: managed.milvusPolicy,
    });
    const role = new Role(this, "milvus_role", {
      settings: section.role,
      description: `Assumed by the service account ${serviceAccount.namespace}/${serviceAccount.name}`,
      trust: trust.milvusRole,
    });
    role.attach("milvus_attachment", policy);
    if (inline.milvusKmsPolicy) {
      role.addInlinePolicy("milvus_kms_policy", `${section.policyName}Kms`, inline.milvusKmsPolicy);
    }

    if (section.podIdentity === "pod-identity") {
      const association = new EksPodIdentityAssociation(this, "pod_identity", {
        clusterName: section.clusterName ?? "",
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
        roleArn: role.arn,
      });
      const who = `${serviceAccount.namespace}/${serviceAccount.name}`;
      address(association, "milvus", `${who} in ${section.clusterName}`);
    }

    output(this, "bucket_name", bucket.name, "Milvus Helm values: externalS3.bucketName");
    output(
      this,
      "milvus_role_arn",
      role.arn,
      section.podIdentity === "irsa"
        ? `Kubernetes service account ${serviceAccount.namespace}/${serviceAccount.name}: annotation eks.amazonaws.com/role-arn`
        : "Nowhere: EKS Pod Identity gives pods the role",
    );
    output(
      this,
      "service_account",
      `${serviceAccount.namespace}/${serviceAccount.name}`,
      "Milvus Helm values: serviceAccount.name, in this namespace",
    );
  }
}
