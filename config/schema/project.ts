import { iamPath, namePrefix, roleName } from "./common";
import { mapping } from "./field";
import { EXAMPLE_ISSUER, EXAMPLE_PROVIDER, oidcIssuer, oidcProviderArn } from "./identity";
import { network } from "./network";
import { bucket, encryption, role } from "./storage";

/** Documents create-bucket-and-role and create-cross-account-role. */
export const project = mapping(
  {
    description:
      "Bucket and roles of a BYOC project (documents create-bucket-and-role and create-cross-account-role).",
    example: { bucket: { name: "zilliz-byoc-acme-prod" } },
  },
  {
    bucket: bucket("the project's root storage bucket", "zilliz-byoc-acme-prod"),
    ...encryption,
    prefix: namePrefix({
      description:
        "What role and policy names begin with; with the path, it must stay under zilliz-byoc, which is all that the vendor's policy covers.",
      // create-bucket-and-role and create-cross-account-role: "use the prefix zilliz-byoc".
      default: "zilliz-byoc-",
    }),
    path: iamPath({
      description: "IAM path of the roles and policies.",
      example: "/zilliz-byoc/",
      default: "/",
    }),
    storageRoleName: roleName({
      description: "Name of the storage role.",
      example: "zilliz-byoc-acme-storage",
      default: "- `<prefix><name>-storage-role`",
    }),
    crossAccountRoleName: roleName({
      description: "Name of the cross-account role.",
      example: "zilliz-byoc-acme-bootstrap",
      default: "- `<prefix><name>-cross-account-role`",
    }),
    eksRoleName: roleName({
      description: "Name of the EKS role.",
      example: "zilliz-byoc-acme-eks",
      default: "- `<prefix><name>-eks-role`",
    }),
    oidcIssuer: oidcIssuer({
      description:
        "Issuer of the data plane's EKS cluster. Until it is known the trusts hold the documented placeholder `eks_oidc_url`, which Zilliz replaces.",
      example: EXAMPLE_ISSUER,
      default: "- the placeholder",
    }),
    oidcProviderArn: oidcProviderArn({
      description: "The same, told by the ARN of the OIDC provider.",
      example: EXAMPLE_PROVIDER,
      default: "- the placeholder",
    }),
    ...role,
    network,
  },
);
