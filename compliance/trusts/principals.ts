import { accountOf, rootAccount, type PrincipalElement } from "../../iam/principal";

/** Account of a principal of AWS; undefined for services, providers, `*` and what is no ARN. */
export function principalAccount({ type, name }: PrincipalElement): string | undefined {
  if (type !== "AWS") return undefined;
  return rootAccount(name) ?? accountOf(name);
}

/** An OIDC provider as a trust names it. */
export interface ProviderArn {
  readonly account: string;
  /** Without `https://`. */
  readonly issuer: string;
}

/** An OIDC provider's ARN in its parts; the account may be a placeholder. */
export function providerArn({ type, name }: PrincipalElement): ProviderArn | undefined {
  if (type !== "Federated") return undefined;
  const [, account, issuer] = /^arn:[^:]*:iam::([^:]*):oidc-provider\/(.+)$/.exec(name) ?? [];
  return account === undefined || issuer === undefined ? undefined : { account, issuer };
}

/** Account in the provider's ARN of the vendor's Terraform, which nothing ever fills in. */
export const ACCOUNT_PLACEHOLDER = "accountid";

/** Whether an issuer is one of EKS: `oidc.eks.REGION.amazonaws.com/id/ID`. */
export function isEksIssuer(issuer: string): boolean {
  return /^oidc(\.eks\.[a-z0-9-]+\.amazonaws\.com(\.cn)?|-eks\.[a-z0-9-]+\.api\.aws)\/id\/[0-9A-Za-z]+$/.test(
    issuer,
  );
}
