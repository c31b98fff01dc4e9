import type { RuleResult, Severity } from "../finding";
import type { ConditionTest } from "../../iam/condition";
import { isPattern } from "../../iam/glob";
import { holdsWithoutKey } from "../../iam/condition";
import { hcl, type Rule, type RuleContext } from "../rule";
import { ownAccount } from "../identify/roles";

import { providerArn, type ProviderArn } from "../trusts/principals";
import { isPending } from "../conformance/trust-facts";
import { isWebIdentity, overGrants, untoldAccount } from "../trusts/grants";
import { nameOf } from "../policies/statements";
import { fail, orPass, type Saying } from "../results";
import type { TrustGrant } from "../trusts/grants";

export const rule: Rule = {
  id: "trust-oidc",
  title: "Trusts in service accounts name audience, service account and a provider of the account",
  why: "A token that was issued for something else, or for another pod, would open the role.",
  fix: "ask for ISSUER:aud = sts.amazonaws.com and for ISSUER:sub, of a provider in this account",
  snippet: hcl(`Condition = {
  StringEquals = {
    "ISSUER:aud" = "sts.amazonaws.com"
    "ISSUER:sub" = "system:serviceaccount:NAMESPACE:NAME"
  }
}`),
  severity: "error",
  severities: ["error", "warning"],
  documents: [
    "create-bucket-and-role, step 2",
    "configure-s3-access-by-iam-role, Verify the role and service account setup",
  ],
  check: (context) => overGrants(context, judge),
};

function* judge(context: RuleContext, grant: TrustGrant): Iterable<RuleResult> {
  const { role, trust, statement } = grant;
  if (!isWebIdentity(statement)) return;
  const own = ownAccount(context, role.resource);
  for (const principal of statement.principals?.elements ?? []) {
    const provider = providerArn(principal);
    if (!provider) continue;
    const at = { attribute: trust.attribute };
    const { issuer } = provider;
    const where = nameOf(statement);
    if (own === undefined && /^\d{12}$/.test(provider.account)) {
      yield untoldAccount(role.resource, provider.account);
    }
    const problems = [
      ...audienceProblem(statement.tests, issuer),
      ...subjectProblem(statement.tests, issuer),
      ...accountProblem(provider, own),
    ];
    yield* orPass(
      problems.map(([part, text, saying = fail, severity]) =>
        saying(role.resource, `${where} ${text}`, {
          ...at,
          key: `${statement.label}:${part}`,
          severity,
        }),
      ),
      role.resource,
      `${where} asks for audience and service account, of a provider of this account`,
      at,
    );
  }
}

type Problem = readonly [part: string, text: string, saying?: Saying, severity?: Severity];

function audienceProblem(tests: readonly ConditionTest[], issuer: string): Problem[] {
  const test = testOf(tests, issuer, "aud");
  if (!test) return [["aud", "asks for no audience, so tokens for other services open the role"]];
  const found = test.values.join(", ");
  if (found === "sts.amazonaws.com") return [];
  return [["aud", `takes tokens for ${found}; only those for sts.amazonaws.com are meant`]];
}

function subjectProblem(tests: readonly ConditionTest[], issuer: string): Problem[] {
  const text = "asks for no service account, so every pod of the cluster may assume the role";
  return testOf(tests, issuer, "sub") ? [] : [["sub", text]];
}

/** The test of a claim that a token without it does not pass. */
function testOf(tests: readonly ConditionTest[], issuer: string, claim: string) {
  return tests.find(
    (test) =>
      test.key.toLowerCase() === `${issuer}:${claim}`.toLowerCase() &&
      /^String(Equals|Like)$/.test(test.comparison) &&
      !test.negated &&
      !holdsWithoutKey(test),
  );
}

function accountProblem({ account, issuer }: ProviderArn, own: string | undefined): Problem[] {
  const part = "provider";
  if (isPending(account, issuer)) {
    const text =
      "names the placeholders of the vendor's Terraform for account and issuer: nobody can assume the role through it before Zilliz rewrites it";
    return [[part, text, fail, "warning"]];
  }
  if (isPattern(account) || isPattern(issuer)) return [[part, "names providers by a pattern"]];
  if (own === undefined || account === own) return [];
  return [[part, `trusts a provider of account ${account}, which is not this one`]];
}
