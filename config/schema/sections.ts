import { z } from "zod";
import { DEFAULTS } from "../defaults";
import {
  bucketName,
  externalId,
  iamPath,
  namePrefix,
  namespaceName,
  policyName,
  roleName,
  serviceAccountName,
} from "./common";
import { doc, flag, integer, text } from "./field";
import { kmsKeyArn, oidcIssuer, oidcProviderArn, permissionsBoundary } from "./identity";

const EXAMPLE_KEY = "arn:aws:kms:us-west-2:111122223333:key/0a1b2c3d-0a1b-2c3d-4e5f-0a1b2c3d4e5f";
const EXAMPLE_ISSUER =
  "https://oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";
const EXAMPLE_PROVIDER =
  "arn:aws:iam::111122223333:oidc-provider/oidc.eks.us-west-2.amazonaws.com/id/EXAMPLED539D4633E53DE1B71EXAMPLE";

const bucket = (purpose: string, example: string) =>
  z
    .strictObject({
      name: bucketName({ description: `Name of ${purpose}.`, example }),
      existing: flag({
        description:
          "The bucket exists: nothing of it is created or changed, policies only name it.",
        example: true,
        default: DEFAULTS.bucket.existing,
      }),
      // Any other region is wrong, also one that does not exist: `checkRegion` says so.
      region: text(() => undefined, {
        description:
          "Region of an existing bucket, so that a wrong one is found here: bucket and deployment must share a region.",
        example: "us-west-2",
        default: "- the deployment's region",
      }).optional(),
      versioning: flag({
        description: "Keep old versions of objects.",
        example: true,
        default: DEFAULTS.bucket.versioning,
      }),
      expireOldVersionsAfterDays: integer(1, 3650, {
        description: "Days that an old version is kept; with versioning only.",
        example: 30,
        default: DEFAULTS.bucket.expireOldVersionsAfterDays,
      }),
      abortUploadsAfterDays: integer(1, 365, {
        description: "Days after which an unfinished multipart upload is removed.",
        example: 7,
        default: DEFAULTS.bucket.abortUploadsAfterDays,
      }),
      accessLogBucket: bucketName({
        description:
          "Existing bucket that receives the server access log, under the prefix `<bucket>/`.",
        example: "acme-access-logs",
        default: "- no access log",
      }).optional(),
      forceDestroy: flag({
        description: "Let `destroy` delete the bucket with everything in it.",
        example: true,
        default: DEFAULTS.bucket.forceDestroy,
      }),
      preventDestroy: flag({
        description: "Refuse every plan that would delete the bucket or its key.",
        example: false,
        default: DEFAULTS.bucket.preventDestroy,
      }),
    })
    .meta(
      doc({
        description: `${purpose[0]!.toUpperCase()}${purpose.slice(1)}.`,
        example: { name: example },
      }),
    );

const encryption = {
  kmsKeyArn: kmsKeyArn({
    description: "KMS key of your own that encrypts the bucket.",
    example: EXAMPLE_KEY,
    default: "- S3's own encryption (AES256)",
  }).optional(),
  createKmsKey: flag({
    description: "Create a KMS key, with rotation, and encrypt the bucket with it.",
    example: true,
    default: false,
  }),
};

const role = {
  permissionsBoundary: permissionsBoundary({
    description:
      "Boundary of the section's roles: `none`, `bootstrap` (the one that section `bootstrap` makes) or the ARN of a policy.",
    example: "bootstrap",
    default: DEFAULTS.permissionsBoundary,
  }).optional(),
  maxSessionDuration: integer(3600, 43200, {
    description: "Longest session of the section's roles, in seconds.",
    example: 7200,
    default: DEFAULTS.maxSessionDuration,
  }),
};

/** Document byoc-prerequisites. */
export const bootstrap = z
  .strictObject({
    prefix: namePrefix({
      description: "What the names of the seven policies and two roles begin with.",
      example: "zilliz-",
      default: DEFAULTS.bootstrap.prefix,
    }).optional(),
    path: iamPath({
      description: "IAM path of the policies and roles; the derived policies are scoped to it.",
      example: "/zilliz/",
      default: DEFAULTS.bootstrap.path,
    }).optional(),
    bootstrapRole: flag({
      description:
        "Keep the bootstrap role and its attachment; set to false once the license is activated.",
      example: false,
      default: DEFAULTS.bootstrap.bootstrapRole,
    }),
    maxSessionDuration: role.maxSessionDuration,
  })
  .meta(
    doc({
      description:
        "Policies and roles that activating a BYOC license needs (document byoc-prerequisites).",
      example: {},
    }),
  );

const network = z
  .strictObject({
    cidr: text(
      (value) => {
        const match = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})\/(\d{1,2})$/.exec(value);
        const octets = match?.slice(1, 5).map(Number) ?? [];
        const aligned = octets[2] === 0 && octets[3] === 0;
        if (match && octets.every((octet) => octet < 256) && match[5] === "16" && aligned) {
          return undefined;
        }
        return {
          code: "cidr",
          message: "is not an IPv4 block of size /16",
          allowed: "<0-255>.<0-255>.0.0/16",
        };
      },
      {
        description: "Address block of the VPC.",
        example: "10.0.0.0/16",
        default: DEFAULTS.network.cidr,
        pattern: "^[0-9]{1,3}\\.[0-9]{1,3}\\.0\\.0/16$",
      },
    ).optional(),
    availabilityZones: z
      .array(
        text(
          (value) =>
            /^[a-z0-9-]+\d[a-z]$/.test(value)
              ? undefined
              : {
                  code: "availability-zone",
                  message: "is not the name of an availability zone",
                  allowed: "a region and a letter, such as us-west-2a",
                },
          { description: "Availability zone.", example: "us-west-2a" },
        ),
      )
      .length(3)
      .meta(
        doc({
          description: "The three availability zones of the private subnets.",
          example: ["us-west-2a", "us-west-2b", "us-west-2c"],
          default: "- the region's zones a, b and c",
        }),
      )
      .optional(),
    privateLink: flag({
      description:
        "Create the interface endpoint to Zilliz Cloud's PrivateLink service of the region.",
      example: true,
      default: DEFAULTS.network.privateLink,
    }),
  })
  .meta(
    doc({
      description:
        "VPC of the data plane: three private subnets, a public one with a NAT gateway, an S3 endpoint and a security group, as the vendor's Terraform lays them out.",
      example: {},
      default: "- no network is created",
    }),
  );

/** Documents create-bucket-and-role and create-cross-account-role. */
export const project = z
  .strictObject({
    bucket: bucket("the project's root storage bucket", "zilliz-byoc-acme-prod"),
    ...encryption,
    prefix: namePrefix({
      description:
        "What role and policy names begin with; with the path, it must stay under zilliz-byoc, which is all that the vendor's policy covers.",
      example: "zilliz-byoc-",
      default: DEFAULTS.project.prefix,
    }).optional(),
    path: iamPath({
      description: "IAM path of the roles and policies.",
      example: "/zilliz-byoc/",
      default: DEFAULTS.project.path,
    }).optional(),
    storageRoleName: roleName({
      description: "Name of the storage role.",
      example: "zilliz-byoc-acme-storage",
      default: "- `<prefix><name>-storage-role`",
    }).optional(),
    crossAccountRoleName: roleName({
      description: "Name of the cross-account role.",
      example: "zilliz-byoc-acme-bootstrap",
      default: "- `<prefix><name>-cross-account-role`",
    }).optional(),
    eksRoleName: roleName({
      description: "Name of the EKS role.",
      example: "zilliz-byoc-acme-eks",
      default: "- `<prefix><name>-eks-role`",
    }).optional(),
    oidcIssuer: oidcIssuer({
      description:
        "Issuer of the data plane's EKS cluster. Until it is known the trusts hold the documented placeholder `eks_oidc_url`, which Zilliz replaces.",
      example: EXAMPLE_ISSUER,
      default: "- the placeholder",
    }).optional(),
    oidcProviderArn: oidcProviderArn({
      description: "The same, told by the ARN of the OIDC provider.",
      example: EXAMPLE_PROVIDER,
      default: "- the placeholder",
    }).optional(),
    ...role,
    network: network.optional(),
  })
  .meta(
    doc({
      description:
        "Bucket and roles of a BYOC project (documents create-bucket-and-role and create-cross-account-role).",
      example: { bucket: { name: "zilliz-byoc-acme-prod" } },
    }),
  );

/** Document integrate-with-aws-s3. */
export const integration = z
  .strictObject({
    bucket: bucket("the bucket for backups and audit logs", "acme-zilliz-export"),
    ...encryption,
    externalId: externalId({
      description:
        "External ID that the console shows in the step Create IAM Role of this integration.",
      example: "zilliz-external-1a2B3c4D5e6F7g8",
      default: "- `zilliz.externalId`",
    }).optional(),
    path: iamPath({
      description: "IAM path of the role and policy.",
      example: "/",
      default: DEFAULTS.integration.path,
    }).optional(),
    roleName: roleName({
      description: "Name of the role.",
      example: "zilliz-integration-role-0819",
      default: "- `zilliz-integration-role-<name>`",
    }).optional(),
    policyName: policyName({
      description: "Name of the policy.",
      example: "zilliz-policy-for-integration-0819",
      default: "- `zilliz-policy-for-integration-<name>`",
    }).optional(),
    ...role,
  })
  .meta(
    doc({
      description: "Export of backups and audit logs to S3 (document integrate-with-aws-s3).",
      example: { bucket: { name: "acme-zilliz-export", existing: true } },
    }),
  );

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
