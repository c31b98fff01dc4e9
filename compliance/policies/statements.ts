import { isEveryArn } from "../../iam/arn-glob";
import { matches } from "../../iam/glob";
import { PolicyShapeError, type IamPolicy } from "../../iam/policy";
import { statementsOf, type Selection, type Statement } from "../../iam/statement";
import type { Severity } from "../finding";
import type { Model, PolicyOf } from "../../terraform/model-view";
import { fail, unknownWords, unsure, type Results } from "../results";

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

/** Judges what a policy says; says why where it cannot be read. */
export function* reading(
  { resource, attribute, document }: PolicyOf,
  judge: (statements: readonly Statement[], document: IamPolicy) => Results,
): Results {
  const unread = (message: string) => unsure(resource, message, { attribute });
  if (!document.known) {
    yield unread(unknownWords(document));
    return;
  }
  let statements: readonly Statement[];
  try {
    statements = statementsOf(document.value);
  } catch (error) {
    if (!(error instanceof PolicyShapeError)) throw error;
    yield unread(`cannot be judged: ${error.message}`);
    return;
  }
  yield* judge(statements, document.value);
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

/** Everything wrong with the statements of a policy, or why they cannot be read. */
export function problemsIn(
  policy: PolicyOf,
  problemsOf: (statement: Statement) => Iterable<StatementProblem>,
): Results {
  const { resource, attribute } = policy;
  return reading(policy, function* (statements) {
    for (const statement of statements) {
      for (const { text, of, severity, certain = true } of problemsOf(statement)) {
        const key = of === undefined ? statement.label : `${statement.label} ${of}`;
        const message = `${nameOf(statement)} ${text}`;
        yield (certain ? fail : unsure)(resource, message, { attribute, key, severity });
      }
    }
  });
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
