import type { Results } from "../results";
import { holdsWithoutKey, type ConditionTest } from "../../iam/condition";
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
  judge: (context: RuleContext, grant: TrustGrant) => Results,
): Results {
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

/** Whether only principals of an organization that is named get in. */
export function asksForOrganization({ tests }: Statement): boolean {
  return tests.some(
    (test) =>
      /^aws:PrincipalOrg(ID|Paths)$/i.test(test.key) && isNarrow(test) && !test.values.some(isOpen),
  );
}

/** Whether only people who have just shown a second factor get in, which no service has. */
export function asksForMfa({ tests }: Statement): boolean {
  return tests.some(
    (test) =>
      (/^aws:MultiFactorAuthPresent$/i.test(test.key) &&
        test.comparison === "Bool" &&
        test.values.every((value) => value.toLowerCase() === "true") &&
        isNarrow(test)) ||
      (/^aws:MultiFactorAuthAge$/i.test(test.key) &&
        /^NumericLessThan/.test(test.comparison) &&
        isNarrow(test)),
  );
}

function isNarrow(test: ConditionTest): boolean {
  return !test.negated && test.comparison !== "Null" && !holdsWithoutKey(test);
}

function isOpen(value: string): boolean {
  return /^(o-)?[*?]+$/.test(value);
}
