import type { RuleResult } from "../finding";
import type { PolicyOf } from "../../terraform/model-view";
import { within } from "../../iam/containment";
import { statementsOf, type Statement } from "../../iam/statement";
import { ruleOf } from "../rule";
import {
  boundaries,
  hasAction,
  identityPolicies,
  isEverything,
  problemsIn,
  type StatementProblem,
} from "../policies/statements";
import { fail, unsure } from "../results";

/** AWS's own policies with which somebody can do, or give itself, anything. */
const ADMIN = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

export const rule = ruleOf("policy-admin", function* ({ model }) {
  const isBoundary = boundaries(model);
  for (const policy of identityPolicies(model)) yield* judge(policy, isBoundary(policy));
  for (const { resource, attachedElsewhere, attachedUnknown } of [
    ...model.roles(),
    ...model.holders(),
  ]) {
    const what = resource.type.replace("aws_iam_", "");
    for (const arn of attachedElsewhere.filter((one) => ADMIN.test(one))) {
      yield fail(resource, `${arn} is attached to the ${what}`, { key: arn });
    }
    for (const { resource: part, attribute, why } of attachedUnknown) {
      const message = `${attribute} is unknown, so the policy may be any: ${why}`;
      yield unsure(part, message, { attribute });
    }
  }
});

function judge(policy: PolicyOf, isBoundary: boolean): Iterable<RuleResult> {
  const denied = deniedAlways(policy);
  const problemsOf = (statement: Statement): readonly StatementProblem[] => {
    // What the same policy takes back wholly is nobody's.
    if (denied.some((deny) => within(statement, deny))) return [];
    // A ceiling over everything but a few services is one.
    const deed = isBoundary && statement.actions.negated ? undefined : deedOf(statement);
    if (deed === undefined) return [];
    return isBoundary
      ? [{ text: `of a boundary ${deed}: it is no ceiling`, severity: "warning" }]
      : [{ text: deed }];
  };
  return problemsIn(policy, problemsOf, "no statement allows everything");
}

function deniedAlways({ document }: PolicyOf): readonly Statement[] {
  const statements = document.known ? statementsOf(document.value) : [];
  return statements.filter(({ effect, tests }) => effect === "Deny" && tests.length === 0);
}

function deedOf({ effect, actions, resources, tests }: Statement): string | undefined {
  if (effect !== "Allow" || !resources) return undefined;
  const but =
    resources.negated && tests.length === 0 ? ` but ${resources.elements.join(", ")}` : "";
  if (but === "" && !isEverything(resources)) return undefined;
  if (isEverything(actions)) return `allows every action on every resource${but}`;
  if (hasAction(actions, "iam:*") && tests.length === 0) {
    return `allows every action of IAM on every resource${but}, and so to give itself any other`;
  }
  // Everything but IAM or Organizations is how AWS itself writes a power user.
  if (actions.negated && but === "" && tests.length === 0) {
    return `allows every action on every resource but ${actions.elements.join(", ")}`;
  }
  return undefined;
}
