import type { Construct } from "constructs";
import type { Deployment, IntegrationSection } from "../config/deployment";
import { Bucket } from "../modules/bucket";
import { ManagedPolicy } from "../modules/managed-policy";
import { output } from "../modules/output";
import { Role } from "../modules/role";
import { integrationPolicies } from "../policies/integration";
import { keyPolicyStatementFor } from "../policies/protection/key-policy";
import { ByocStack } from "./byoc-stack";

/** Document integrate-with-aws-s3. */
export class IntegrationStack extends ByocStack {
  constructor(scope: Construct, deployment: Deployment, section: IntegrationSection) {
    super(scope, deployment, "integration", "integrate-with-aws-s3");
    const { trust, managed } = integrationPolicies(deployment, section);
    const { bucket } = section;
    if (!bucket.existing) new Bucket(this, "bucket", { deployment, settings: bucket });
    const policy = new ManagedPolicy(this, "integration_policy", {
      deployment,
      name: section.policyName,
      path: section.role.path,
      description: "Export of backups and audit logs by Zilliz Cloud",
      policy: managed.integrationPolicy,
    });
    const role = new Role(this, "integration_role", {
      settings: section.role,
      description: "Assumed by Zilliz Cloud to export backups and audit logs",
      trust: trust.integrationRole,
    });
    role.attach("integration_attachment", policy);

    const console = "Zilliz Cloud console, Integrations, Amazon S3";
    output(this, "bucket_name", bucket.name, `${console}, Create Amazon S3 Bucket: Bucket Name`);
    output(this, "integration_role_arn", role.arn, `${console}, Create IAM Role: ARN of the role`);
    output(
      this,
      "external_id",
      section.externalId,
      `${console}, Create IAM Role: External ID, which must be the one shown there`,
    );
    if (bucket.key && "arn" in bucket.key) {
      const actions =
        deployment.edition === "current"
          ? ["kms:Decrypt", "kms:GenerateDataKey*"]
          : ["kms:GenerateDataKey"];
      const statement = keyPolicyStatementFor({ roleArn: section.role.arn, actions });
      output(
        this,
        "kms_key_policy_statement",
        JSON.stringify(statement),
        `Key policy of ${bucket.key.arn}: add this statement, unless the policy leaves access to IAM (principal root of the account)`,
      );
    }
  }
}
