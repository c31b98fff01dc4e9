import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { backend } from "./backend";
import { externalId } from "./common";
import { doc, text, type FieldDoc } from "./field";
import { bootstrap } from "./bootstrap";
import { integration } from "./integration";
import { milvus } from "./milvus";
import { project } from "./project";
import { tags } from "./tags";

const accountId = (description: string, example: string, standard?: string) =>
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
    { description, example, default: standard, pattern: "^[0-9]{12}$" },
  );

const deploymentName = (documentation: FieldDoc) =>
  text(
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
        allowed:
          '3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"',
        fix: isName(nearest) ? `use ${nearest}` : undefined,
        discreet: { message },
      };
    },
    { pattern: "^[a-z][a-z0-9-]{1,31}[a-z0-9]$", ...documentation },
  );

const zilliz = z
  .strictObject({
    accountId: accountId(
      "AWS account of Zilliz Cloud that the roles trust.",
      DEFAULTS.zilliz.accountId,
      DEFAULTS.zilliz.accountId,
    ).optional(),
    externalId: externalId("setup", {
      description:
        "External ID from the setup guide of the Zilliz Cloud console; no secret, but masked in messages and reports.",
      example: "cid-1a2b3c4d5e6f7g8h9i0j1k2l3",
    }),
  })
  .meta(
    doc({
      description: "Zilliz Cloud's side of the trusts; bootstrap, project and integration need it.",
      example: { externalId: "cid-1a2b3c4d5e6f7g8h9i0j1k2l3" },
    }),
  );

/** Config file, version 1: one deployment. Types, JSON Schema and reference page come from here. */
export const configSchema = z
  .strictObject({
    version: z.literal(1).meta(doc({ description: "Version of the config format.", example: 1 })),
    name: deploymentName({
      description:
        "Name of the deployment; part of stack ids and role names, which must stay within 64 characters.",
      example: "acme-prod",
    }),
    accountId: accountId(
      "Your AWS account; Terraform refuses to run in another one.",
      "111122223333",
    ),
    region: text(
      (value) =>
        /^[a-z]{2,4}(-[a-z]+){1,3}-\d{1,2}$/.test(value)
          ? undefined
          : {
              code: "region",
              message: "is not an AWS region",
              allowed: "a region such as us-west-2",
            },
      {
        description: "Region of the deployment; decides the partition.",
        example: "us-west-2",
        pattern: "^[a-z]{2,4}(-[a-z]+){1,3}-[0-9]{1,2}$",
      },
    ),
    tags: tags.optional(),
    policyEdition: z
      .enum(["documented", "current"])
      .meta(
        doc({
          description:
            "Policy texts: `documented` as the documents print them, `current` as the vendor's Terraform ships them today.",
          example: "current",
          default: DEFAULTS.policyEdition,
        }),
      )
      .optional(),
    zilliz: zilliz.optional(),
    terraform: z
      .strictObject({ backend: backend.optional() })
      .meta(
        doc({
          description: "Settings of Terraform itself.",
          example: { backend: { type: "s3", bucket: "acme-terraform-state" } },
          default: { backend: { type: "local" } },
        }),
      )
      .optional(),
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

/** A config file as its author wrote it, checked but without defaults. */
export type Config = z.infer<typeof configSchema>;
export type BackendConfig = z.infer<typeof backend>;
