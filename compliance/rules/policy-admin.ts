import type { Model, PolicyOf } from "../../terraform/model-view";
import { groupBy } from "../../text/group";
import { listed } from "../../text/list";
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
import { fail, unsure, type Results } from "../results";

/** AWS's own policies with which somebody can do, or give itself, anything. */
const ADMIN = /:iam::aws:policy\/(AdministratorAccess|IAMFullAccess)$/;

export const rule = ruleOf("policy-admin", function* ({ model }) {
  const isBoundary = boundaries(model);
  for (const policy of identityPolicies(model)) yield* judge(policy, isBoundary(policy));
  for (const { resource, attachedElsewhere } of [...model.roles(), ...model.holders()]) {
    const what = resource.type.replace("aws_iam_", "");
    for (const arn of attachedElsewhere.filter((one) => ADMIN.test(one))) {
      yield fail(resource, `${arn} is attached to the ${what}`, { key: arn });
    }
  }
  yield* untoldAttachments(model);
});

/** Once for each attachment, for all rules: it may be of several. */
function* untoldAttachments(model: Model): Results {
  const all = [...model.roles(), ...model.holders()].flatMap(({ resource, attachedUnknown }) =>
    attachedUnknown.map((unlinked) => ({ ...unlinked, holder: resource.address })),
  );
  for (const [part, found] of groupBy(all, ({ resource }) => resource)) {
    const { attribute, why } = found[0]!;
    const message = `${attribute} is unknown, so the policy may be any, and what ${listed(found.map(({ holder }) => holder))} may do is not wholly tried: ${why}`;
    const fix = "attach policies by ARNs that are made of configured names, or check a state";
    yield unsure(part, message, { attribute, fix });
  }
}

function judge(policy: PolicyOf, isBoundary: boolean): Results {
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
