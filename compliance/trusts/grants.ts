import type { RuleResult } from "../finding";
import { matches } from "../../iam/glob";
import type { Statement } from "../../iam/statement";
import type { PolicyOf, RoleView } from "../../terraform/model-view";
import type { RuleContext } from "../rule";
import { reading } from "../policies/statements";

/** A statement of a trust that lets somebody in. */
export interface TrustGrant {
  readonly role: RoleView;
  readonly trust: PolicyOf;
  readonly statement: Statement;
}

/** Judges every statement of every trust that lets somebody in; says why where one cannot be read. */
export function* overGrants(
  context: RuleContext,
  judge: (context: RuleContext, grant: TrustGrant) => Iterable<RuleResult>,
): Iterable<RuleResult> {
  for (const role of context.model.roles()) {
    const { trust } = role;
    yield* reading(trust, function* (statements) {
      for (const statement of statements) {
        if (statement.effect === "Allow") yield* judge(context, { role, trust, statement });
      }
    });
  }
}

/** Whether a statement allows an action, given in lower case. */
export function takesAction({ actions }: Statement, action: string): boolean {
  return actions.elements.some((pattern) => matches(pattern, action)) !== actions.negated;
}

/** Whether an OIDC provider's token is enough for a statement. */
export function isWebIdentity(statement: Statement): boolean {
  return takesAction(statement, "sts:assumerolewithwebidentity");
}
