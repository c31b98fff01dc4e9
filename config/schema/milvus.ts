import { z } from "zod";
import { DEFAULTS } from "../defaults";
import { cluster } from "./cluster";
import { iamPath, namespaceName, policyName, roleName, serviceAccountName } from "./common";
import { EXAMPLE_ISSUER } from "./examples";
import { doc } from "./field";
import { release } from "./release";
import { bucket, encryption, role } from "./storage";

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
    release: release.optional(),
  })
  .meta(
    doc({
      description:
        "S3 access of a self-managed Milvus on EKS, and Milvus itself (document configure-s3-access-by-iam-role).",
      example: { cluster: { oidcIssuer: EXAMPLE_ISSUER }, bucket: { name: "acme-milvus" } },
    }),
  );
