import { EksPodIdentityAssociation } from "@cdktf/provider-aws/lib/eks-pod-identity-association";
import { IamOpenidConnectProvider } from "@cdktf/provider-aws/lib/iam-openid-connect-provider";
import type { Construct } from "constructs";
import type { Deployment, MilvusSection } from "../config/deployment";
import { address } from "../modules/address";
import { output } from "../modules/output";
import { DocumentedStack } from "./documented-stack";

/** Document configure-s3-access-by-iam-role. */
export class MilvusAccessStack extends DocumentedStack {
  constructor(scope: Construct, deployment: Deployment, section: MilvusSection) {
    super(scope, deployment, "milvus");
    const { bucket, serviceAccount } = section;
    const who = `${serviceAccount.namespace}/${serviceAccount.name}`;
    this.makeBucket(bucket);
    if (section.createOidcProvider) {
      const provider = new IamOpenidConnectProvider(this, "oidc_provider", {
        url: `https://${section.issuer}`,
        clientIdList: ["sts.amazonaws.com"],
      });
      address(provider, "cluster", section.issuer);
    }
    const role = this.makeRoles().get("milvus");
    if (role && section.podIdentity === "pod-identity") {
      const association = new EksPodIdentityAssociation(this, "pod_identity", {
        clusterName: section.clusterName ?? "",
        namespace: serviceAccount.namespace,
        serviceAccount: serviceAccount.name,
        roleArn: role.arn,
      });
      address(association, "milvus", `${who} in ${section.clusterName}`);
    }
    this.showFields();
    const field = "Milvus Helm values: serviceAccount.name, in this namespace";
    output(this, "service_account", who, field);
  }
}
