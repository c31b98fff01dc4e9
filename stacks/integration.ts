import type { Construct } from "constructs";
import type { Deployment, IntegrationSection } from "../config/deployment";
import { output } from "../modules/output";
import { keyPolicyStatementFor } from "../policies/protection/key-policy";
import { DocumentedStack } from "./documented-stack";

/** Document integrate-with-aws-s3. */
export class IntegrationStack extends DocumentedStack {
  constructor(scope: Construct, deployment: Deployment, section: IntegrationSection) {
    super(scope, deployment, "integration");
    const { bucket, role } = section;
    this.makeBucket(bucket);
    this.makeRoles();

    const console = "Zilliz Cloud console, Integrations, Amazon S3";
    output(this, "bucket_name", bucket.name, `${console}, Create Amazon S3 Bucket: Bucket Name`);
    this.showFields();
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
      const statement = keyPolicyStatementFor(role.arn, actions);
      output(
        this,
        "kms_key_policy_statement",
        JSON.stringify(statement),
        `Key policy of ${bucket.key.arn}: add this statement, unless the policy leaves access to IAM (principal root of the account)`,
      );
    }
  }
}
