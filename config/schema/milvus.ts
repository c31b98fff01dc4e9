import { DEFAULTS } from "../defaults";
import { cluster } from "./cluster";
import { iamPath, namespaceName, policyName, roleName, serviceAccountName } from "./common";
import { mapping } from "./field";
import { EXAMPLE_ISSUER } from "./identity";
import { release } from "./release";
import { bucket, encryption, role } from "./storage";

/** Document configure-s3-access-by-iam-role. */
export const milvus = mapping(
  {
    description:
      "S3 access of a self-managed Milvus on EKS, and Milvus itself (document configure-s3-access-by-iam-role).",
    example: { cluster: { oidcIssuer: EXAMPLE_ISSUER }, bucket: { name: "acme-milvus" } },
  },
  {
    cluster,
    serviceAccount: mapping(
      {
        description: "The one service account that may assume the role.",
        example: DEFAULTS.milvus.serviceAccount,
        default: DEFAULTS.milvus.serviceAccount,
      },
      {
        namespace: namespaceName({
          description: "Namespace of the service account.",
          default: DEFAULTS.milvus.serviceAccount.namespace,
        }),
        name: serviceAccountName({
          description: "Name of the service account.",
          default: DEFAULTS.milvus.serviceAccount.name,
        }),
      },
    ),
    bucket: bucket("the bucket that Milvus stores its data in", "acme-milvus"),
    ...encryption,
    path: iamPath({ description: "IAM path of the role and policy.", example: "/", default: "/" }),
    // Both names are the document's.
    roleName: roleName({ description: "Name of the role.", default: "milvus-s3-access-sa" }),
    policyName: policyName({ description: "Name of the policy.", default: "MilvusS3ReadWrite" }),
    ...role,
    release,
  },
);
