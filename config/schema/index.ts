import { z } from "zod";
import { parseArn } from "../../aws/arn";
import { use } from "../../text/near";
import { nearestRegion } from "../nearest-region";
import { DEFAULTS } from "../defaults";
import { aws } from "./aws";
import { backend } from "./backend";
import { externalId, iamPath, namePrefix, policyName, roleName } from "./common";
import { choice, field, flag, kind, mapping, text } from "./field";
import { milvus } from "./milvus";
import { project } from "./project";
import { bucket, encryption, role } from "./storage";
import { tags } from "./tags";
import { trustDenials } from "./trust-denials";

const accountId = kind((value) => {
  if (/^\d{12}$/.test(value)) return undefined;
  const digits = parseArn(value)?.account ?? value.replace(/[\s\p{Pd}\p{Pi}\p{Pf}"']/gu, "");
  const message = "is not an AWS account id";
  return {
    code: "account-id",
    message,
    allowed: "12 digits, in quotes",
    fix: /^\d{12}$/.test(digits) ? `use "${digits}"` : undefined,
    discreet: { message },
  };
}, "^[0-9]{12}$");

const deploymentName = text(
  (value) => {
    const isName = (name: string) => /^[a-z]([a-z0-9]|-(?!-)){1,31}[a-z0-9]$/.test(name);
    if (isName(value)) return undefined;
    // A variable or a wildcard stands for another name.
    const nearest = (/[$*?{}<>%]/.test(value) ? "" : value)
      .slice(0, 64)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[^a-z]+|-$/g, "");
    const [, variable] = /^\$([A-Za-z_]\w*)$/.exec(value) ?? [];
    const message = "is not a deployment name";
    return {
      code: "name",
      message,
      allowed: '3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"',
      fix: isName(nearest) ? `use ${nearest}` : variable && `write "\${env:${variable}}"`,
      discreet: { message },
    };
  },
  {
    description:
      "Name of the deployment; part of stack ids and role names, which must stay within 64 characters.",
    example: "acme-prod",
    pattern: "^[a-z][a-z0-9-]{1,31}[a-z0-9]$",
  },
);

const zilliz = mapping(
  {
    description: "Zilliz Cloud's side of the trusts; bootstrap, project and integration need it.",
    example: { externalId: "cid-1a2b3c4d5e6f7g8h9i0j1k2l3" },
  },
  {
    accountId: accountId({
      description: "AWS account of Zilliz Cloud that the roles trust.",
      default: DEFAULTS.zilliz.accountId,
    }),
    externalId: externalId("setup")({
      description:
        "External ID from the setup guide of the Zilliz Cloud console; no secret, but masked in messages and reports.",
      example: "cid-1a2b3c4d5e6f7g8h9i0j1k2l3",
    }),
  },
);

/** Document byoc-prerequisites. */
const bootstrap = mapping(
  {
    description:
      "Policies and roles that activating a BYOC license needs (document byoc-prerequisites).",
    example: {},
  },
  {
    prefix: namePrefix({
      description: "What the names of the seven policies and two roles begin with.",
      default: DEFAULTS.bootstrap.prefix,
    }),
    path: iamPath({
      description: "IAM path of the policies and roles; the derived policies are scoped to it.",
      default: DEFAULTS.bootstrap.path,
    }),
    bootstrapRole: flag({
      description:
        "Keep the bootstrap role and its attachment; set to false once the license is activated.",
      default: true,
    }),
    maxSessionDuration: role.maxSessionDuration,
  },
);

/** Document integrate-with-aws-s3. */
const integration = mapping(
  {
    description: "Export of backups and audit logs to S3 (document integrate-with-aws-s3).",
    example: { bucket: { name: "acme-zilliz-export", existing: true } },
  },
  {
    bucket: bucket("the bucket for backups and audit logs", "acme-zilliz-export"),
    ...encryption,
    externalId: externalId("integration")({
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

/** Config file, version 1: one deployment. Types, JSON Schema and reference page come from here. */
export const configSchema = z
  .strictObject({
    version: field(z.literal(1), { description: "Version of the config format.", example: 1 }),
    name: deploymentName,
    accountId: accountId({
      description: "Your AWS account; Terraform refuses to run in another one.",
      example: "111122223333",
    }),
    region: text(
      (value) => {
        if (/^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(value)) return undefined;
        return {
          code: "region",
          message: "is not an AWS region",
          allowed: "a region such as us-west-2",
          fix: use(nearestRegion(value)),
        };
      },
      {
        description: "Region of the deployment; decides the partition.",
        example: "us-west-2",
        pattern: "^[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}$",
      },
    ),
    aws,
    tags,
    policyEdition: choice(["documented", "current"], {
      description:
        "Policy texts: `documented` as the documents print them, `current` as the vendor's Terraform ships them today.",
      example: "current",
      default: "documented",
    }),
    trustDenials,
    zilliz: zilliz.optional(),
    terraform: mapping(
      {
        description: "Settings of Terraform itself.",
        example: { backend: { type: "s3", bucket: "acme-terraform-state" } },
        default: { backend: { type: "local" } },
      },
      { backend },
    ),
    bootstrap: bootstrap.optional(),
    project: project.optional(),
    integration: integration.optional(),
    milvus: milvus.optional(),
  })
  .meta({
    title: "Zilliz BYOC deployment",
    description:
      "One deployment of Zilliz Cloud BYOC or of Milvus on AWS. A section that is present makes its stack.",
  });

/** A config file as its author wrote it. */
export type Config = z.input<typeof configSchema>;
/** The same with the schema's defaults. */
export type FilledConfig = z.output<typeof configSchema>;
/** A section, or another mapping at the top, with its defaults. */
export type Filled<Key extends keyof FilledConfig> = NonNullable<FilledConfig[Key]>;
export type BackendConfig = Filled<"terraform">["backend"];
