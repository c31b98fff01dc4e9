import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { PrincipalElement } from "../../iam/principal";
import { isEksIssuer, providerArn, type ProviderArn } from "./principals";

/** What tokens of an issuer must be asked for, lest everybody whom it serves gets in. */
export interface Issuer extends ProviderArn {
  /**
   * `cluster`: audience and service account. `shared`, of all its customers: whose token it is.
   * `login`, of all apps of the world: for which app it was issued. `tenant`, of one customer: either.
   */
  readonly kind: "cluster" | "shared" | "login" | "tenant";
}

/** Issuers that serve all their customers. Source: IAM user guide, "Identity-provider controls for shared OIDC providers". */
const SHARED = [
  /^token\.actions\.githubusercontent\.com$/,
  /^gitlab\.com$/,
  /^app\.terraform\.io$/,
  /^agent\.buildkite\.com$/,
  /^oidc\.vercel\.com$/,
  /^oidc\.codefresh\.io$/,
  /^api\.pulumi\.com\/oidc$/,
  /^scalr\.io$/,
];

/** Providers that IAM knows by itself, with the claim that names the app. */
const LOGINS = [
  "cognito-identity.amazonaws.com",
  "accounts.google.com",
  "graph.facebook.com",
  "www.amazon.com",
];

/** The issuer that a trust names; undefined for other principals, SAML providers among them. */
export function issuerOf(principal: PrincipalElement): Issuer | undefined {
  if (principal.type !== "Federated") return undefined;
  if (LOGINS.includes(principal.name)) {
    return { account: "", issuer: principal.name, kind: "login" };
  }
  const provider = providerArn(principal);
  return provider && { ...provider, kind: kindOf(provider.issuer) };
}

function kindOf(issuer: string): Issuer["kind"] {
  if (LOGINS.includes(issuer)) return "login";
  if (SHARED.some((pattern) => pattern.test(issuer))) return "shared";
  // A placeholder, and a pattern, may be any cluster's.
  const isCluster =
    isEksIssuer(issuer) || issuer === OIDC_PLACEHOLDER || /[*?]|oidc\.eks/.test(issuer);
  return isCluster ? "cluster" : "tenant";
}
