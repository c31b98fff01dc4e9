import { ruleOf, type RuleContext } from "../rule";
import { rolesOfKind } from "../identify/roles";
import { allowsOf } from "../identify/shape";
import { isOfPods, POD_TAGS, testsOfTag } from "../trusts/pod-identity";
import { fail, pass, type Results } from "../results";
import { overGrants, takesAction, type TrustGrant } from "../trusts/grants";
import { nameOf } from "../policies/statements";

export const rule = ruleOf("trust-pod-identity", (context) => overGrants(context, judge));

const ASKED = [
  ["cluster", [POD_TAGS.cluster, POD_TAGS.clusterName, "aws:SourceArn"], "cluster"],
  ["namespace", [POD_TAGS.namespace], "namespace"],
  ["service-account", [POD_TAGS.serviceAccount], "service account"],
] as const;

function* judge(context: RuleContext, { role, trust, statement }: TrustGrant): Results {
  if (!isOfPods(statement) || !takesAction(statement, "sts:assumerole")) return;
  const { resource } = role;
  const at = { attribute: trust.attribute };
  const where = nameOf(statement);
  // AWS's own text names none of them; for the role of Milvus they are the document's binding.
  const ofMilvus = rolesOfKind(context, "milvus").some(({ view }) => view === role);
  const missing = ASKED.filter(
    ([, tags]) => !tags.some((tag) => testsOfTag(statement, tag).length > 0),
  );
  for (const [part, , words] of missing) {
    const message = `${where} asks for no ${words}, so pods of every ${words} may get the role`;
    const key = `${statement.label}:${part}`;
    yield fail(resource, message, { ...at, key, severity: ofMilvus ? "error" : undefined });
  }
  const tags = (allowsOf(trust) ?? []).some(
    (one) => isOfPods(one) && takesAction(one, "sts:tagsession"),
  );
  if (!tags) {
    const message = `${where} does not allow sts:TagSession, without which EKS gives pods no role`;
    yield fail(resource, message, { ...at, key: `${statement.label}:tags` });
  } else if (missing.length === 0) {
    const message = `${where} names cluster, namespace and service account`;
    yield pass(resource, message, { ...at, key: statement.label });
  }
}
