import { z } from "zod";
import { DEFAULTS, VENDOR_TAG } from "../defaults";
import { TAG_COUNT } from "../../aws/limits";
import { backend } from "./backend";
import { externalId } from "./common";
import { doc, text } from "./field";
import { bootstrap, integration, milvus, project } from "./sections";

const accountId = (description: string, example: string, standard?: string) =>
  text(
    (value) =>
      /^\d{12}$/.test(value)
        ? undefined
        : {
            code: "account-id",
            message: "is not an AWS account id",
            allowed: "12 digits, in quotes",
          },
    { description, example, default: standard, pattern: "^[0-9]{12}$" },
  );

const tags = z
  .record(z.string(), z.string())
  .superRefine((value, context) => {
    const report = (key: string, message: string, allowed: string, fix?: string) =>
      context.addIssue({
        code: "custom",
        message,
        path: [key],
        params: { finding: { code: "tag", message, allowed, fix } },
      });
    const seen = new Map<string, string>();
    for (const [key, tag] of Object.entries(value)) {
      if (key.length < 1 || key.length > 128) {
        report(key, `the key has ${key.length} characters`, "1 to 128 characters");
      }
      if (tag.length > 256) {
        report(key, `the value has ${tag.length} characters`, "at most 256 characters");
      }
      if (/[^\p{L}\p{Z}\p{N}_.:/=+\-@]/u.test(key + tag)) {
        report(key, "holds a character that IAM refuses", "letters, digits, spaces and _.:/=+-@");
      }
      if (/^aws:/i.test(key)) {
        report(key, 'keys that begin with "aws:" belong to AWS', "another key");
      }
      if (key.toLowerCase() === VENDOR_TAG.key.toLowerCase() && tag !== VENDOR_TAG.value) {
        report(
          key,
          `the vendor's policies work on resources tagged ${VENDOR_TAG.key}=${VENDOR_TAG.value} only`,
          `${VENDOR_TAG.value}; it is added by itself`,
          "remove the line",
        );
      }
      const twin = seen.get(key.toLowerCase());
      if (twin !== undefined) {
        report(key, `is the same key as "${twin}" to IAM, which ignores case`, "keys that differ");
      }
      seen.set(key.toLowerCase(), key);
    }
    if (Object.keys(value).length >= TAG_COUNT) {
      const message = `${Object.keys(value).length} tags and ${VENDOR_TAG.key} are more than AWS takes`;
      context.addIssue({
        code: "custom",
        message,
        params: { finding: { code: "tag", message, allowed: `at most ${TAG_COUNT - 1} tags` } },
      });
    }
  })
  .meta(
    doc({
      description: `Tags of every resource; ${VENDOR_TAG.key}=${VENDOR_TAG.value} is always added.`,
      example: { CostCenter: "1234" },
      default: {},
    }),
  );

const zilliz = z
  .strictObject({
    accountId: accountId(
      "AWS account of Zilliz Cloud that the roles trust.",
      DEFAULTS.zilliz.accountId,
      DEFAULTS.zilliz.accountId,
    ).optional(),
    externalId: externalId({
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
    version: z
      .literal(1)
      .meta(doc({ description: "Version of the config format.", example: 1 })),
    name: text(
      (value) =>
        /^[a-z][a-z0-9-]{1,31}[a-z0-9]$/.test(value) && !value.includes("--")
          ? undefined
          : {
              code: "name",
              message: "is not a deployment name",
              allowed:
                '3 to 33 of a-z, 0-9 and "-", beginning with a letter, no "--", not ending with "-"',
            },
      {
        description:
          "Name of the deployment; part of stack ids and role names, which must stay within 64 characters.",
        example: "acme-prod",
        pattern: "^[a-z][a-z0-9-]{1,31}[a-z0-9]$",
      },
    ),
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
export type BucketConfig = Config extends { project?: infer P }
  ? NonNullable<P> extends { bucket: infer B }
    ? B
    : never
  : never;
