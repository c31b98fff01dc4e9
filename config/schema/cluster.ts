import { addressObjection } from "./address";
import { flag, mapping, matching, text } from "./field";
import {
  EXAMPLE_ISSUER,
  EXAMPLE_PROVIDER,
  oidcIssuer,
  oidcProviderArn,
  profileName,
  roleArn,
} from "./identity";

const READ_ENDPOINT = "aws eks describe-cluster --name <cluster> --query cluster.endpoint";

const CLUSTER_NAME = /^[0-9A-Za-z][\w-]{0,99}$/;

const access = mapping(
  {
    description: "How Terraform reaches the cluster; for `release` alone.",
    example: { profile: "acme-prod" },
    default: "- `aws eks get-token` for the cluster of this name",
  },
  {
    profile: profileName({
      description: "Profile of the AWS command line that asks for the cluster's token.",
      example: "acme-prod",
      default: "- the credentials that Terraform runs with",
    }),
    roleArn: roleArn({
      description: "Role that is assumed for the token; the cluster must let it in.",
      example: "arn:aws:iam::111122223333:role/eks-deployer",
      default: "- none",
    }),
    endpoint: text((value) => addressObjection(value, { fix: READ_ENDPOINT }), {
      description:
        "Address of the Kubernetes API, with `certificateAuthority`, so that a plan need not ask EKS.",
      example: "https://0123456789ABCDEF0123456789ABCDEF.gr7.us-west-2.eks.amazonaws.com",
      default: "- read from EKS by a data source",
      pattern: "^https://[^\\s/?#@]+(/[^\\s?#]*)?$",
    }),
    certificateAuthority: text(
      (value) =>
        pemOf(value) === undefined
          ? {
              code: "value",
              message: "is not a certificate in base64",
              allowed: "base64 of a text that begins with -----BEGIN CERTIFICATE-----",
              fix: "aws eks describe-cluster --name <cluster> --query cluster.certificateAuthority.data",
            }
          : undefined,
      {
        description: "Certificate of the cluster, base64 as EKS gives it.",
        // No certificate in truth: EKS's own has about 1,100 characters.
        example: Buffer.from(
          "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----\n",
        ).toString("base64"),
        default: "- read from EKS by a data source",
      },
    ),
    proxyUrl: matching(/^(https?|socks5):\/\/(\[[0-9A-Fa-f:]+\]|[\w.-]+)(:\d{1,5})?\/?$/, {
      code: "value",
      message: "is not the address of a proxy",
      allowed: "http://, https:// or socks5://, then <host>:<port>, without a user",
      fix: "give HTTPS_PROXY in the environment what must stay secret",
      description:
        "Proxy for the calls to the Kubernetes API alone; HTTPS_PROXY in the environment is one for AWS as well.",
      example: "http://proxy.acme.example:3128",
      default: "- the environment's",
    }),
    kubeconfig: matching(/^(~\/|\/)\S+$/, {
      code: "value",
      message: "is not a path that means the same file in every folder",
      allowed: "a path that begins with ~/ or /",
      fix: "write its whole path, from ~/ or / on",
      description: "Kubeconfig file, for any cluster; instead of all of the above.",
      example: "~/.kube/config",
      default: "- none: `aws eks get-token` is asked",
    }),
    context: matching(/^\S{1,253}$/, {
      code: "value",
      message: "is not the name of a context",
      allowed: "1 to 253 characters without spaces",
      fix: "kubectl config get-contexts --output name",
      description: "Context of the kubeconfig file.",
      example: "acme-prod",
      default: "- the file's current one",
    }),
  },
);

export const cluster = mapping(
  { description: "The EKS cluster.", example: { oidcIssuer: EXAMPLE_ISSUER } },
  {
    name: text(
      (value) => {
        if (CLUSTER_NAME.test(value)) return undefined;
        const [, named = ""] = /^arn:[^:]*:eks:[^:]*:\d*:cluster\/(.+)$/.exec(value) ?? [];
        return {
          code: "kubernetes-name",
          message: "is not an EKS cluster name",
          allowed: "1 to 100 letters, digits, hyphens and underscores, not beginning with a hyphen",
          fix: CLUSTER_NAME.test(named) ? `use ${named}` : undefined,
          discreet: { message: "is not an EKS cluster name" },
        };
      },
      {
        description: "Name of the EKS cluster; `podIdentity` and `release` need it.",
        example: "acme-eks",
        default: "- not named",
      },
    ),
    oidcIssuer: oidcIssuer({
      description: "Issuer of the cluster.",
      example: EXAMPLE_ISSUER,
      default: "- taken from `oidcProviderArn`",
    }),
    oidcProviderArn: oidcProviderArn({
      description: "ARN of the cluster's OIDC provider.",
      example: EXAMPLE_PROVIDER,
      default: "- taken from `oidcIssuer`",
    }),
    createOidcProvider: flag({
      description: "Create the OIDC provider in IAM; for clusters that have none yet.",
      default: false,
    }),
    // The document binds the role by the cluster's issuer.
    podIdentity: flag({
      description:
        "Give pods the role by EKS Pod Identity instead of the issuer's tokens; Milvus 2.6 or newer, and the add-on eks-pod-identity-agent.",
      default: false,
    }),
    access,
  },
);

/** The PEM text that EKS gives in base64; undefined when it is none. */
export function pemOf(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(base64)) return undefined;
  const pem = Buffer.from(base64, "base64").toString("utf8");
  return /^-----BEGIN CERTIFICATE-----\s/.test(pem) ? pem : undefined;
}
