import { holdsWithoutKey, type ConditionTest } from "../../iam/condition";
import { isPattern, overlaps } from "../../iam/glob";
import { takesWildcards } from "../../iam/operators";
import type { Statement } from "../../iam/statement";
import { takesAction, isWebIdentity } from "./grants";
import { isEksIssuer, type ProviderArn } from "./principals";

/** Why a statement lets nobody in, and how to mend it. */
export interface Nobody {
  readonly why: string;
  readonly fix: string;
}

/**
 * Why no token of a provider opens a role by a statement; undefined where one may.
 * Source: IAM user guide, "Available keys for AWS OIDC federation" and "Create a role for OpenID
 * Connect federation"; STS API reference, AssumeRoleWithWebIdentity.
 */
export function nobodyBecause(statement: Statement, { issuer }: ProviderArn): Nobody | undefined {
  if (/^https?:\/\//i.test(issuer)) {
    const name = issuer.replace(/^https?:\/\//i, "");
    return {
      why: `it trusts a provider named ${issuer}, and ARNs of providers have no https://`,
      fix: `name the provider oidc-provider/${name}`,
    };
  }
  if (!isWebIdentity(statement)) {
    return takesAction(statement, "sts:assumerole")
      ? {
          why: "it allows sts:AssumeRole, which takes no token of an identity provider",
          fix: "allow sts:AssumeRoleWithWebIdentity",
        }
      : undefined;
  }
  for (const test of statement.tests) {
    const found = test.negated || holdsWithoutKey(test) ? undefined : unmet(test, issuer);
    if (found) return found;
  }
  return undefined;
}

/** A claim of some issuer's token: `ISSUER:sub`. */
const CLAIM = /^(.+):(aud|sub|azp|amr|oaud)$/i;

function unmet(test: ConditionTest, issuer: string): Nobody | undefined {
  const { key, values, operator, comparison } = test;
  const [, asked, claim = ""] = CLAIM.exec(key) ?? [];
  if (asked === undefined || comparison === "Null") return undefined;
  if (asked.toLowerCase() !== issuer.toLowerCase()) {
    const why = /^https?:\/\//i.test(asked)
      ? `it asks for ${key}, and keys of tokens begin without https://: ${issuer}:${claim}`
      : `it asks for ${key}, which a token of ${issuer} does not have`;
    return { why, fix: `ask for ${issuer}:${claim}` };
  }
  if (/^String/.test(comparison) && !takesWildcards(comparison) && values.every(isPattern)) {
    return {
      why: `${operator} takes * and ? as they stand, and no token has the ${claim} ${values.join(", ")}`,
      fix: "name the whole value, or ask with StringLike",
    };
  }
  const isPod = (value: string) => overlaps(value, "system:serviceaccount:*:*");
  if (claim.toLowerCase() === "sub" && isEksIssuer(issuer) && !values.some(isPod)) {
    return {
      why: `it asks for the sub ${values.join(", ")}, and those of a cluster are system:serviceaccount:NAMESPACE:NAME`,
      fix: "ask for the one of the service account that is meant",
    };
  }
  return undefined;
}
