import type { RuleResult } from "../finding";
import type { ConditionTest } from "../../iam/condition";
import { isPattern } from "../../iam/glob";
import { holdsWithoutKey } from "../../iam/condition";
import type { Rule, RuleContext } from "../rule";
import { ownAccount } from "../identify/roles";
import { nameOf } from "./shared/policies";
import { fail, pass } from "./shared/results";
import { providerArn, type ProviderArn } from "./shared/trust-principals";
import { isPending } from "../conformance/trust-facts";
import { isWebIdentity, overGrants, type Grant } from "./shared/trusts";

export const rule: Rule = {
  id: "trust-oidc",
  title: "Trusts in service accounts name audience, service account and a provider of the account",
  why: "A token that was issued for something else, or for another pod, would open the role.",
  fix: "ask for ISSUER:aud = sts.amazonaws.com and for ISSUER:sub, of a provider in this account",
  snippet: {
    language: "hcl",
    text: `Condition = {
  StringEquals = {
    "ISSUER:aud" = "sts.amazonaws.com"
    "ISSUER:sub" = "system:serviceaccount:NAMESPACE:NAME"
  }
}`,
  },
  severity: "error",
  severities: ["error", "warning"],
  documents: [
    "create-bucket-and-role, step 2",
    "configure-s3-access-by-iam-role, Verify the role and service account setup",
  ],
  check: (context) => overGrants(context, judge),
};

function* judge(context: RuleContext, grant: Grant): Iterable<RuleResult> {
  const { role, trust, statement } = grant;
  if (!isWebIdentity(statement)) return;
  const own = ownAccount(context, role.resource);
  for (const principal of statement.principals?.elements ?? []) {
    const provider = providerArn(principal);
    if (!provider) continue;
    const at = { attribute: trust.attribute };
    const key = (part: string) => ({ ...at, key: `${statement.label}:${part}` });
    const { issuer } = provider;
    const { resource } = role;
    const where = nameOf(statement);
    const problems = [
      ...audienceProblem(statement.tests, issuer),
      ...subjectProblem(statement.tests, issuer),
    ].map(([part, text]) => fail(resource, `${where} ${text}`, key(part)));
    yield* problems;
    const placed = accountResult(provider, own);
    if (placed) {
      const [verdict, text, severity] = placed;
      yield {
        verdict,
        resource,
        message: `${where} ${text}`,
        ...key("provider"),
        ...(severity && { severity }),
      };
    } else if (problems.length === 0) {
      const text = `asks for audience and service account, of a provider of this account`;
      yield pass(resource, `${where} ${text}`, at);
    }
  }
}

type Problem = readonly [part: string, text: string];

function audienceProblem(tests: readonly ConditionTest[], issuer: string): Problem[] {
  const test = testOf(tests, issuer, "aud");
  if (!test) return [["aud", "asks for no audience, so tokens for other services open the role"]];
  const [value, ...others] = test.values;
  if (others.length === 0 && value === "sts.amazonaws.com") return [];
  return [
    [
      "aud",
      `takes tokens for ${test.values.join(", ")}; only those for sts.amazonaws.com are meant`,
    ],
  ];
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

function accountResult({ account, issuer }: ProviderArn, own: string | undefined) {
  if (isPending(account, issuer)) {
    const text =
      "names the placeholders of the vendor's Terraform for account and issuer: nobody can assume the role through it before Zilliz rewrites it";
    return ["FAIL", text, "warning"] as const;
  }
  if (isPattern(account) || isPattern(issuer)) {
    return ["FAIL", "names providers by a pattern"] as const;
  }
  if (own === undefined) {
    return [
      "UNKNOWN",
      `trusts a provider of account ${account}; nothing tells whether that is this account`,
    ] as const;
  }
  return account === own
    ? undefined
    : (["FAIL", `trusts a provider of account ${account}, which is not this one`] as const);
}
