import { isEksIssuer } from "../../compliance/trusts/principals";
import { OIDC_PLACEHOLDER } from "../../policies/project/oidc-placeholder";

const PROVIDER = /arn:[^:"]+:iam::\d{12}:oidc-provider\/([^"]+)/g;

/**
 * The trust that AWS has, with the placeholder where Zilliz has put the issuer of its cluster: what
 * else differs from the trust that is meant was somebody else's doing.
 */
export function withPlaceholder(actual: string, meant: string): string {
  const issuer = meant.includes(OIDC_PLACEHOLDER) ? onlyIssuer(actual) : undefined;
  return issuer === undefined ? actual : actual.replaceAll(issuer, OIDC_PLACEHOLDER);
}

/** The one cluster that a trust is for. */
function onlyIssuer(trust: string): string | undefined {
  const issuers = new Set([...trust.matchAll(PROVIDER)].map(([, issuer]) => issuer!));
  const [issuer, ...others] = issuers;
  return issuer !== undefined && others.length === 0 && isEksIssuer(issuer) ? issuer : undefined;
}
