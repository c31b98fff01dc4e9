import type { RuleResult } from "../finding";
import type { PrincipalElement } from "../../iam/principal";
import type { Rule, RuleContext } from "../rule";
import { ownAccount } from "../identify/roles";
import { nameOf } from "./shared/policies";
import { fail, pass } from "./shared/results";
import { principalAccount } from "./shared/trust-principals";
import { overGrants, type Grant } from "./shared/trusts";

export const rule: Rule = {
  id: "trust-account",
  title: "Roles trust no other account than Zilliz Cloud's",
  why: "Whoever may assume a role has all its rights, from wherever they are.",
  fix: "trust account 965570967084, or the one that the Zilliz Cloud console shows, and no other",
  snippet: {
    language: "yaml",
    text: 'zilliz:\n  accountId: "965570967084" # unless the console shows another',
  },
  severity: "error",
  standards: ["CKV_AWS_60"],
  documents: ["create-cross-account-role, step 1", "integrate-with-aws-s3, step 4"],
  check: (context) => overGrants(context, judge),
};

function* judge(context: RuleContext, { role, trust, statement }: Grant): Iterable<RuleResult> {
  const at = { attribute: trust.attribute };
  const { principals } = statement;
  if (!principals || principals.negated) {
    const whom = principals ? "everybody but those it names" : "nobody: it names no principal";
    yield fail(role.resource, `${nameOf(statement)} trusts ${whom}`, {
      ...at,
      key: statement.label,
    });
    return;
  }
  const own = ownAccount(context, role.resource);
  for (const principal of principals.elements) {
    const verdict = judgePrincipal(principal, own, context.parameters.zillizAccountIds);
    if (!verdict) continue;
    const [outcome, text] = verdict;
    const message = `${nameOf(statement)} trusts ${text}`;
    const details = { ...at, key: `${statement.label}:${principal.name}` };
    if (outcome === "PASS") yield pass(role.resource, message, details);
    else if (outcome === "FAIL") yield fail(role.resource, message, details);
    else yield { verdict: "UNKNOWN", resource: role.resource, message, ...details };
  }
}

/** Nothing for services and identity providers, which belong to no account. */
function judgePrincipal(
  principal: PrincipalElement,
  own: string | undefined,
  zilliz: readonly string[],
): readonly ["PASS" | "FAIL" | "UNKNOWN", string] | undefined {
  const { type, name } = principal;
  if (type !== "*" && name === "*") return ["FAIL", "everybody, in every account of AWS"];
  if (type !== "AWS") return type === "*" ? ["FAIL", "everybody"] : undefined;
  const account = principalAccount(principal);
  if (account === undefined) {
    return ["FAIL", `${name}, which is no account, role or user: what it named may be deleted`];
  }
  if (zilliz.includes(account)) return ["PASS", `account ${account}, which is Zilliz Cloud's`];
  if (own === undefined) {
    return ["UNKNOWN", `account ${account}; nothing tells whether that is this account`];
  }
  return account === own
    ? ["PASS", `account ${account}, which is this one`]
    : ["FAIL", `account ${account}, which is neither this one nor Zilliz Cloud's`];
}
