import type { Construct } from "constructs";
import type { Deployment, IntegrationSection } from "../config/deployment";
import { output } from "../modules/output";
import { keyPolicyStatementFor } from "../policies/protection/key-policy";
import { DocumentedStack } from "./documented-stack";

/** Document integrate-with-aws-s3. */
export class IntegrationStack extends DocumentedStack {
  constructor(scope: Construct, deployment: Deployment, { bucket, role }: IntegrationSection) {
    super(scope, deployment, "integration");
    this.make(bucket);
    if (!bucket.key || !("arn" in bucket.key)) return;
    const actions =
      deployment.edition === "current"
        ? ["kms:Decrypt", "kms:GenerateDataKey*"]
        : ["kms:GenerateDataKey"];
    output(
      this,
      "kms_key_policy_statement",
      JSON.stringify(keyPolicyStatementFor(role.arn, actions)),
      `Key policy of ${bucket.key.arn}: add this statement, unless the policy leaves access to IAM (principal root of the account)`,
    );
  }
}
