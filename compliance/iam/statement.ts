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

const known = new WeakMap<IamPolicy, readonly Statement[]>();

/**
 * The statements of a policy in one spelling; the same list when asked again for the same policy.
 *
 * @throws PolicyShapeError when IAM would not take the policy.
 */
export function statementsOf(policy: IamPolicy): readonly Statement[] {
  const before = known.get(policy);
  if (before) return before;
  checkPolicy(policy);
  const statements = list(policy.Statement).map(statementOf);
  known.set(policy, statements);
  return statements;
}

function statementOf(source: IamStatement, index: number): Statement {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = source;
  return {
    label: labelOf(source, index),
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
