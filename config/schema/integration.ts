import { externalId, iamPath, policyName, roleName } from "./common";
import { mapping } from "./field";
import { bucket, encryption, role } from "./storage";

/** Document integrate-with-aws-s3. */
export const integration = mapping(
  {
    description: "Export of backups and audit logs to S3 (document integrate-with-aws-s3).",
    example: { bucket: { name: "acme-zilliz-export", existing: true } },
  },
  {
    bucket: bucket("the bucket for backups and audit logs", "acme-zilliz-export"),
    ...encryption,
    externalId: externalId("integration", {
      description:
        "External ID that the console shows in the step Create IAM Role of this integration; another one than that of the project's setup guide.",
      example: "zilliz-external-1a2B3c4D5e6F7g8",
      default: "- `zilliz.externalId`",
    }),
    path: iamPath({ description: "IAM path of the role and policy.", example: "/", default: "/" }),
    roleName: roleName({
      description: "Name of the role.",
      example: "zilliz-integration-role-0819",
      default: "- `zilliz-integration-role-<name>`",
    }),
    policyName: policyName({
      description: "Name of the policy.",
      example: "zilliz-policy-for-integration-0819",
      default: "- `zilliz-policy-for-integration-<name>`",
    }),
    ...role,
  },
);
