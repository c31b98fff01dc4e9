import type { ConditionTest } from "../../iam/condition";
import { overlaps, isContained, isPattern } from "../../iam/glob";
import { takesWildcards } from "../../iam/operators";
import { ruleOf, type RuleContext } from "../rule";
import { rolesOfKind } from "../identify/roles";
import { isOfPods } from "../trusts/pod-identity";
import { fail, pass, type Results } from "../results";
import { STORAGE_SUBJECTS } from "../identify/shape";
import { isWebIdentity, overGrants, type TrustGrant } from "../trusts/grants";
import { nameOf } from "../policies/statements";

export const rule = ruleOf("trust-wildcard", (context) => overGrants(context, judge));

function* judge(context: RuleContext, { role, trust, statement }: TrustGrant): Results {
  const ofPods = isOfPods(statement);
  const names = ofPods ? isPodTag : isSubject;
  if (!statement.tests.some(names) || !(ofPods || isWebIdentity(statement))) return;
  const { attribute } = trust;
  const storage = rolesOfKind(context, "storage").some(({ view }) => view === role);
  const patterns = statement.tests
    .filter((test) => names(test) && takesWildcards(test.comparison) && !test.negated)
    .flatMap(({ values }) => values)
    .filter(isPattern);
  const wide = patterns.filter((one) => ofPods || isTooWide(one, storage ? STORAGE_SUBJECTS : []));
  for (const pattern of wide) {
    const text = `${nameOf(statement)} lets in every service account like ${pattern}`;
    yield fail(role.resource, text, { attribute, key: `${statement.label}:${pattern}` });
  }
  if (wide.length > 0) return;
  const how = patterns.length > 0 ? "has wildcards as the document has" : "has no wildcards";
  yield pass(role.resource, `${nameOf(statement)} ${how}`, { attribute });
}

/** A test of the token's subject. */
function isSubject({ key }: ConditionTest): boolean {
  return /:sub$/i.test(key);
}

/** A test of the tags by which EKS Pod Identity tells pods. */
function isPodTag({ key }: ConditionTest): boolean {
  return /^aws:RequestTag\/kubernetes-(namespace|service-account)$/i.test(key);
}

/** Subjects of other issuers, such as GitHub's, are no service accounts and none of ours. */
function isTooWide(pattern: string, documented: readonly string[]): boolean {
  if (!overlaps(pattern, "system:serviceaccount:*")) return false;
  return !documented.some((allowed) => isContained(pattern, allowed));
}
