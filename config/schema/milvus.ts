import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { iamPath, namespaceName, policyName, roleName, serviceAccountName } from "./common";
import { EXAMPLE_ISSUER, EXAMPLE_PROVIDER } from "./examples";
import { doc, flag, text } from "./field";
import { oidcIssuer, oidcProviderArn } from "./identity";
import { bucket, encryption, role } from "./storage";

const cluster = z
  .strictObject({
    name: text(
      (value) =>
        /^[0-9A-Za-z][\w-]{0,99}$/.test(value)
          ? undefined
          : {
              code: "kubernetes-name",
              message: "is not an EKS cluster name",
              allowed:
                "1 to 100 letters, digits, hyphens and underscores, not beginning with a hyphen",
            },
      {
        description: "Name of the EKS cluster; messages and next steps name it.",
        example: "acme-eks",
        default: "- not named",
      },
    ).optional(),
    oidcIssuer: oidcIssuer({
      description: "Issuer of the cluster.",
      example: EXAMPLE_ISSUER,
      default: "- taken from `oidcProviderArn`",
    }).optional(),
    oidcProviderArn: oidcProviderArn({
      description: "ARN of the cluster's OIDC provider.",
      example: EXAMPLE_PROVIDER,
      default: "- taken from `oidcIssuer`",
    }).optional(),
    createOidcProvider: flag({
      description: "Create the OIDC provider in IAM; for clusters that have none yet.",
      example: true,
      default: DEFAULTS.milvus.createOidcProvider,
    }),
  })
  .meta(doc({ description: "The EKS cluster.", example: { oidcIssuer: EXAMPLE_ISSUER } }));

/** Document configure-s3-access-by-iam-role. */
export const milvus = z
  .strictObject({
    cluster,
    serviceAccount: z
      .strictObject({
        namespace: namespaceName({
          description: "Namespace of the service account.",
          example: "milvus",
          default: DEFAULTS.milvus.serviceAccount.namespace,
        }).optional(),
        name: serviceAccountName({
          description: "Name of the service account.",
          example: "milvus-s3-access-sa",
          default: DEFAULTS.milvus.serviceAccount.name,
        }).optional(),
      })
      .meta(
        doc({
          description: "The one service account that may assume the role.",
          example: DEFAULTS.milvus.serviceAccount,
          default: DEFAULTS.milvus.serviceAccount,
        }),
      )
      .optional(),
    bucket: bucket("the bucket that Milvus stores its data in", "acme-milvus"),
    ...encryption,
    path: iamPath({
      description: "IAM path of the role and policy.",
      example: "/",
      default: DEFAULTS.milvus.path,
    }).optional(),
    roleName: roleName({
      description: "Name of the role.",
      example: "milvus-s3-access-sa",
      default: DEFAULTS.milvus.roleName,
    }).optional(),
    policyName: policyName({
      description: "Name of the policy.",
      example: "MilvusS3ReadWrite",
      default: DEFAULTS.milvus.policyName,
    }).optional(),
    ...role,
  })
  .meta(
    doc({
      description:
        "S3 access of a self-managed Milvus on EKS (document configure-s3-access-by-iam-role).",
      example: { cluster: { oidcIssuer: EXAMPLE_ISSUER }, bucket: { name: "acme-milvus" } },
    }),
  );
