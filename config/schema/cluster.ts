import { isIPv4, isIPv6 } from "node:net";
import { flag, mapping, matching, text, type Objection } from "./field";
import { EXAMPLE_ISSUER, EXAMPLE_PROVIDER, oidcIssuer, oidcProviderArn, roleArn } from "./identity";

const CLUSTER_NAME = /^[0-9A-Za-z][\w-]{0,99}$/;

const access = mapping(
  {
    description: "How Terraform reaches the cluster; for `release` alone.",
    example: { profile: "acme-prod" },
    default: "- `aws eks get-token` for the cluster of this name",
  },
  {
    profile: matching(/^[\w+=,.@:/-]{1,128}$/, {
      code: "value",
      message: "is not the name of a profile",
      allowed: "1 to 128 letters, digits and _+=,.@:/-",
      description: "Profile of the AWS command line that asks for the cluster's token.",
      example: "acme-prod",
      default: "- the credentials that Terraform runs with",
    }),
    roleArn: roleArn({
      description: "Role that is assumed for the token; the cluster must let it in.",
      example: "arn:aws:iam::111122223333:role/eks-deployer",
      default: "- none",
    }),
    endpoint: text(endpointObjection, {
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

/** An address as Terraform's providers take it: a name, IPv4 or [IPv6], with port and path or without. */
function endpointObjection(value: string): Objection | undefined {
  const violations: string[] = [];
  if (!value.startsWith("https://")) violations.push("must begin with https://");
  const rest = value.replace(/^[a-z]+:\/\//i, "");
  const [authority = ""] = rest.split(/[/?#]/);
  const [, host = "", port] = /^(\[[^\]]*\]|[^:[\]]*)(?::(.*))?$/.exec(authority) ?? [];
  const isV6 = host.startsWith("[");
  const allowed =
    "https://<host>[:<port>], the host a name, an IPv4 address or an IPv6 in brackets";
  if (authority.includes("@")) {
    const message = "holds a user or a password";
    return { code: "credential", message, allowed, fix: "remove all up to the @" };
  }
  if (!(isV6 ? isIPv6(host.slice(1, -1)) : isHost(host))) violations.push("names no host");
  if (
    port !== undefined &&
    !(/^\d{1,5}$/.test(port) && Number(port) >= 1 && Number(port) <= 65535)
  ) {
    violations.push("names no port: 1 to 65535");
  }
  if (/[?#]/.test(rest)) violations.push("must not hold a query or fragment");
  if (/\s/.test(value)) violations.push("holds a space");
  if (violations.length === 0) return undefined;
  return {
    code: "value",
    message: violations.join("; "),
    allowed,
    fix:
      violations.length === 1 && !value.includes("://")
        ? `use https://${value}`
        : "aws eks describe-cluster --name <cluster> --query cluster.endpoint",
  };
}

/** All digits is an address, which must be one. */
function isHost(host: string): boolean {
  if (/^[\d.]+$/.test(host)) return isIPv4(host);
  const labels = host.replace(/\.$/, "").split(".");
  return host.length <= 253 && labels.every((label) => LABEL.test(label));
}

const LABEL = /^[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?$/;

/** The PEM text that EKS gives in base64; undefined when it is none. */
export function pemOf(base64: string): string | undefined {
  if (!/^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(base64)) return undefined;
  const pem = Buffer.from(base64, "base64").toString("utf8");
  return /^-----BEGIN CERTIFICATE-----\s/.test(pem) ? pem : undefined;
}
