import { cached, cachedOf } from "../cache";
import { testsOf, type ConditionTest } from "./condition";
import { list, type IamPolicy, type IamStatement } from "./policy";
import { principalsOf, type PrincipalElement } from "./principal";
import { checkPolicy, labelOf } from "./shape";

/** A list, or with `negated` everything that is not in it: `NotAction` and its like. */
export interface Scope<Element> {
  readonly negated: boolean;
  readonly elements: readonly Element[];
}

/** A statement in one spelling: scalars as lists, actions in lower case, conditions taken apart. */
export interface Statement {
  /** The Sid, or the place among the policy's statements: `#3`. */
  readonly label: string;
  readonly effect: "Allow" | "Deny";
  /** In lower case. */
  readonly actions: Scope<string>;
  /** Absent in trust policies: the resource is the role itself. */
  readonly resources: Scope<string> | undefined;
  /** Absent in policies of a role, which is their principal. */
  readonly principals: Scope<PrincipalElement> | undefined;
  readonly tests: readonly ConditionTest[];
  /** The statement as it was read. */
  readonly source: IamStatement;
}

/**
 * The statements of a policy in one spelling; the same list when asked again for the same policy,
 * and the same statement wherever its text stands, so that what is known of one is known of all.
 *
 * @throws PolicyShapeError when IAM would not take the policy.
 */
export const statementsOf: (policy: IamPolicy) => readonly Statement[] = cachedOf((policy) => {
  checkPolicy(policy);
  return list(policy.Statement).map((source, index) =>
    labelled(JSON.stringify([labelOf(source, index), source])),
  );
});

const labelled = cached((text: string) => {
  const [label, source] = JSON.parse(text) as [string, IamStatement];
  return statementOf(source, label);
});

function statementOf(source: IamStatement, label: string): Statement {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = source;
  return {
    label,
    effect: source.Effect,
    actions: {
      negated: Action === undefined,
      elements: list(Action ?? NotAction).map((name) => name.toLowerCase()),
    },
    resources: scope(Resource, NotResource, list),
    principals: scope(Principal, NotPrincipal, principalsOf),
    tests: testsOf(source.Condition),
    source,
  };
}

function scope<Value, Element>(
  positive: Value | undefined,
  negative: Value | undefined,
  elementsOf: (value: Value) => readonly Element[],
): Scope<Element> | undefined {
  const value = positive ?? negative;
  return value === undefined
    ? undefined
    : { negated: positive === undefined, elements: elementsOf(value) };
}
