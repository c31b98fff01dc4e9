import { holdsWithoutKey, type ConditionTest } from "../../iam/condition";
import { isPattern, overlaps } from "../../iam/glob";
import { takesWildcards } from "../../iam/operators";
import type { PrincipalElement } from "../../iam/principal";
import type { Statement } from "../../iam/statement";
import { takesAction } from "./grants";
import { issuerOf } from "./issuers";
import { isEksIssuer } from "./principals";

/** Why a statement does not let a principal in, and how to mend it. */
export interface Nobody {
  readonly why: string;
  readonly fix: string;
  /** Whether the fix would change what the statement says of others whom it names. */
  readonly changesStatement?: boolean;
}

/**
 * Why a statement of a trust does not let in a principal that it names; undefined where it may.
 * Source: IAM user guide, "Available keys for AWS OIDC federation", "Create a role for OpenID Connect
 * federation" and "AWS global condition context keys"; STS API reference.
 */
export function nobodyBecause(
  statement: Statement,
  principal: PrincipalElement,
): Nobody | undefined {
  const entry = entryOf(principal);
  if (!entry) return undefined;
  const unfit = otherCall(statement, entry) ?? unmetTest(statement, entry);
  return badName(entry) ?? (unfit && { ...unfit, changesStatement: true });
}

/** How principals of a kind get into a role. */
interface Entry {
  /** Whom the trust names, in the plural. */
  readonly who: string;
  /** What they call. */
  readonly call: (typeof CALLS)[number];
  /** Condition keys that their requests never have. */
  readonly lacks: RegExp | undefined;
  /** Where the prefix of claims is theirs, in lower case; absent where no claim is. */
  readonly issuer?: string;
}

const CALLS = [
  "sts:AssumeRole",
  "sts:AssumeRoleWithWebIdentity",
  "sts:AssumeRoleWithSAML",
] as const;

/** Of who signs requests: services are in no organization, and show no second factor. */
const OF_SIGNERS = "aws:PrincipalOrg(ID|Paths)|aws:MultiFactorAuth(Present|Age)";
const NOT_OF_SERVICES = new RegExp(`^(${OF_SIGNERS})$`, "i");
/** Who comes with a token or an assertion signs nothing, and can give no external ID either. */
const NOT_OF_TOKENS = new RegExp(`^(${OF_SIGNERS}|sts:ExternalId)$`, "i");

/** Undefined for everybody, and for what is no principal. */
function entryOf(principal: PrincipalElement): Entry | undefined {
  const { type, name } = principal;
  if (name === "*") return undefined;
  // Sessions keep the claims of the token that they were opened with.
  if (type === "AWS") return { who: "roles and users", call: "sts:AssumeRole", lacks: undefined };
  if (type === "Service") {
    return { who: "services of AWS", call: "sts:AssumeRole", lacks: NOT_OF_SERVICES };
  }
  if (/^arn:[^:]*:iam::[^:]*:saml-provider\//.test(name)) {
    const who = "those whom a SAML provider signs in";
    return { who, call: "sts:AssumeRoleWithSAML", lacks: NOT_OF_TOKENS, issuer: "saml" };
  }
  const issuer = issuerOf(principal)?.issuer;
  if (issuer === undefined) return undefined;
  const who = "those with a token of an OIDC provider";
  return { who, call: "sts:AssumeRoleWithWebIdentity", lacks: NOT_OF_TOKENS, issuer };
}

function badName({ issuer = "" }: Entry): Nobody | undefined {
  if (!/^https?:\/\//i.test(issuer)) return undefined;
  return {
    why: `it trusts a provider named ${issuer}, and ARNs of providers have no https://`,
    fix: `name the provider oidc-provider/${issuer.replace(/^https?:\/\//i, "")}`,
  };
}

function otherCall(statement: Statement, { who, call }: Entry): Nobody | undefined {
  const allowed = CALLS.filter((one) => takesAction(statement, one.toLowerCase()));
  if (allowed.length === 0 || allowed.includes(call)) return undefined;
  return {
    why: `it allows ${allowed.join(" and ")}, and ${who} call ${call}`,
    fix: `allow ${call}`,
  };
}

function unmetTest(statement: Statement, entry: Entry): Nobody | undefined {
  if (!takesAction(statement, entry.call.toLowerCase())) return undefined;
  for (const test of statement.tests) {
    if (test.negated || holdsWithoutKey(test) || test.comparison === "Null") continue;
    const found = lacking(test, entry) ?? unmetClaim(test, entry);
    if (found) return found;
  }
  return undefined;
}

function lacking({ key, operator }: ConditionTest, { who, lacks }: Entry) {
  if (lacks?.test(key) !== true) return undefined;
  return {
    why: `it asks for ${key}, which requests of ${who} do not have`,
    fix: `remove ${operator} ${key}`,
  };
}

/** A claim of some issuer's token: `ISSUER:sub`. */
const CLAIM = /^(.+):(aud|sub|azp|amr|oaud)$/i;

function unmetClaim(test: ConditionTest, { issuer }: Entry): Nobody | undefined {
  const { key, values, operator, comparison } = test;
  const [, asked, claim = ""] = CLAIM.exec(key) ?? [];
  if (asked === undefined || issuer === undefined) return undefined;
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
