import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";
import type { PrincipalElement } from "../../iam/principal";
import { own } from "../../text/own";
import issuers from "./shared-issuers.json";
import { isEksIssuer, providerArn, type ProviderArn } from "./principals";

/** What tokens of an issuer must be asked for, lest everybody whom it serves gets in. */
export interface Issuer extends ProviderArn {
  /**
   * `cluster`: audience and service account. `shared`, of all its customers: whose token it is.
   * `login`, of all apps of the world: for which app it was issued. `tenant`, of one customer: either.
   */
  readonly kind: "cluster" | "shared" | "login" | "tenant";
  /** Of a shared issuer the claim that says whose token it is, and that AWS has trusts ask for. */
  readonly claim?: "aud" | "sub";
}

/**
 * Issuers that serve all their customers, each with the claim that tells these apart.
 * Source: IAM user guide, "Identity-provider controls for shared OIDC providers".
 */
const SHARED = issuers as Readonly<Record<string, "aud" | "sub">>;

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
  if (!provider) return undefined;
  const claim = own(SHARED, provider.issuer);
  return claim === undefined
    ? { ...provider, kind: kindOf(provider.issuer) }
    : { ...provider, kind: "shared", claim };
}

function kindOf(issuer: string): Exclude<Issuer["kind"], "shared"> {
  if (LOGINS.includes(issuer)) return "login";
  // A placeholder, and a pattern, may be any cluster's.
  const isCluster =
    isEksIssuer(issuer) || issuer === OIDC_PLACEHOLDER || /[*?]|oidc\.eks/.test(issuer);
  return isCluster ? "cluster" : "tenant";
}
