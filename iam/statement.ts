import { cached } from "../text/cache";
import { testsOf, type ConditionTest } from "./condition";
import { list, type IamPolicy, type IamStatement, type OneOrMore } from "./policy";
import { principalsOf, type PrincipalElement } from "./principal";
import { checkPolicy, checkStatement, labelOf } from "./shape";

/** A list, or with `negated` everything that is not in it: `NotAction` and its like. */
export interface Selection<Element> {
  readonly negated: boolean;
  readonly elements: readonly Element[];
}

/** A statement in one spelling: scalars as lists, actions in lower case, conditions taken apart. */
export interface Statement {
  /** The Sid, or the place among the policy's statements: `#3`. */
  readonly label: string;
  readonly effect: "Allow" | "Deny";
  /** In lower case. */
  readonly actions: Selection<string>;
  /** Absent in trust policies: the resource is the role itself. */
  readonly resources: Selection<string> | undefined;
  /** Absent in policies of a role, which is their principal. */
  readonly principals: Selection<PrincipalElement> | undefined;
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
export function statementsOf(policy: IamPolicy): readonly Statement[] {
  const before = known.get(policy);
  if (before) return before;
  checkPolicy(policy);
  const statements = list(policy.Statement).map((source, index) =>
    labelled(JSON.stringify([labelOf(source, index), source])),
  );
  known.set(policy, statements);
  return statements;
}

const known = new WeakMap<IamPolicy, readonly Statement[]>();

/**
 * A policy that says the same in statements that other policies share: most of a fleet's policies
 * are the same text.
 *
 * @throws PolicyShapeError when IAM would not take the policy.
 */
export function shared<Policy extends IamPolicy>(policy: Policy): Policy {
  const statements = statementsOf(policy);
  const same = { ...policy, Statement: statements.map(({ source }) => source) };
  known.set(same, statements);
  return same;
}

/** What is known already was found to be right then. */
const labelled = cached((text: string) => {
  const [label, source] = JSON.parse(text) as [string, unknown];
  checkStatement(source, label);
  return statementOf(source, label);
});

function statementOf(source: IamStatement, label: string): Statement {
  const { Action, NotAction, Resource, NotResource, Principal, NotPrincipal } = source;
  return {
    label,
    effect: source.Effect,
    actions: actionsOf(JSON.stringify([Action === undefined, Action ?? NotAction])),
    resources: scope(Resource, NotResource, list),
    principals: scope(Principal, NotPrincipal, principalsOf),
    tests: testsOf(source.Condition),
    source,
  };
}

/** One object for equal actions: deployments differ in their resources. */
const actionsOf = cached((text: string): Selection<string> => {
  const [negated, names] = JSON.parse(text) as [boolean, OneOrMore<string>];
  return { negated, elements: list(names).map((name) => name.toLowerCase()) };
});

function scope<Value, Element>(
  positive: Value | undefined,
  negative: Value | undefined,
  elementsOf: (value: Value) => readonly Element[],
): Selection<Element> | undefined {
  const value = positive ?? negative;
  return value === undefined
    ? undefined
    : { negated: positive === undefined, elements: elementsOf(value) };
}
