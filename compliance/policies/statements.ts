import { isEveryArn } from "../../iam/arn-glob";
import { matches } from "../../iam/glob";
import type { IamPolicy } from "../../iam/policy";
import type { Selection, Statement } from "../../iam/statement";
import type { Severity } from "../finding";
import { statementsIn } from "../identify/shape";
import type { Model, PolicyOf } from "../../terraform/model-view";
import { fail, pass, unsure, type Results } from "../results";

/** Policies of roles: what they may do. */
export function identityPolicies(model: Model): readonly PolicyOf[] {
  return model.policies().filter(({ use }) => use === "managed" || use === "inline");
}

/** Policies that somebody has as the boundary: they are ceilings and grant nothing. */
export function boundaries(model: Model): (policy: PolicyOf) => boolean {
  const names = new Set(
    [...model.roles(), ...model.holders()].flatMap(({ boundary }) => {
      const policy = boundary?.policy;
      return policy ? [policy.resource.address] : [];
    }),
  );
  return ({ use, resource }) => use === "managed" && names.has(resource.address);
}

/**
 * Judges what a policy says. Of a text that is not known, or that IAM would not take, nothing is
 * said here: policy-json says it once, for all rules.
 */
export function* reading(
  { document }: PolicyOf,
  judge: (statements: readonly Statement[], document: IamPolicy) => Results,
): Results {
  const statements = document.known ? statementsIn(document.value) : undefined;
  if (document.known && statements) yield* judge(statements, document.value);
}

/** Something wrong with a statement. */
export interface StatementProblem {
  /** What the statement does; its name comes before. */
  readonly text: string;
  /** Tells several of one statement apart: an action, a principal. */
  readonly of?: string;
  readonly severity?: Severity;
  /** False where it may be wrong, and nothing tells. */
  readonly certain?: boolean;
}

/**
 * Everything wrong with the statements of a policy, or that nothing is; of a text that is not known
 * what is wrong with the part that is.
 *
 * @param problemsOf judges each statement by itself.
 * @param nothing what is said of a policy without a problem.
 */
export function* problemsIn(
  { resource, attribute, document, partial }: PolicyOf,
  problemsOf: (statement: Statement) => Iterable<StatementProblem>,
  nothing: string,
): Results {
  const text = document.known ? document.value : partial;
  const statements = text && statementsIn(text);
  if (!statements) return;
  let some = false;
  for (const statement of statements) {
    for (const { text: deed, of, severity, certain = true } of problemsOf(statement)) {
      some = true;
      const key = of === undefined ? statement.label : `${statement.label} ${of}`;
      const message = `${nameOf(statement)} ${deed}`;
      yield (certain ? fail : unsure)(resource, message, { attribute, key, severity });
    }
  }
  if (!some && document.known) yield pass(resource, nothing, { attribute });
}

/** Whether a scope takes in every text. */
export function isEverything({ negated, elements }: Selection<string>): boolean {
  return negated ? elements.length === 0 : elements.some(isEveryArn);
}

/** Whether an action, in lower case, is in scope. */
export function hasAction({ negated, elements }: Selection<string>, action: string): boolean {
  return elements.some((pattern) => matches(pattern, action)) !== negated;
}

/** A statement in the words of messages: `statement EC2Read`. */
export function nameOf({ label }: Statement): string {
  return `statement ${label}`;
}
