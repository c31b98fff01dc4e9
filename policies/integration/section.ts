import { sectionRow, type ManagedRow } from "../catalogue-row";
import { factsAt } from "../text-facts";
import { integrationPolicy } from "./integration-policy";
import { integrationTrust } from "./integration-trust";

const CONSOLE = "Zilliz Cloud console, Integrations, Amazon S3";

const POLICY: ManagedRow = {
  id: "integration_policy",
  use: "managed",
  suffix: "",
  description: "Export of backups and audit logs by Zilliz Cloud",
  attachment: "integration_attachment",
  text: {
    documented: (facts) => integrationPolicy({ ...facts, edition: "documented" }),
    current: (facts) => integrationPolicy({ ...facts, edition: "current" }),
  },
};

/** Document integrate-with-aws-s3. */
export const INTEGRATION = sectionRow("integration", {
  document: "integrate-with-aws-s3",
  facts: (deployment) => {
    const { integration } = deployment;
    return (
      integration && {
        ...factsAt(deployment, integration.bucket),
        zillizAccountId: integration.zillizAccountId,
        externalIds: integration.externalIds,
        path: integration.role.path,
        prefix: integration.policyName,
      }
    );
  },
  bucketField: `${CONSOLE}, Create Amazon S3 Bucket: Bucket Name`,
  externalIdField: `${CONSOLE}, Create IAM Role`,
  companions: ["aws_iam_policy.integration_policy"],
  policies: [POLICY],
  roles: [
    {
      kind: "integration",
      words: "the integration role",
      id: "integration_role",
      name: /^zilliz-integration-role(-.+)?$/,
      description: "Assumed by Zilliz Cloud to export backups and audit logs",
      settings: ({ integration }) => integration?.role,
      trust: integrationTrust,
      policies: [POLICY],
      trustRule: {
        id: "document-integration-trust",
        title:
          "The integration role trusts Zilliz Cloud, with the external ID, as integrate-with-aws-s3 says",
        why: "Whoever else may assume it can read what is exported, and put other things in its place.",
        documents: ["integrate-with-aws-s3, step 4"],
        yaml: `integration:
  externalId: zilliz-external-… # from the console's page of the integration`,
      },
      policyRule: {
        id: "document-integration-policy",
        title: "The integration role may do what integrate-with-aws-s3 says, and nothing else",
        why: "Zilliz Cloud exports through this role from outside of the account: what it may read, it can carry away.",
        documents: ["integrate-with-aws-s3, step 3"],
        yaml: "integration:\n  bucket: { name: acme-zilliz-export }",
      },
      asked: { rights: "integration", trust: "integrationTrust" },
      console: { place: 1, field: `${CONSOLE}, Create IAM Role: ARN of the role` },
    },
  ],
});
