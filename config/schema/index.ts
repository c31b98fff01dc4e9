import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { backend } from "./backend";
import { externalId } from "./common";
import { choice, field, mapping, matching, text, type FieldDoc } from "./field";
import { bootstrap } from "./bootstrap";
import { integration } from "./integration";
import { milvus } from "./milvus";
import { project } from "./project";
import { tags } from "./tags";

const accountId = <const Doc extends FieldDoc>(documentation: Doc) =>
  text(
    (value) => {
      if (/^\d{12}$/.test(value)) return undefined;
      const digits = value.replace(/[\s-]/g, "");
      const message = "is not an AWS account id";
      return {
        code: "account-id",
        message,
        allowed: "12 digits, in quotes",
        fix: /^\d{12}$/.test(digits) ? `use "${digits}"` : undefined,
        discreet: { message },
      };
    },
    documentation,
    "^[0-9]{12}$",
  );

const deploymentName = text(
  (value) => {
    const isName = (name: string) => /^[a-z]([a-z0-9]|-(?!-)){1,31}[a-z0-9]$/.test(name);
    if (isName(value)) return undefined;
    const nearest = value
      .slice(0, 64)
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, "-")
      .replace(/^[^a-z]+|-$/g, "");
    const message = "is not a deployment name";
    return {
      code: "name",
      message,
      allowed: '3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"',
      fix: isName(nearest) ? `use ${nearest}` : undefined,
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
      example: DEFAULTS.zilliz.accountId,
      default: DEFAULTS.zilliz.accountId,
    }),
    externalId: externalId("setup", {
      description:
        "External ID from the setup guide of the Zilliz Cloud console; no secret, but masked in messages and reports.",
      example: "cid-1a2b3c4d5e6f7g8h9i0j1k2l3",
    }),
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
    region: matching(/^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/, {
      code: "region",
      message: "is not an AWS region",
      allowed: "a region such as us-west-2",
      description: "Region of the deployment; decides the partition.",
      example: "us-west-2",
      pattern: "^[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}$",
    }),
    tags,
    policyEdition: choice(["documented", "current"], {
      description:
        "Policy texts: `documented` as the documents print them, `current` as the vendor's Terraform ships them today.",
      example: "current",
      default: "documented",
    }),
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
