import type { RuleResult } from "../finding";
import type { PrincipalElement } from "../../iam/principal";
import { ruleOf, type RuleContext } from "../rule";
import { nameOf } from "../policies/statements";
import { fail, pass, unsure, type Saying } from "../results";
import { reachesOf } from "../policies/reach";
import type { Statement } from "../../iam/statement";
import { asksForOrganization, overGrants, type TrustGrant } from "../trusts/grants";
import type { RoleView } from "../../terraform/model-view";
import { identifiedRoles, ownAccount } from "../identify/roles";
import { principalAccount } from "../trusts/principals";
import { issuerOf } from "../trusts/issuers";
import { TELL_ACCOUNT } from "../identify/place";
import type { Resource } from "../../terraform/model";

export const rule = ruleOf("trust-account", (context) => overGrants(context, judge));

function* judge(
  context: RuleContext,
  { role, trust, statement }: TrustGrant,
): Iterable<RuleResult> {
  const at = { attribute: trust.attribute };
  const { principals } = statement;
  if (!principals || principals.negated) {
    const whom = principals ? "everybody but those it names" : "nobody: it names no principal";
    const key = statement.label;
    yield fail(role.resource, `${nameOf(statement)} trusts ${whom}`, { ...at, key });
    return;
  }
  const own = ownAccount(context, role.resource);
  const narrowed = narrowedTo(statement, own) ?? organizationOf(context, role, statement);
  for (const principal of principals.elements) {
    if (narrowed !== undefined && principal.name === "*" && principal.type !== "Service") {
      const key = `${statement.label}:*`;
      yield pass(role.resource, `${nameOf(statement)} trusts ${narrowed}`, { ...at, key });
      continue;
    }
    const account = principalAccount(principal);
    const untold = own === undefined ? untoldIn(context, principal, account) : undefined;
    if (untold !== undefined) {
      yield untoldAccount(role.resource, untold);
      continue;
    }
    const key = `${statement.label}:${principal.name}`;
    // Whom anybody's Terraform names on purpose may be meant.
    if (context.profile === "general" && account !== undefined && account !== own) {
      const message = `${nameOf(statement)} trusts account ${account}, which is not this one`;
      yield fail(role.resource, message, { ...at, key, severity: "warning" });
      continue;
    }
    const verdict = judgePrincipal(principal, own, context.parameters.zillizAccountIds);
    if (!verdict) continue;
    const [saying, text] = verdict;
    yield saying(role.resource, `${nameOf(statement)} trusts ${text}`, { ...at, key });
  }
}

/** The account of a principal, or of its OIDC provider, of which nothing tells whether it is this one. */
function untoldIn(
  { parameters }: RuleContext,
  principal: PrincipalElement,
  account = issuerOf(principal)?.account,
): string | undefined {
  if (account === undefined || !/^\d{12}$/.test(account)) return undefined;
  return parameters.zillizAccountIds.includes(account) ? undefined : account;
}

/** It is about the file, so that one account is told once, and not for each role. */
function untoldAccount({ file }: Resource, account: string): RuleResult {
  const message = `trusts name account ${account}; nothing tells whether that is this account`;
  return unsure(file, message, { key: `account ${account}`, fix: TELL_ACCOUNT });
}

/** Whom conditions leave of everybody, where that is this account. */
function narrowedTo(statement: Statement, own: string | undefined): string | undefined {
  const reaches = own === undefined ? [] : reachesOf(statement, [own]);
  if (reaches.some(({ name, reach }) => name === "*" && reach === "own")) {
    return "this account alone, by a condition";
  }
  return undefined;
}

/** An organization is enough for roles of nobody's document; the documented ones name whom they trust. */
function organizationOf(context: RuleContext, role: RoleView, statement: Statement) {
  if (!asksForOrganization(statement)) return undefined;
  return identifiedRoles(context).some(({ view }) => view === role)
    ? undefined
    : "an organization alone, by a condition";
}

/** Nothing for services and identity providers, which belong to no account. */
function judgePrincipal(
  principal: PrincipalElement,
  own: string | undefined,
  zilliz: readonly string[],
): readonly [Saying, string] | undefined {
  const { type, name } = principal;
  if (type !== "*" && name === "*") return [fail, "everybody, in every account of AWS"];
  if (type !== "AWS") return type === "*" ? [fail, "everybody"] : undefined;
  const account = principalAccount(principal);
  if (account === undefined) {
    return [fail, `${name}, which is no account, role or user: what it named may be deleted`];
  }
  if (zilliz.includes(account)) return [pass, `account ${account}, which is Zilliz Cloud's`];
  return account === own
    ? [pass, `account ${account}, which is this one`]
    : [fail, `account ${account}, which is neither this one nor Zilliz Cloud's`];
}
