import { roleRow } from "../../policies/catalogue";
import type { RuleResult } from "../finding";
import { ruleOf, type RuleContext } from "../rule";
import {
  externalIdProblem,
  isExact,
  isExternalId,
  type ExternalIdProblem,
} from "../trusts/external-id";
import { nameOf } from "../policies/statements";
import { identifiedRoles, ownAccount } from "../identify/roles";
import { reachesOf } from "../policies/reach";
import { fail, pass } from "../results";
import { unique } from "../../text/unique";
import { principalAccount } from "../trusts/principals";
import {
  asksForMfa,
  asksForOrganization,
  overGrants,
  takesAction,
  type TrustGrant,
} from "../trusts/grants";

export const rule = ruleOf("trust-external-id", (context) => overGrants(context, judge));

function judge(context: RuleContext, grant: TrustGrant): readonly RuleResult[] {
  const { role, trust, statement } = grant;
  if (!takesAction(statement, "sts:assumerole")) return [];
  const own = ownAccount(context, role.resource);
  const elements = statement.principals?.elements ?? [];
  const negated = statement.principals?.negated === true;
  const accounts = elements.map(principalAccount).filter((account) => account !== undefined);
  const everybody =
    negated || elements.some(({ type, name }) => name === "*" && type !== "Service");
  const others = [...new Set(accounts.filter((account) => account !== own))];
  if (!everybody && others.length === 0) return [];
  // Everybody of this account only, by a condition: nobody is in between who could be confused.
  const reaches = own === undefined ? [] : reachesOf(statement, [own]);
  if (reaches.length > 0 && reaches.every(({ reach }) => reach === "own")) return [];
  const zilliz = others.some((account) => context.parameters.zillizAccountIds.includes(account));
  // No service acts for others there: people with a second factor, or the owner's organization.
  if (!zilliz && (asksForMfa(statement) || asksForOrganization(statement))) return [];

  const at = { attribute: trust.attribute, key: statement.label };
  const certain = others.filter((account) => context.parameters.zillizAccountIds.includes(account));
  // Of an account that may be this one, trust-account tells.
  if (!everybody && own === undefined && certain.length === 0) return [];
  const who = everybody ? "everybody" : `account ${others.join(", ")}`;
  const sentence = (text: string) => `${nameOf(statement)} lets ${who} in ${text}`;
  const tests = statement.tests.filter(isExternalId);
  const exact = tests.find(isExact);
  if (!exact) {
    const how = tests[0]?.operator;
    const text =
      how === undefined
        ? "without asking for an external ID"
        : `with a test of the external ID (${how}) that others pass too`;
    // Two accounts of one owner need none, and nothing tells whose the other one is.
    const mild = context.profile === "general" && !everybody;
    return [fail(role.resource, sentence(text), { ...at, severity: mild ? "warning" : undefined })];
  }
  const ids = unique(exact.values);
  if (ids.length !== 1 && ids.length !== 2) {
    return [fail(role.resource, sentence(`with any of ${ids.length} external IDs`), at)];
  }
  const problem = ids.map(externalIdProblem).find((one) => one !== undefined);
  if (problem) {
    const severity = problem === "placeholder" ? "warning" : "error";
    return [fail(role.resource, sentence(PROBLEMS[problem]), { ...at, severity })];
  }
  const expected = expectedIds(context, grant);
  if (expected.length > 0 && ids.some((id) => !expected.includes(id))) {
    const text = "with an external ID that is not the one of the config";
    return [fail(role.resource, sentence(text), at)];
  }
  if (ids.length === 2) {
    const text =
      "with either of two external IDs, which is right only while one takes the other's place";
    const fix = context.profile === "general" ? CHANGED.general : CHANGED.fix;
    return [fail(role.resource, sentence(text), { ...at, severity: "warning", fix })];
  }
  const measure = expected.length > 0 ? "the external ID of the config" : "one external ID";
  return [pass(role.resource, sentence(`with ${measure} only`), at)];
}

/** The last step of a change. */
const CHANGED = {
  fix: "the last step of the change: once the Zilliz Cloud console has the new external ID, write it alone (externalId: <new>), and apply",
  general: "once the other account gives the new external ID, take the old one out",
};

const PROBLEMS: Readonly<Record<ExternalIdProblem, string>> = {
  open: "with any external ID: the value is a wildcard",
  unresolved: "with an external ID that was never put in: the value is a token or a placeholder",
  form: "with an external ID that AWS would not take",
  placeholder:
    "with an external ID that is an example, so who has the real one cannot assume the role",
};

/** External IDs that are right for a role; none where only its form can be checked. */
function expectedIds(context: RuleContext, { role }: TrustGrant): readonly string[] {
  const identified = identifiedRoles(context).find(({ view }) => view === role);
  if (!identified?.deployment) return context.parameters.externalIds;
  const { section: name } = roleRow(identified.kind);
  // Milvus' role trusts nobody who would have one.
  const section = identified.deployment[name === "milvus" ? "project" : name];
  return section?.externalIds ?? [];
}
