import type { Severity } from "../finding";
import { type ConditionTest, holdsWithoutKey } from "../../iam/condition";
import { isPattern } from "../../iam/glob";
import type { Profile } from "../parameters";
import { ruleOf, type RuleContext } from "../rule";
import { ownAccount } from "../identify/roles";

import { issuerOf, type Issuer } from "../trusts/issuers";
import { nobodyBecause } from "../trusts/nobody";
import { isPending } from "../conformance/trust-facts";
import { isWebIdentity, overGrants, type TrustGrant } from "../trusts/grants";
import { nameOf } from "../policies/statements";
import { fail, orPass, type Results } from "../results";

export const rule = ruleOf("trust-oidc", (context) => overGrants(context, judge));

function* judge(context: RuleContext, grant: TrustGrant): Results {
  const { role, trust, statement } = grant;
  const own = ownAccount(context, role.resource);
  const where = nameOf(statement);
  const at = { attribute: trust.attribute };
  for (const principal of statement.principals?.elements ?? []) {
    const issuer = issuerOf(principal);
    if (!issuer) continue;
    if (!isWebIdentity(statement) || nobodyBecause(statement, principal)) continue;
    // What a config made has its account: there the placeholder is synth-placeholder's.
    if (isPending(issuer.account, issuer.issuer) && context.parameters.source === "config")
      continue;
    const problems = [
      ...claimProblems(statement.tests, issuer),
      ...accountProblem(issuer, own, context.profile),
    ];
    yield* orPass(
      problems.map(([part, text, severity, fix]) =>
        fail(role.resource, `${where} ${text}`, {
          ...at,
          key: `${statement.label}:${part}`,
          severity,
          fix,
        }),
      ),
      role.resource,
      `${where} ${ASKS[issuer.kind]}`,
      at,
    );
  }
}

const ASKS: Readonly<Record<Issuer["kind"], string>> = {
  cluster: "asks for audience and service account, of a provider of this account",
  shared: "says whose tokens it takes, of a provider of this account",
  login: "asks for the app that the token is for",
  tenant: "asks for audience or subject, of a provider of this account",
};

type Problem = readonly [part: string, text: string, severity?: Severity, fix?: string];

function claimProblems(
  tests: readonly ConditionTest[],
  { issuer, kind, claim = "sub" }: Issuer,
): Problem[] {
  const asked = tests.filter((test) => isClaimOf(test, issuer)).map(claimOf);
  const has = (...claims: readonly string[]) => claims.some((claim) => asked.includes(claim));
  if (kind === "login") {
    if (has("aud", "app_id", "oaud")) return [];
    const text = `asks for no audience, so whoever has an app or identity pool of ${issuer} may assume the role`;
    return [
      ["aud", text, undefined, `ask for ${issuer}:aud, the app or identity pool of your own`],
    ];
  }
  if (kind === "shared") {
    // So does every other claim but the audience, which with most issuers everybody chooses.
    if (asked.some((one) => one === claim || one !== "aud")) return [];
    const name = claim === "aud" ? "audience" : "subject";
    const text = `asks for no ${name}, so everybody whom ${issuer} serves may assume the role`;
    const own = claim === "aud" ? "organization or team" : "repository or workspace";
    return [[claim, text, undefined, `ask for ${issuer}:${claim}, the ${own} of your own`]];
  }
  if (kind === "tenant") {
    if (asked.length > 0) return [];
    const text = `asks for neither audience nor subject, so every token of ${issuer} opens the role`;
    return [["sub", text, undefined, `ask for ${issuer}:sub`]];
  }
  return [...audienceProblem(tests, issuer), ...(has("sub") ? [] : [NO_SUBJECT])];
}

const NO_SUBJECT: Problem = [
  "sub",
  "asks for no service account, so every pod of the cluster may assume the role",
];

function audienceProblem(tests: readonly ConditionTest[], issuer: string): Problem[] {
  const test = tests.find((one) => isClaimOf(one, issuer) && claimOf(one) === "aud");
  if (!test) return [["aud", "asks for no audience, so tokens for other services open the role"]];
  const found = test.values.join(", ");
  if (found === "sts.amazonaws.com") return [];
  return [["aud", `takes tokens for ${found}; only those for sts.amazonaws.com are meant`]];
}

/** Whether a test is of a claim, and a token without it does not pass. */
function isClaimOf(test: ConditionTest, issuer: string): boolean {
  return (
    test.key.toLowerCase().startsWith(`${issuer}:`.toLowerCase()) &&
    /^String(Equals|EqualsIgnoreCase|Like)$/.test(test.comparison) &&
    !test.negated &&
    !holdsWithoutKey(test)
  );
}

/** `sub` of `ISSUER:sub`. */
function claimOf({ key }: ConditionTest): string {
  return key.slice(key.lastIndexOf(":") + 1).toLowerCase();
}

const TELL_PROVIDER = "write the OIDC provider's ARN, and its issuer in the conditions";
const TELL_VENDOR =
  "let Zilliz Cloud make the cluster, which puts account and issuer in; if the cluster is there, write its OIDC provider's ARN and its issuer in the conditions";

function accountProblem(
  { account, issuer, kind }: Issuer,
  own: string | undefined,
  profile: Profile | undefined,
): Problem[] {
  if (kind === "login" && account === "") return [];
  const part = "provider";
  if (isPending(account, issuer)) {
    const text = "names placeholders for account and issuer: nobody can assume the role through it";
    return profile === "general"
      ? [[part, text, "warning", TELL_PROVIDER]]
      : [[part, `${text} before Zilliz rewrites it`, "warning", TELL_VENDOR]];
  }
  if (isPattern(account) || isPattern(issuer)) return [[part, "names providers by a pattern"]];
  if (own === undefined || account === own) return [];
  return [[part, `trusts a provider of account ${account}, which is not this one`]];
}
